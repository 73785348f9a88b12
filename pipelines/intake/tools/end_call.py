"""end_call."""

from typing import Annotated, Literal

from pydantic import Field

from compliance.tool import Result
from pipelines.intake.desk import Desk
from pipelines.intake.outcome import CallOutcome


async def end_call(
    desk: Desk,
    outcome: Annotated[
        Literal["booked", "no_match", "caller_done", "other"],
        Field(description="What came of the call."),
    ],
) -> Result:
    """End the call, after good-bye has been said."""
    # "booked" is no claim that counts: a booking has settled its outcome itself.
    desk.settle(CallOutcome.NO_MATCH if outcome == "no_match" else CallOutcome.INCOMPLETE)
    desk.ended = True
    return {"ok": True}
