"""Whether a caller who pauses will go on."""

import pytest

from compliance.redaction import Continuation

NAME = "Could I have your name, please?"
SPELL = "Could you spell your last name for me?"
PHONE = "What number can we reach you at?"
DOB = "What is your date of birth?"
MEMBER = "What is the member number on your card?"
EMAIL = "What is your e-mail address?"
ADDRESS = "What is your home address?"
REASON = "What is the reason for your call today?"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (PHONE, "nine one nine"),
        (PHONE, "nine one nine five five five oh one four"),
        (DOB, "november eighth"),
        (DOB, "november"),
    ],
)
def test_inside_a_phone_or_a_date_more_is_certain(talk, question, said):
    """An identifier of known length that stops short will be continued."""
    assert talk((question, said)).last.continuation is Continuation.CERTAIN


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (PHONE, "it's, um"),
        (PHONE, "sure, my number is"),
        (PHONE, "hold on one moment"),
        (DOB, "i was born on"),
        (MEMBER, "okay, it starts with"),
        (EMAIL, "my email is"),
    ],
)
def test_before_a_number_that_was_asked_for_more_is_certain(talk, question, said):
    """A lead-in promises the identifier that was asked for, and is itself not masked."""
    last = talk((question, said)).last
    assert last.continuation is Continuation.CERTAIN
    assert last.redacted == said


@pytest.mark.parametrize("said", ["yes", "Okay.", "yeah, sure", "all right, thank you"])
def test_after_a_bare_yes_more_is_possible(talk, said):
    """Who is asked for a number and only says yes may be looking it up."""
    assert talk((PHONE, said)).last.continuation is Continuation.POSSIBLE


@pytest.mark.parametrize(
    "turns",
    [
        [(MEMBER, "m d k four four seven")],
        [(ADDRESS, "61 birch hill road")],
        [(NAME, "rebecca")],
        [(NAME, "rebecca lawson, l a w s o n")],
        [(NAME, "marcus delgado"), (SPELL, "d e l g a d o")],
    ],
    ids=["a code", "a street", "half a name", "a name with its spelling", "a spelled name"],
)
def test_what_has_no_fixed_length_may_go_on(talk, turns):
    """Codes, streets, a name of one word and spelled names can have another part."""
    assert talk(*turns).last.continuation is Continuation.POSSIBLE


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (PHONE, "nine one nine five five five oh one four five"),
        (DOB, "november eighth nineteen sixty two"),
        (NAME, "rebecca lawson"),
        ("What is your first name?", "rebecca"),
        (MEMBER, "m d k four four seven one zero nine is what it says here"),
        (PHONE, "i have an earache"),
        (PHONE, "no"),
        (PHONE, ""),
        ("I have your phone number as [PHONE_1]. Is that right?", "yes"),
        (REASON, "it's, um"),
        (REASON, "yes"),
    ],
)
def test_after_a_whole_answer_nothing_is_awaited(talk, question, said):
    """Whole identifiers, other talk, read-backs and questions for no identifier end at once."""
    talked = talk((question, ""))
    assert talked.redactor.caller(said).continuation is Continuation.NONE


@pytest.mark.parametrize("letters", ["d e l g", "b e l g", "t e l k", "g e l g a"])
def test_letters_that_sound_like_the_beginning_of_the_name_await_the_rest(talk, letters):
    """A recogniser's slips among letters that sound alike do not end a spelling."""
    spelled = talk((NAME, "marcus delgado"), (SPELL, letters))
    assert spelled.last.continuation is Continuation.CERTAIN
    assert spelled.values == {"[NAME_1]": "Marcus Delgado"}


@pytest.mark.parametrize("letters", ["d e l g a d", "d e l g a d o", "w h i t e"])
def test_a_spelling_that_is_whole_or_lacks_its_last_letter_awaits_nothing_for_certain(
    talk, letters
):
    """Recognisers lose the last letter; another name is no beginning of the one heard."""
    spelled = talk((NAME, "marcus delgado"), (SPELL, letters))
    assert spelled.last.continuation is Continuation.POSSIBLE


def test_the_half_of_a_hyphenated_name_awaits_the_other(talk):
    """ "Smith" is the beginning of "Smith-Jones"."""
    spelled = talk((NAME, "anna smith-jones"), (SPELL, "s m i t h"), ("", "j o n e s"))
    first, second = spelled.redactions[1:]
    assert first.continuation is Continuation.CERTAIN
    assert second.continuation is Continuation.POSSIBLE
    assert spelled.values == {"[NAME_1]": "Anna Smith-Jones"}
