"""Callers who say more than was asked, later than it was asked, or before it was asked."""

import pytest

from compliance.redaction import PhiType, Redactor

PHONE = "What is the best phone number to reach you?"
DOB = "What is your date of birth?"
REASON = "What is the reason for your call today?"


def test_a_question_that_was_begun_counts_when_only_the_one_before_it_was_heard():
    """The agent asks twice in one breath; the caller answers into the second question."""
    redactor = Redactor()
    for sentence in ("Do you feel well today?", DOB):
        redactor.agent_begins(sentence)
    redactor.agent("Do you feel well today?")
    assert redactor.caller("three three eighty two").redacted == "[DOB_1]"
    redactor.agent(DOB)
    redactor.agent_begins(REASON)
    redactor.agent(REASON)
    assert redactor.caller("three to five days of fever").spans == ()


def test_the_rest_of_a_number_counts_after_another_question():
    """What was cut off is told when the caller has it, whatever was asked meanwhile."""
    redactor = Redactor()
    redactor.agent(PHONE)
    redactor.caller("nine one nine five five five")
    redactor.agent(REASON)
    assert redactor.caller("um oh one four two").redacted == "um [PHONE_1]"
    assert redactor.vault.restore("[PHONE_1]") == "+19195550142"


def test_a_bare_answer_is_no_rest_of_a_number():
    """With a number still open, a pain score, a dose and a duration stay."""
    redactor = Redactor()
    redactor.agent(PHONE)
    redactor.caller("nine one nine five five five")
    redactor.agent("On a scale from zero to ten, how bad is it?")
    for said in ("seven", "seven or eight", "five hundred milligrams", "two three days"):
        assert redactor.caller(said).redacted == said


@pytest.mark.parametrize(
    "question",
    [
        "And who am I talking to?",
        "How may I address you?",
        "What's the appointment under?",
        "Who takes care of you at home?",
        "Is there anyone we should notify?",
        "What's the patient called?",
        "And you are?",
    ],
)
def test_every_question_for_a_person_asks_for_a_name(question):
    """However a vendor's model words it, a bare name of ordinary words is one."""
    redactor = Redactor()
    redactor.agent(question)
    assert redactor.caller("grace").redacted == "[NAME_1]"


def test_a_piece_that_is_asked_for_again_is_still_of_the_date():
    """ "And the year?" asks for more of what was asked before."""
    redactor = Redactor()
    redactor.agent(DOB)
    redactor.caller("march third")
    redactor.agent("And the year?")
    assert redactor.caller("eighty two").redacted == "[DOB_1]"


def test_an_oh_before_a_telephone_number_is_no_digit_of_it():
    """No area code begins with zero."""
    redactor = Redactor()
    redactor.agent(PHONE)
    assert (
        redactor.caller("oh nine one nine five five five oh one four two").redacted == "[PHONE_1]"
    )
    assert redactor.vault.restore("[PHONE_1]") == "+19195550142"


@pytest.mark.parametrize(
    "form", ["O'Brien", "O’Brien", "obrien", "o brien", "O-BRIEN", "o'brien's"]
)
def test_a_name_with_an_apostrophe_is_known_in_every_spelling(form):
    """What leaves is scrubbed of the surname alone, too."""
    redactor = Redactor()
    redactor.vault.placeholder(PhiType.NAME, "sean o'brien")
    assert redactor.scrub(f"call {form} back") == "call [NAME_1] back"


def test_an_offered_day_is_not_the_birthday_it_falls_on():
    """Behind a weekday and without a year it is the appointment's; the birth year is not told."""
    redactor = Redactor()
    redactor.vault.placeholder(PhiType.DOB, "march seventeenth eighty two")
    for offer in ("Tuesday, March 17 at 9:15 AM", "tuesday march seventeenth at nine"):
        assert redactor.scrub(offer) == offer
    assert redactor.scrub("born Tuesday, March 17, 1982") == "born Tuesday, [DOB_1]"
    assert redactor.scrub("born on March 17") == "born on [DOB_1]"


def test_a_wished_day_is_restored_as_that_day():
    """ "March 17" is a day of March, not March of 2017."""
    redactor = Redactor()
    redactor.agent("What day or time would suit you?")
    assert redactor.caller("how about March 17").redacted == "how about [DATE_1]"
    assert "17" in redactor.vault.restore("[DATE_1]")
    assert "2017" not in redactor.vault.restore("[DATE_1]")


@pytest.mark.parametrize("drug", ["Tamiflu", "Narcan", "Dupixent", "Kenalog", "Lanolin", "Ragweed"])
def test_what_somebody_is_allergic_to_is_neither_a_town_nor_a_name(drug):
    """An allergen that no list knows must reach the clinic."""
    for question, said in (
        ("Do you have any allergies?", f"I'm allergic to {drug}."),
        ("Do you have any allergies?", drug.lower()),
        ("Are you taking any medications?", f"{drug} once a day"),
        (REASON, f"i need a refill of {drug.lower()}"),
    ):
        redactor = Redactor()
        redactor.agent(question)
        assert redactor.caller(said).redacted == said


def test_a_person_in_a_clinical_answer_is_still_a_name():
    """The guard for unknown drugs lets no known name through."""
    redactor = Redactor()
    redactor.agent("Are you taking any medications?")
    assert redactor.caller("what my daughter nicole puts in the box").redacted == (
        "what my daughter [NAME_1] puts in the box"
    )
