"""escalate_to_human."""

from typing import Literal

from compliance.tool import Result
from pipelines.intake.desk import Desk
from pipelines.intake.outcome import CallOutcome

_OUTCOMES = {
    "emergency": CallOutcome.EMERGENCY,
    "declined_consent": CallOutcome.DECLINED_CONSENT,
}


async def escalate_to_human(
    desk: Desk,
    reason: Literal[
        "caller_asked", "declined_consent", "emergency", "identity", "not_understood", "other"
    ],
    callback_number: str = "",
) -> Result:
    """Hand the call over to a person of the clinic."""
    desk.callback_number = callback_number
    desk.settle(_OUTCOMES.get(reason, CallOutcome.ESCALATED))
    return {"ok": True}
