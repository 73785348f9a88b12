"""find_slots."""

from typing import Annotated, Any

from pydantic import Field

from compliance.tool import Problem, Result, refusal
from pipelines.intake.desk import Desk
from pipelines.intake.schedule import UnknownSlotError


async def find_slots(
    desk: Desk,
    wish: Annotated[
        str, Field(description="When the caller would like to come, in the caller's own words.")
    ] = "",
    after_slot_id: Annotated[
        str, Field(description="The last slot_id that was refused: other times are shown.")
    ] = "",
) -> Result:
    """Find two open appointment times, the best first, for a wish or the soonest there are.

    `exact` is false if nothing fits the wish: say that these are the nearest. Read `when` aloud as
    it is written.
    """
    try:
        return {"ok": True, **await offer_slots(desk, wish, after_slot_id.strip().lower())}
    except UnknownSlotError:
        return refusal(Problem("after_slot_id", "unknown", "use a slot_id that find_slots gave"))


async def offer_slots(desk: Desk, wish: str, after_slot_id: str) -> dict[str, Any]:
    """Return `slots` and `exact`, and keep in mind what has been offered."""
    offer = await desk.schedule.find(wish, after_slot_id, refused=desk.offered)
    desk.offered.update(slot.id for slot in offer.slots)
    slots = [{"slot_id": slot.id, "when": slot.when} for slot in offer.slots]
    return {"slots": slots, "exact": offer.exact}
