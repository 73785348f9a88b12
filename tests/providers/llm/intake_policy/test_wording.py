"""Recorded callers must hear in each sentence the question that is meant, and no other."""

from collections.abc import Iterator

import pytest

from providers.llm.intake_policy import wording
from providers.llm.intake_policy.topics import CHECKS, Topic, topic_of

# The recordings that answer each question; a phone read-back may be corrected.
ANSWERS = {
    Topic.CONSENT: "consent",
    Topic.NAME: "name",
    Topic.SPELLING: "spell",
    Topic.BIRTH: "dob",
    Topic.PHONE: "phone",
    Topic.REASON: "reason",
    Topic.ONSET: "onset",
    Topic.SEVERITY: "severity",
    Topic.MEDICATIONS: "meds",
    Topic.ALLERGIES: "allergies",
    Topic.MEMBER: "insurance",
    **dict.fromkeys(CHECKS, "confirm"),
    Topic.WISH: "wish",
    Topic.MORE: "else",
    Topic.FOLLOW_UP: "ok",
    Topic.PERSON: "human",
}
# What stands for a value in the context, and what the caller hears of it.
HEARD = {
    "[DOB_1]": "May 17, 1988",
    "[PHONE_1]": "9 1 9, 5 5 5, 0 1 4 5",
    "[INSURANCE_ID_1]": "M D K, 4 4 7, 1 0 9",
    "[NAME_1]": "Rebecca Lawson",
}
VALUES = dict(zip(CHECKS, HEARD, strict=False))
TIMES = ["Thursday at 9:30 AM", "Friday at 2 PM"]
ENDINGS = [
    *(wording.HANDED_OVER, wording.UNREACHED, wording.DONE, wording.WILL_FOLLOW_UP),
    *(wording.NO_FOLLOW_UP, wording.GONE_SILENT, wording.LEFT),
]


def questions() -> Iterator[tuple[Topic, str]]:
    """Every question in every wording."""
    for table in (wording.QUESTIONS, wording.FOR_OTHER):
        for topic, wordings in table.items():
            yield from ((topic, text.format(value=VALUES.get(topic))) for text in wordings)
    yield from wording.GO_ON.items()


def offers() -> Iterator[tuple[str, str]]:
    """Every offer of slots, with the recording that answers it."""
    for further in (False, True):
        yield wording.offer(TIMES, further=further), "choice"
        yield wording.offer(TIMES[:1], further=further), "offer"


def leads(topic: Topic) -> Iterator[str]:
    """Everything the policy may say before a question, and the line while a tool works."""
    yield from ("", "One moment, please.", wording.MISSED, wording.WRONG, wording.PROBLEM)
    yield from (wording.LOST, wording.OTHER_TIMES, wording.UNRECORDED, wording.TROUBLE)
    yield from wording.ASIDES.values()
    yield from (text.format(name="[NAME_1]") for text in wording.THANKS.values())
    if topic is Topic.MORE:
        yield wording.AT_THE_VISIT
        yield wording.booked("[NAME_1]", TIMES[0], call_back=False)
        yield wording.booked("[NAME_1]", TIMES[0], call_back=True)


def heard(text: str) -> str:
    """The text as the caller hears it."""
    for placeholder, value in HEARD.items():
        text = text.replace(placeholder, value)
    return text.strip()


@pytest.mark.parametrize(("topic", "text"), list(questions()))
def test_each_question_is_answered_as_meant(caller, topic: Topic, text: str) -> None:
    """Whatever stands before it, a question gets the answer to itself from every caller."""
    for lead in leads(topic):
        key = caller.key_for(heard(f"{lead} {text}"))
        assert key.replace("phonefix", "confirm") == ANSWERS[topic], (lead, text)


@pytest.mark.parametrize(("topic", "text"), list(questions()))
def test_a_question_said_twice_is_answered_as_meant(caller, topic: Topic, text: str) -> None:
    """After a silence the caller has heard the question twice and still gives its answer."""
    said = f"{text} {wording.ASIDES[wording.Aside.SILENCE]} {text}"
    assert caller.key_for(heard(said)).replace("phonefix", "confirm") == ANSWERS[topic]


@pytest.mark.parametrize("value", list(CHECKS.values()))
def test_a_read_back_after_half_a_value_is_a_read_back(caller, value: Topic) -> None:
    """A caller who pauses inside a number hears two prompts and confirms the second."""
    check = next(check for check in CHECKS if CHECKS[check] is value)
    said = f"{wording.GO_ON[value]} {wording.QUESTIONS[check][0].format(value=VALUES[check])}"
    assert caller.key_for(heard(said)).replace("phonefix", "confirm") == "confirm"


@pytest.mark.parametrize(("text", "answer"), list(offers()))
def test_each_offer_is_answered_as_meant(caller, text: str, answer: str) -> None:
    """Two slots are chosen from, one is taken or refused."""
    for lead in leads(Topic.CHOICE):
        assert caller.key_for(f"{lead} {text}".strip()) == answer, lead


@pytest.mark.parametrize("text", ENDINGS)
def test_each_ending_is_answered_with_a_good_bye(caller, text: str) -> None:
    """The caller knows that the call is over."""
    assert caller.key_for(text) == "goodbye"


@pytest.mark.parametrize(("topic", "text"), list(questions()))
def test_the_policy_knows_its_own_questions(topic: Topic, text: str) -> None:
    """The topic of each question is read from its words, whatever stands before it."""
    for lead in leads(topic):
        assert topic_of(f"{lead} {text}") is topic, lead


@pytest.mark.parametrize(("text", "_"), list(offers()))
def test_the_policy_knows_its_own_offers(text: str, _: str) -> None:
    """An offer of slots is read as one."""
    assert topic_of(text) is Topic.CHOICE


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("This call may be recorded for your care. Is th", Topic.CONSENT),
        ("Could I get your full name, please?", Topic.NAME),
        ("And how do you spell that?", Topic.SPELLING),
        ("When were you born?", Topic.BIRTH),
        ("Just to confirm, you were born on [DOB_1], correct?", Topic.BIRTH_CHECK),
        ("Got it: [PHONE_2]. Did I get that right?", Topic.PHONE_CHECK),
        ("What number can we reach you at?", Topic.PHONE),
        ("What brings you in today?", Topic.REASON),
        ("How long have you had this?", Topic.ONSET),
        ("How bad is the pain on a scale of 0 to 10?", Topic.SEVERITY),
        ("Do you take any prescription medicines?", Topic.MEDICATIONS),
        ("Any allergies we should know about?", Topic.ALLERGIES),
        ("Do you have your insurance member ID handy?", Topic.MEMBER),
        ("I can do Monday at 9 AM or Tuesday at 3 PM. Which one works best?", Topic.CHOICE),
        ("Is there something else I can do for you?", Topic.MORE),
        ("Thank you for calling. Goodbye.", None),
        ("One moment, please.", None),
        ("Thank you. Wha", None),
    ],
)
def test_other_wordings_are_understood(text: str, topic: Topic | None) -> None:
    """Another model's wording, or one cut short, still tells what was asked."""
    assert topic_of(text) is topic


def test_what_is_said_first_is_short() -> None:
    """The first sentence of each turn is at most eight words, so that the voice starts early."""
    starts = [lead for topic in Topic for lead in leads(topic)] + ENDINGS
    for text in starts:
        assert len(text.split(".")[0].split()) <= 8, text
