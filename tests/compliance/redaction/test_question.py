"""Which question an answer belongs to: the one heard last, and one that was cut short."""

import pytest

from compliance.redaction import Redactor

NAME = "Could I have your name, please?"
PHONE = "What is the best phone number to reach you?"
DOB = "What is your date of birth?"
ONSET = "When did it start?"


@pytest.fixture
def redactor():
    """A redactor whose agent has asked for the reason of the call."""
    made = Redactor()
    made.agent("What is the reason for your call today?")
    made.caller("my ear hurts")
    return made


def test_digits_alone_answer_no_question_that_was_never_begun(redactor):
    """The scenarios below mask them for the question's sake only."""
    assert redactor.caller("nine one nine").spans == ()


def test_a_question_that_was_cut_short_is_expected(redactor):
    """Who speaks over a question answers it; its digits are masked and joined."""
    redactor.agent_begins(PHONE)
    assert redactor.caller("nine one nine").redacted == "[PHONE_1 incomplete]"
    redactor.agent("Go on.")
    assert redactor.caller("five five five oh one four five").redacted == "[PHONE_1]"


@pytest.mark.parametrize("heard", ["What is the", "What is the best", "What is the best phone"])
def test_the_heard_beginning_of_a_question_leaves_it_expected(redactor, heard):
    """A voice that reports words tells of a sentence as far as it was heard."""
    redactor.agent_begins(PHONE)
    redactor.agent(heard)
    assert redactor.caller("nine one nine").redacted == "[PHONE_1 incomplete]"


def test_what_is_begun_behind_a_question_leaves_it_expected(redactor):
    """Only a question takes the place of a question."""
    redactor.agent_begins(PHONE)
    redactor.agent_begins("Take your time.")
    assert redactor.caller("nine one nine").redacted == "[PHONE_1 incomplete]"


def test_the_question_heard_before_is_expected_as_well(redactor):
    """The caller may still answer the question before, in spite of the one begun."""
    redactor.agent(NAME)
    redactor.agent_begins(DOB)
    assert redactor.peek("summer winters").redacted == "[NAME_1]"
    assert redactor.caller("may").redacted == "[DOB_1 incomplete]"


def test_a_question_that_was_cut_short_is_forgotten_once_another_is_heard(redactor):
    """The answer then belongs to the one that was heard."""
    redactor.agent_begins(PHONE)
    redactor.agent(ONSET)
    assert redactor.caller("two").spans == ()


def test_a_question_that_was_heard_whole_is_no_longer_begun(redactor):
    """Once the next question is heard, nothing of it is left."""
    redactor.agent_begins(PHONE)
    redactor.agent(PHONE)
    redactor.caller("i have to look it up")
    redactor.agent(ONSET)
    assert redactor.caller("about two weeks").spans == ()


def test_a_look_ahead_knows_what_was_begun_and_forgets_nothing(redactor):
    """`peek` sees the same question as the final transcript will."""
    redactor.agent_begins(PHONE)
    assert redactor.peek("nine one nine").redacted == "[PHONE_1 incomplete]"
    assert redactor.caller("nine one nine").redacted == "[PHONE_1 incomplete]"
