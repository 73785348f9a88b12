"""What to say or do next, from what is known."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from providers.llm.intake_policy import wording
from providers.llm.intake_policy.asides import Aside
from providers.llm.intake_policy.intake import MOST_PARTS, Intake
from providers.llm.intake_policy.tool_results import ARGUMENTS
from providers.llm.intake_policy.topics import CHECKS, ESSENTIAL, Topic

_MOST_SILENCES = 3
_MOST_WAITS = 3
_OFFER_PERSON_AFTER = 2
_HAND_OVER_AFTER = 4


@dataclass(frozen=True)
class ToolCall:
    """A tool to call, with JSON arguments in placeholders."""

    name: str
    arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reply:
    """What the model answers: text, tool calls, both, or nothing."""

    text: str = ""
    calls: tuple[ToolCall, ...] = ()


def decide(intake: Intake, tools: Collection[str]) -> Reply:
    """The next reply; empty while a question stands, a tool works or the call is over."""
    if intake.ended or intake.working or intake.asked:
        return Reply()
    if person := _person(intake):
        return _hand_over(intake, person, tools)
    if intake.leaving:
        return _farewell(wording.LEFT, "booked" if intake.schedule.booked else "caller_done", tools)
    if intake.silences >= _MOST_SILENCES:
        return _farewell(wording.GONE_SILENT, "other", tools)
    if Topic.CONSENT in intake.answers and not intake.consent_noted and "record_consent" in tools:
        granted = intake.get(Topic.CONSENT) == "yes"
        return Reply(calls=(ToolCall("record_consent", {"granted": granted}),))
    topic = intake.next_topic()
    if topic in intake.answers:  # the last question of the call is answered
        return _good_bye(intake, topic, tools)
    return _appointment(intake, tools) if topic is Topic.CHOICE else _ask(intake, topic)


def _person(intake: Intake) -> str:
    """Why a person must take over, or ""."""
    if intake.person:
        return intake.person
    topic = intake.next_topic()
    if topic in ESSENTIAL and _vain(intake, topic) >= _HAND_OVER_AFTER:
        return "not_understood" if topic in (Topic.PHONE, Topic.PHONE_CHECK) else "identity"
    return ""


def _vain(intake: Intake, topic: Topic) -> int:
    """How often a value was asked in vain, read-backs included."""
    value = CHECKS.get(topic, topic)
    return sum(
        intake.missed(asked) for asked in (value, *CHECKS) if CHECKS.get(asked, asked) == value
    )


def _hand_over(intake: Intake, reason: str, tools: Collection[str]) -> Reply:
    if intake.handed_over:
        return _farewell(wording.HANDED_OVER, "other", tools)
    if intake.unreached > 1 or "escalate_to_human" not in tools:
        return _farewell(wording.UNREACHED, "other", tools)
    arguments = {"reason": reason}
    if phone := intake.get(Topic.PHONE):
        arguments["callback_number"] = phone
    return Reply(calls=(ToolCall("escalate_to_human", arguments),))


def _farewell(text: str, outcome: str, tools: Collection[str]) -> Reply:
    calls = (ToolCall("end_call", {"outcome": outcome}),) if "end_call" in tools else ()
    return Reply(text, calls)


def _good_bye(intake: Intake, topic: Topic, tools: Collection[str]) -> Reply:
    if topic is Topic.MORE:
        return _farewell(wording.DONE, "booked", tools)
    wanted = intake.get(topic) == "yes"
    return _farewell(wording.WILL_FOLLOW_UP if wanted else wording.NO_FOLLOW_UP, "no_match", tools)


def _appointment(intake: Intake, tools: Collection[str]) -> Reply:
    schedule = intake.schedule
    if schedule.chosen and "book_appointment" in tools:
        return Reply(calls=(ToolCall("book_appointment", _booking(intake)),))
    if schedule.slots:
        times = [str(slot["when"]) for slot in schedule.slots]
        text = wording.offer(times, further=schedule.refusals > 0)
        return Reply(f"{_lead(intake, Topic.CHOICE)} {text}")
    if schedule.refusals > 1 and Topic.WISH not in intake.answers and not schedule.wish:
        return _ask(intake, Topic.WISH)
    if "find_slots" not in tools:
        return _ask(intake, Topic.FOLLOW_UP)
    return Reply(calls=(ToolCall("find_slots", _search(intake)),))


def _search(intake: Intake) -> dict[str, Any]:
    schedule = intake.schedule
    search = {"wish": schedule.wish} if schedule.wish else {}
    if schedule.last_seen and (not schedule.wish or "later" in schedule.wish):
        search["after_slot_id"] = schedule.last_seen
    return search


def _booking(intake: Intake) -> dict[str, Any]:
    """The arguments of book_appointment: what is required, and of the rest what is known."""
    known = {name: intake.get(topic) for name, topic in ARGUMENTS.items() if intake.get(topic)}
    booking: dict[str, Any] = {"slot_id": intake.schedule.chosen, **known}
    if intake.email:
        booking["email"] = intake.email
    if intake.call_back:
        booking["callback"] = True
    if intake.caller_name and intake.caller_name != intake.get(Topic.NAME):
        booking["notes"] = f"The caller is {intake.caller_name}."
    return booking


def _ask(intake: Intake, topic: Topic) -> Reply:
    if _vain(intake, topic) >= _OFFER_PERSON_AFTER and _may_offer_person(intake, topic):
        return Reply(f"{wording.TROUBLE} {wording.question(Topic.PERSON, intake)}")
    if intake.aside in (Aside.WAIT, Aside.BEGUN) and intake.asides.get(topic, 0) < _MOST_WAITS:
        return Reply(wording.ASIDES[intake.aside])
    lead = _lead(intake, topic)
    if topic is Topic.MORE and (not intake.schedule.told or intake.aside is Aside.REPEAT):
        lead = wording.booked(
            intake.get(Topic.NAME), intake.schedule.when, call_back=intake.call_back
        )
    return Reply(f"{lead} {wording.question(topic, intake)}".strip())


def _may_offer_person(intake: Intake, topic: Topic) -> bool:
    return topic in ESSENTIAL and topic not in intake.keeps_to_line


def _lead(intake: Intake, topic: Topic) -> str:
    """A short word before the question, so that the caller hears something at once."""
    if intake.aside:
        at_end = topic is Topic.MORE and intake.aside is Aside.QUESTION
        return wording.AT_THE_VISIT if at_end else wording.ASIDES[intake.aside]
    if intake.problem:
        return wording.PROBLEM
    if topic is Topic.CHOICE and (intake.schedule.lost or intake.schedule.refusals):
        return wording.LOST if intake.schedule.lost else wording.OTHER_TIMES
    if 0 < intake.parts.get(topic, 0) <= MOST_PARTS:
        return ""
    if intake.missed(topic):
        if topic is Topic.MORE:
            return wording.ASIDES[Aside.REPEAT]
        return wording.WRONG if intake.answered in CHECKS else wording.MISSED
    if topic is Topic.NAME and intake.get(Topic.CONSENT) == "no":
        return wording.UNRECORDED
    return wording.THANKS.get(topic, "").format(name=intake.get(Topic.NAME))
