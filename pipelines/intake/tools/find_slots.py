"""find_slots."""

import asyncio

from compliance.tool import Result
from pipelines.intake.desk import Desk


async def find_slots(desk: Desk, wish: str = "", after_slot_id: str = "") -> Result:
    """Find open appointment times.

    `wish` is what the caller asked for, in words; `after_slot_id` shows the times after that one.
    """
    slots = await asyncio.to_thread(desk.schedule.find, wish, after_slot_id)
    return {"ok": True, "slots": [{"slot_id": slot.id, "when": slot.when} for slot in slots]}
