"""What the agent's last question is about, whoever worded it."""

import pytest

from providers.llm.intake_policy.intake import Intake
from providers.llm.intake_policy.readers import READERS
from providers.llm.intake_policy.topics import Topic, topic_of
from providers.llm.intake_policy.wording import QUESTIONS


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("I have your phone number as [OTHER_ID_1]. Is that right?", Topic.PHONE_CHECK),
        ("Is your phone number [ACCOUNT_1]? Please say yes or no.", Topic.PHONE_CHECK),
        ("I have your date of birth as [PHONE_1]. Is that right?", Topic.BIRTH_CHECK),
        ("You were born on [OTHER_ID_1], correct?", Topic.BIRTH_CHECK),
        ("I have the member ID as [PHONE_1]. Is that right?", Topic.MEMBER_CHECK),
        ("Is the member ID [MRN_1]? Please say yes or no.", Topic.MEMBER_CHECK),
        ("Your phone number is [PHONE_1]. Your birthday is [DOB_1]. Right?", Topic.BIRTH_CHECK),
    ],
)
def test_a_read_back_is_known_by_its_words(said: str, topic: Topic) -> None:
    """What the value is called counts before the type that redaction gave it."""
    assert topic_of(said) is topic


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("So [PHONE_1], correct?", Topic.PHONE_CHECK),
        ("That's [DATE_1], right?", Topic.BIRTH_CHECK),
        ("Thank you. [INSURANCE_ID_1]. Is that right?", Topic.MEMBER_CHECK),
        ("So [OTHER_ID_1], correct?", None),
    ],
)
def test_a_read_back_without_words_is_known_by_its_type(said: str, topic: Topic | None) -> None:
    """A number of no known kind confirms nothing."""
    assert topic_of(said) is topic


@pytest.mark.parametrize("topic", QUESTIONS)
def test_every_wording_of_the_policy_is_recognised(topic: Topic) -> None:
    """Also when redaction took the value for something else."""
    for wording in QUESTIONS[topic]:
        for value in ("[DOB_1]", "[PHONE_1]", "[OTHER_ID_1]"):
            assert topic_of(wording.format(value=value)) is topic


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("Please say yes or no.", None),
        ("May this call be recorded for your care? Please say yes or no.", Topic.CONSENT),
        ("Do you take any pills? Please say yes or no.", Topic.MEDICATIONS),
    ],
)
def test_yes_or_no_asks_for_nothing_by_itself(said: str, topic: Topic | None) -> None:
    """The question before it does."""
    assert topic_of(said) is topic


@pytest.mark.parametrize(
    ("said", "member"),
    [
        ("[INSURANCE_ID_1]", "[INSURANCE_ID_1]"),
        ("it's [INSURANCE_ID_1], group number [INSURANCE_ID_2]", "[INSURANCE_ID_1]"),
        ("the group number is [INSURANCE_ID_1] and the id [INSURANCE_ID_2]", "[INSURANCE_ID_2]"),
        ("Group [OTHER_ID_1]. Member [INSURANCE_ID_2].", "[INSURANCE_ID_2]"),
    ],
)
def test_the_group_number_is_not_the_member_id(said: str, member: str) -> None:
    """Of a card's two numbers the one that was asked for is taken, whichever comes first."""
    answered = READERS[Topic.MEMBER](Intake(), said)
    assert answered is not None
    assert answered.get(Topic.MEMBER) == member


def test_a_group_number_alone_is_no_answer() -> None:
    """The member ID is still to be asked for."""
    assert READERS[Topic.MEMBER](Intake(), "the group number is [INSURANCE_ID_1]") is None
