"""book_appointment."""

from dataclasses import asdict
from typing import Annotated

from pydantic import Field

from compliance.tool import Problem, Result, refusal
from pipelines.intake.appointment import Intake
from pipelines.intake.desk import Desk
from pipelines.intake.outcome import CallOutcome
from pipelines.intake.schedule import SlotTakenError, UnknownSlotError
from pipelines.intake.tools.fields import DateOfBirth, MemberId, PatientName, Phone, Reason
from pipelines.intake.tools.find_slots import offer_slots


async def book_appointment(
    desk: Desk,
    slot_id: Annotated[str, Field(description="A slot_id that find_slots gave.")],
    patient_name: PatientName,
    date_of_birth: DateOfBirth,
    phone: Phone,
    reason: Reason,
    onset: Annotated[str, Field(description="When it began, as the caller said.")] = "",
    severity: Annotated[str, Field(description="How bad it is, from 0 to 10.")] = "",
    medications: Annotated[str, Field(description="What the patient takes.")] = "",
    allergies: Annotated[str, Field(description="What the patient is allergic to.")] = "",
    member_id: MemberId = "",
    email: Annotated[str, Field(description="An e-mail address, if the caller gave one.")] = "",
    callback: Annotated[bool, Field(description="The caller wants a nurse to call back.")] = False,
    notes: Annotated[str, Field(description="Anything else the clinic should know.")] = "",
) -> Result:
    """Book an appointment at a time that the caller chose, or correct the one just booked.

    Pass what the caller said, with placeholders written exactly as they appear. If it is refused,
    ask the caller only for the arguments named in `problems`.
    """
    intake = Intake(
        patient_name, date_of_birth, phone, reason, onset, severity,
        medications, allergies, member_id, email, callback, notes,
    )  # fmt: skip
    try:
        slot = await desk.schedule.book(slot_id.strip().lower(), intake, call_id=desk.call_id)
    except UnknownSlotError:
        return refusal(Problem("slot_id", "unknown", "use a slot_id that find_slots gave"))
    except SlotTakenError:
        others = await offer_slots(desk, "", "")
        return refusal(Problem("slot_id", "taken", "offer one of these slots"), **others)
    desk.booked = {**asdict(intake), "slot_id": slot.id, "when": slot.when}
    desk.settle(CallOutcome.BOOKED)
    appointment = {"slot_id": slot.id, "when": slot.when, "patient_name": patient_name}
    return {"ok": True, "appointment": appointment}
