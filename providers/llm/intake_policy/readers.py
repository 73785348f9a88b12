"""One reader per question: the intake with the answer taken, or None if there was none."""

import re
from collections.abc import Callable
from dataclasses import replace

from compliance.consent import Consent, understand_consent
from providers.llm.intake_policy import answers, names
from providers.llm.intake_policy.asides import Aside, aside
from providers.llm.intake_policy.intake import MOST_PARTS, Intake
from providers.llm.intake_policy.placeholders import last_complete, stops_short
from providers.llm.intake_policy.slot_choice import choose, wish_in
from providers.llm.intake_policy.stance import plain, stance
from providers.llm.intake_policy.topics import CHECKS, Topic
from providers.llm.intake_policy.volunteered import named
from providers.llm.intake_policy.wants import goes_on

Reader = Callable[[Intake, str], Intake | None]

# Redaction may type a number by its looks; what was asked for decides.
_KINDS = {
    Topic.BIRTH: ("DOB", "DATE", "AGE_OVER_89"),
    Topic.PHONE: ("PHONE", "FAX", "OTHER_ID", "ACCOUNT", "MRN"),
    Topic.MEMBER: ("INSURANCE_ID", "MRN", "ACCOUNT", "OTHER_ID", "LICENSE", "DEVICE"),
}
# A card has a group number, too, which is not asked for.
_GROUP = re.compile(r"\bgroup\b[^\[\]]{0,25}\[\w+_\d+\]", re.IGNORECASE)
_DONE = re.compile(
    r"\bthat's (all|it|everything)|\bthat is (all|it)|\ball (set|good)|\bi'm good\b|bye"
)


def _consent(intake: Intake, text: str) -> Intake | None:
    answer = understand_consent(text)
    if answer is Consent.UNCLEAR:
        return None
    return intake.answer(Topic.CONSENT, "yes" if answer is Consent.GRANTED else "no")


def _name(intake: Intake, text: str) -> Intake | None:
    if name := names.others_name(text):
        return named(replace(intake, caller_name=names.own_name(text)), name)
    name = names.own_name(text) or names.any_name(text)
    if name and names.for_other(text) and not intake.caller_name:
        return replace(intake, caller_name=name)  # the patient's is asked next
    return named(intake, name) if name else None


def _spelling(intake: Intake, text: str) -> Intake | None:
    if Topic.NAME not in intake.answers and (name := names.any_name(text)):
        intake = named(intake, name)
    elif not names.any_name(text) and aside(text, Topic.SPELLING):
        return None
    return intake.answer(Topic.SPELLING, "yes")


def _value(topic: Topic) -> Reader:
    def read(intake: Intake, text: str) -> Intake | None:
        if value := last_complete(text, *_KINDS[topic]):
            return intake.answer(topic, value)
        if stops_short(text, *_KINDS[topic]):
            parts = intake.parts.get(topic, 0) + 1
            begun = replace(intake, parts={**intake.parts, topic: parts})
            return begun if parts <= MOST_PARTS else begun.miss(topic)
        return None

    return read


def _member(intake: Intake, text: str) -> Intake | None:
    given = _value(Topic.MEMBER)(intake, _GROUP.sub("", text))
    if given is None and answers.does_without(text) and not _still_looking(text):
        return intake.answer(Topic.MEMBER, "")
    return given


def _still_looking(text: str) -> bool:
    return aside(text, Topic.MEMBER) in (Aside.WAIT, Aside.REPEAT)


def _check(topic: Topic) -> Reader:
    def read(intake: Intake, text: str) -> Intake | None:
        value = last_complete(text, *_KINDS[topic])
        if value and value != intake.get(topic):
            return intake.answer(topic, value)
        if stance(text) is False or stops_short(text, *_KINDS[topic]):
            return intake.forget(topic).miss(topic)
        if stance(text) or value:
            return replace(intake, checked=intake.checked | {topic})
        return None

    return read


def _reason(intake: Intake, text: str) -> Intake | None:
    told = answers.reason(text)
    if not told or aside(text, Topic.REASON):
        return None
    return intake.answer(Topic.REASON, told)


def _onset(intake: Intake, text: str) -> Intake | None:
    if not answers.says_something(text) or aside(text, Topic.ONSET):
        return None
    return intake.answer(Topic.ONSET, text.strip())


def _severity(intake: Intake, text: str) -> Intake | None:
    score = answers.severity(text)
    return intake.answer(Topic.SEVERITY, score) if score else None


def _list(topic: Topic) -> Reader:
    def read(intake: Intake, text: str) -> Intake | None:
        told = "" if aside(text, topic) else answers.list_of(text)
        return intake.answer(topic, told) if told else None

    return read


def _choice(intake: Intake, text: str) -> Intake | None:
    schedule = intake.schedule
    if not schedule.slots:
        return intake
    if aside(text, Topic.CHOICE) in (Aside.HERE, Aside.WAIT, Aside.REPEAT):
        return None
    choice = choose(text, schedule.slots)
    if not choice.slot_id and stance(text) and intake.missed(Topic.CHOICE):
        choice = replace(choice, slot_id=str(schedule.slots[0]["slot_id"]))  # yes again: the first
    if choice.slot_id:
        return replace(intake, schedule=replace(schedule, chosen=choice.slot_id, lost=False))
    if choice.refused:
        refused = replace(
            schedule, slots=(), refusals=schedule.refusals + 1, wish=choice.wish, lost=False
        )
        return replace(intake, schedule=refused)
    return None


def _wish(intake: Intake, text: str) -> Intake | None:
    wish = wish_in(text)
    if not wish and stance(text) is None:
        return None
    intake = intake.answer(Topic.WISH, wish)
    return replace(intake, schedule=replace(intake.schedule, slots=(), wish=wish))


def _more(intake: Intake, text: str) -> Intake | None:
    if stance(text) is False or _DONE.search(plain(text)):
        return intake.answer(Topic.MORE, "no")
    return None


def _follow_up(intake: Intake, text: str) -> Intake | None:
    wanted = stance(text)
    return None if wanted is None else intake.answer(Topic.FOLLOW_UP, "yes" if wanted else "no")


def _person(intake: Intake, text: str) -> Intake | None:
    topic = intake.next_topic()
    if goes_on(text):
        return replace(intake, keeps_to_line=intake.keeps_to_line | {topic})
    if stance(text):
        identity = topic in (Topic.NAME, Topic.BIRTH, Topic.BIRTH_CHECK)
        return replace(intake, person="identity" if identity else "not_understood")
    value = CHECKS.get(topic, topic)
    return READERS[value](intake, text) if value in (Topic.NAME, *_KINDS) else None


READERS: dict[Topic, Reader] = {
    Topic.CONSENT: _consent,
    Topic.NAME: _name,
    Topic.SPELLING: _spelling,
    **{topic: _value(topic) for topic in (Topic.BIRTH, Topic.PHONE)},
    **{check: _check(topic) for check, topic in CHECKS.items()},
    Topic.REASON: _reason,
    Topic.ONSET: _onset,
    Topic.SEVERITY: _severity,
    **{topic: _list(topic) for topic in (Topic.MEDICATIONS, Topic.ALLERGIES)},
    Topic.MEMBER: _member,
    Topic.WISH: _wish,
    Topic.CHOICE: _choice,
    Topic.MORE: _more,
    Topic.FOLLOW_UP: _follow_up,
    Topic.PERSON: _person,
}
