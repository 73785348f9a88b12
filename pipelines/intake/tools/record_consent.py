"""record_consent."""

import asyncio
from typing import Annotated

from pydantic import Field

from compliance.consent import Consent, understand_consent
from compliance.tool import Result
from pipelines.intake.desk import Desk
from pipelines.intake.outcome import CallOutcome


async def record_consent(
    desk: Desk,
    granted: Annotated[bool, Field(description="Whether the caller agreed to be recorded.")],
) -> Result:
    """Note the caller's answer to whether the call may be recorded; also if they change their mind.

    If `continue` is false, say that a person will take over and call escalate_to_human.
    """
    if granted and (desk.recording or _may_record(desk)):
        if not desk.recording:
            await asyncio.to_thread(desk.on_consent, True)
            await asyncio.to_thread(desk.start_recording)
        desk.consent = desk.recording = True
        if desk.outcome is CallOutcome.DECLINED_CONSENT:
            desk.outcome = None  # the caller has thought better of it
        return {"ok": True, "recording": True, "continue": True}
    desk.consent = desk.recording = False
    await asyncio.to_thread(desk.on_consent, False)
    if not desk.continue_without_recording:
        desk.settle(CallOutcome.DECLINED_CONSENT)
    return {"ok": True, "recording": False, "continue": desk.continue_without_recording}


def _may_record(desk: Desk) -> bool:
    """Two keys: the model's "yes" counts only if the caller's own words are no refusal.

    After a refusal only a clear "yes" of the caller turns the second key.
    """
    said = understand_consent(desk.last_utterance)
    if said is Consent.UNCLEAR:
        said = desk.answer
    return said is Consent.GRANTED or (said is Consent.UNCLEAR and desk.consent is None)
