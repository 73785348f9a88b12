"""book_appointment."""

import asyncio
import re
from datetime import date

from compliance.tool import Problem, Result
from pipelines.intake.desk import Desk
from pipelines.intake.outcome import CallOutcome
from pipelines.intake.schedule import SlotTakenError

_E164 = re.compile(r"\+1[2-9]\d{2}[2-9]\d{6}")


async def book_appointment(
    desk: Desk,
    slot_id: str,
    patient_name: str,
    date_of_birth: str,
    phone: str,
    reason: str,
    onset: str = "",
    severity: str = "",
    medications: str = "",
    allergies: str = "",
    member_id: str = "",
    email: str = "",
    callback: bool = False,
    notes: str = "",
) -> Result:
    """Book an appointment at one of the times that find_slots gave."""
    _check(patient_name, date_of_birth, phone, reason)
    intake = {key: value for key, value in locals().items() if key != "desk"}
    try:
        slot = await asyncio.to_thread(desk.schedule.book, slot_id, intake)
    except SlotTakenError:
        raise Problem("slot_id", "taken", "offer other times") from None
    desk.booked = {**intake, "when": slot.when}
    desk.settle(CallOutcome.BOOKED)
    return {
        "ok": True,
        "appointment": {"slot_id": slot.id, "when": slot.when, "patient_name": patient_name},
    }


def _check(name: str, born: str, phone: str, reason: str) -> None:
    if len(name.split()) < 2:
        raise Problem("patient_name", "incomplete", "first and last name")
    try:
        birth = date.fromisoformat(born)
    except ValueError:
        raise Problem("date_of_birth", "invalid", "month, day and year") from None
    if not 0 <= (date.today() - birth).days <= 120 * 366:
        raise Problem("date_of_birth", "invalid", "a date of the last 120 years")
    if not _E164.fullmatch(phone):
        raise Problem("phone", "invalid", "ten digits")
    if not reason.strip():
        raise Problem("reason", "missing", "why the caller wants to be seen")
