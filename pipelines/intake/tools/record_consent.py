"""record_consent."""

from compliance.consent import Consent, understand_consent
from compliance.tool import Result
from pipelines.intake.desk import Desk
from pipelines.intake.outcome import CallOutcome


async def record_consent(desk: Desk, granted: bool) -> Result:
    """Note the caller's answer to "may this call be recorded?"."""
    # Two keys: the model's reading counts only if the caller's own words are no refusal.
    granted = granted and understand_consent(desk.last_utterance) is not Consent.REFUSED
    if granted:
        desk.start_recording()
        desk.recording = True
    elif not desk.continue_without_recording:
        desk.settle(CallOutcome.DECLINED_CONSENT)
    return {
        "ok": True,
        "recording": granted,
        "continue": granted or desk.continue_without_recording,
    }
