"""The redactor on what recognisers really print."""

import pytest

from compliance.redaction import PhiType, Redactor
from compliance.redaction import redactor as module
from compliance.vault import UnknownPlaceholderError

NAME = "Could I have your name, please?"
SPELL = "Could you spell your last name for me?"
PHONE = "What number can we reach you at?"
DOB = "What is your date of birth?"
MEMBER = "What is the member number on your card?"
EMAIL = "What is your e-mail address?"
CITY = "Which city are you in right now?"
ADDRESS = "What is your home address?"


@pytest.mark.parametrize(
    ("question", "said", "type", "value"),
    [
        (PHONE, "My number is 720-5550-108.", "PHONE", "+17205550108"),
        (PHONE, "It is 210-555-0199.", "PHONE", "+12105550199"),
        (PHONE, "It is two, one, zero, five, five, five, zero, one, nine, nine.", "PHONE", "+12105550199"),  # noqa: E501
        (DOB, "November 8, 1962.", "DOB", "1962-11-08"),
        (DOB, "The 17th of May, 1988.", "DOB", "1988-05-17"),
        (DOB, "twenty third of january nineteen seventy four", "DOB", "1974-01-23"),
        (DOB, "may seventeenth eighty eight", "DOB", "1988-05-17"),
        (MEMBER, "It is M D K, then four, four, seven, one, zero, nine.", "INSURANCE_ID", "MDK447109"),  # noqa: E501
        (EMAIL, "Our Lawson at example.net.", "EMAIL", "rlawson@example.net"),
        (EMAIL, "Fiona at example.org", "EMAIL", "fiona@example.org"),
        (NAME, "fiona bennett", "NAME", "Fiona Bennett"),
        (CITY, "I'm staying with friends in Boulder at the moment.", "CITY", "Boulder"),
        ("What is your zip code?", "visit code A78209", "ZIP", "78209"),
    ],
)  # fmt: skip
def test_an_answer_is_masked_and_restored(question, said, type, value):
    """An answer leaves as one placeholder, which restores to the canonical value."""
    redactor = Redactor()
    redactor.agent(question)
    redaction = redactor.caller(said)
    assert [span.type for span in redaction.spans] == [type]
    assert redactor.vault.restore(f"[{type}_1]") == value
    assert not redaction.incomplete


def test_an_address_loses_street_and_city():
    """Street and city are masked, whatever spelling the recogniser gave the city."""
    redactor = Redactor()
    redactor.agent(ADDRESS)
    redacted = redactor.caller("61 Birch Hill Road in Carrie.").redacted
    assert not any(word in redacted for word in ("61", "Birch", "Hill", "Carrie"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which of these suits you?", "The first one, please."),
        ("How bad is it on a scale from zero to ten?", "about four out of ten"),
        ("When did it start?", "three weeks ago"),
        ("When did it start?", "since Tuesday night"),
        ("Which medication do you take?", "five milligrams, once a day"),
        ("What was your blood pressure?", "one fifty over ninety-five"),
        (EMAIL, "I don't want to give my email"),
        (MEMBER, "I'll bring the card to the visit"),
        (PHONE, "Yes, that's right."),
        (NAME, "Yes, that's right."),
        (CITY, "Yes, that's right."),
        (CITY, "Could you repeat that?"),
    ],
)
def test_what_is_no_phi_stays(question, said):
    """Wishes, doses, pain, durations, vitals and refusals are not masked."""
    redactor = Redactor()
    redactor.agent(question)
    assert redactor.caller(said).redacted == said


def test_a_split_phone_is_one_entity():
    """Digits over two fragments join under one placeholder."""
    redactor = Redactor()
    redactor.agent(PHONE)
    first = redactor.caller("seven two zero")
    assert first.redacted == "[PHONE_1 incomplete]"
    assert first.incomplete
    assert redactor.caller("five five five zero one zero eight").redacted == "[PHONE_1]"
    assert redactor.vault.restore("[PHONE_1 incomplete]") == "+17205550108"


def test_a_correction_is_its_own_value():
    """A number said anew in full does not join the one before."""
    redactor = Redactor()
    redactor.agent(PHONE)
    redactor.caller("It is 210-555-0199.")
    said = redactor.caller("No, that's not right. It ends a 91, so it's 210, 555, 0191.")
    assert said.redacted.count("[PHONE_2]") == 2
    assert redactor.vault.restore("[PHONE_2]") == "+12105550191"


@pytest.mark.parametrize(
    ("heard", "letters", "value"),
    [
        ("Marcus Delgado", "It is spelled D-e-l-g-a-d-o.", "Marcus Delgado"),
        ("Rebecca Lawson", "Sure it's l a w. This o n.", "Rebecca Lawson"),
    ],
)
def test_a_spelling_joins_the_name(heard, letters, value):
    """A surname spelled after the name shares its placeholder."""
    redactor = Redactor()
    redactor.agent(NAME)
    redactor.caller(heard)
    redactor.agent(SPELL)
    assert redactor.caller(letters).spans
    assert redactor.vault.restore("[NAME_1]") == value
    assert not redactor.vault.knows("[NAME_2]")


def test_scrub_masks_known_values_and_is_idempotent():
    """Known values never leave, and a second scrub changes nothing."""
    redactor = Redactor()
    redactor.agent(NAME)
    redactor.caller("rebecca lawson")
    once = redactor.scrub("Thank you, Rebecca. Call 911. Thursday at 9:30 AM.")
    assert once == "Thank you, [NAME_1]. Call 911. Thursday at 9:30 AM."
    assert redactor.scrub(once) == once


def test_a_failing_detector_masks_the_whole_turn(monkeypatch):
    """Redaction fails closed."""

    def fails(text, expected):
        raise RuntimeError("broken rule")

    monkeypatch.setattr(module, "DETECTORS", (fails,))
    redaction = Redactor().caller("this is marcus delgado")
    assert redaction.redacted == "[OTHER_ID_1]"
    assert redaction.spans[0].type is PhiType.OTHER_ID


def test_an_invented_placeholder_is_refused():
    """The vault restores only what it issued."""
    with pytest.raises(UnknownPlaceholderError):
        Redactor().vault.restore("[NAME_7]")


def test_peek_changes_nothing():
    """An interim transcript leaves no trace in the vault."""
    redactor = Redactor()
    redactor.agent(NAME)
    assert redactor.peek("fiona bennett").redacted == "[NAME_1]"
    assert not redactor.vault.entities
