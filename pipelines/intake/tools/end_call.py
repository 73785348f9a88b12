"""end_call."""

from typing import Literal

from compliance.tool import Result
from pipelines.intake.desk import Desk
from pipelines.intake.outcome import CallOutcome


async def end_call(
    desk: Desk, outcome: Literal["booked", "no_match", "caller_done", "other"]
) -> Result:
    """End the call, after good-bye has been said."""
    desk.settle(CallOutcome.NO_MATCH if outcome == "no_match" else CallOutcome.INCOMPLETE)
    desk.ended = True
    return {"ok": True}
