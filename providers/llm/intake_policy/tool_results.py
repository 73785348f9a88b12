"""Tool results folded into the intake; the tools' contract is in `pipelines.intake.tools`."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from providers.llm.intake_policy.dialogue import ToolAnswered
from providers.llm.intake_policy.intake import Intake
from providers.llm.intake_policy.topics import Topic

_MOST_FAILURES = 2
_OFFERED = 2  # slots at a time: more are not kept in mind by ear
# The arguments of book_appointment, by the question that fills them.
ARGUMENTS = {
    "patient_name": Topic.NAME,
    "date_of_birth": Topic.BIRTH,
    "phone": Topic.PHONE,
    "reason": Topic.REASON,
    "onset": Topic.ONSET,
    "severity": Topic.SEVERITY,
    "medications": Topic.MEDICATIONS,
    "allergies": Topic.ALLERGIES,
    "member_id": Topic.MEMBER,
}
_REQUIRED = frozenset({Topic.NAME, Topic.BIRTH, Topic.PHONE, Topic.REASON})


def answered(intake: Intake, event: ToolAnswered) -> Intake:
    """Fold in one finished tool call; a cancelled or failed one counts as such."""
    fold = _FOLDS.get(event.name)
    return fold(intake, event) if fold else intake


def _ok(event: ToolAnswered) -> bool:
    return event.result is not None and event.result.get("ok") is not False


def _failed(intake: Intake) -> Intake:
    failures = intake.failures + 1
    gives_up = failures >= _MOST_FAILURES and not intake.person
    return replace(intake, failures=failures, person="other" if gives_up else intake.person)


def _recording(intake: Intake, event: ToolAnswered) -> Intake:
    if not _ok(event):
        return _failed(intake)
    granted = bool(event.arguments.get("granted"))
    go_on = (event.result or {}).get("continue", granted)
    intake = intake.answer(Topic.CONSENT, "yes" if granted else "no")
    person = intake.person or ("" if go_on else "declined_consent")
    return replace(intake, consent_noted=True, person=person)


def _found(intake: Intake, event: ToolAnswered) -> Intake:
    if not _ok(event):
        return _failed(intake)
    found = (event.result or {}).get("slots") or ()
    slots = tuple(slot for slot in found if slot.keys() >= {"slot_id", "when"})[:_OFFERED]
    schedule = replace(
        intake.schedule,
        slots=slots,
        empty=0 if slots else intake.schedule.empty + 1,
        last_seen=str(slots[-1]["slot_id"]) if slots else intake.schedule.last_seen,
        wish=intake.schedule.wish if slots else "",
    )
    return replace(intake, schedule=schedule)


def _booked(intake: Intake, event: ToolAnswered) -> Intake:
    if _ok(event):
        schedule = intake.schedule
        chosen = (slot["when"] for slot in schedule.slots if slot["slot_id"] == schedule.chosen)
        when = _when((event.result or {}).get("appointment")) or str(next(chosen, ""))
        return replace(intake, schedule=replace(schedule, booked=True, when=when))
    problems = (event.result or {}).get("problems") or ()
    if not problems:
        return _failed(intake)
    for problem in problems:
        intake = _refused(intake, str(problem.get("argument")))
    return intake


def _when(appointment: object) -> str:
    return str(appointment.get("when", "")) if isinstance(appointment, Mapping) else ""


def _refused(intake: Intake, argument: str) -> Intake:
    """Ask again for what is required; do without what is not."""
    if argument == "slot_id":
        lost = replace(intake.schedule, slots=(), chosen="", last_seen="", lost=True)
        return _failed(replace(intake, schedule=lost))
    if argument == "email":
        return replace(intake, email="")
    topic = ARGUMENTS.get(argument)
    if topic is None:
        return _failed(intake)
    if topic in _REQUIRED:
        return replace(intake.forget(topic).miss(topic), problem=True)
    return intake.answer(topic, "")


def _handed_over(intake: Intake, event: ToolAnswered) -> Intake:
    if _ok(event):
        return replace(intake, handed_over=True)
    return replace(intake, unreached=intake.unreached + 1)


def _ended(intake: Intake, _: ToolAnswered) -> Intake:
    return replace(intake, ended=True)


_FOLDS: dict[str, Callable[[Intake, ToolAnswered], Any]] = {
    "record_consent": _recording,
    "find_slots": _found,
    "book_appointment": _booked,
    "escalate_to_human": _handed_over,
    "end_call": _ended,
}
