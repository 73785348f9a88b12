"""The redactor on what recognisers really print."""

import pytest

from compliance.redaction import Continuation, PhiType, Redactor
from compliance.redaction import redactor as module
from compliance.redaction.rules.rule import Rule
from compliance.redaction.vault import UnknownPlaceholderError

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
    assert redaction.continuation is not Continuation.CERTAIN


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
    assert first.continuation is Continuation.CERTAIN
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
        ("Fiona Bennett", "B, E, R, N, E, T. T.", "Fiona Bennett"),
        ("Marcus Del Vado", "D, D, L, G, A, D, O", "Marcus Delgado"),
        ("Marcus Delgado", "It is spelled D, D, L, G, D, F.", "Marcus Delgado"),
        ("Carrie Win", "n g u y e n", "Carrie Nguyen"),
        ("Ada Kravich", "k r z a w i c z", "Ada Krzawicz"),
        ("Rebecca Laughin", "Sure, it's now a W. That's OM.", "Rebecca Laughin"),
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


@pytest.mark.parametrize(
    ("question", "fragments", "type", "value"),
    [
        (PHONE, ("nine one nine", "five five five", "oh one four five"), "PHONE", "+19195550145"),
        (PHONE, ("nine one nine five five five", "five five five oh one four five"), "PHONE",
         "+19195550145"),
        (PHONE, ("nine one nine five five five, no wait, six six six oh one four five",), "PHONE",
         "+19196660145"),
        (PHONE, ("it is to 1-0-5-5-5-0-1-9-1",), "PHONE", "+12105550191"),
        (DOB, ("november eighth", "nineteen sixty two"), "DOB", "1962-11-08"),
        (DOB, ("nineteen seventy seven", "may the first"), "DOB", "1977-05-01"),
        (EMAIL, ("fiona", "at example dot org"), "EMAIL", "fiona@example.org"),
        (MEMBER, ("m d k", "four four seven one zero nine"), "INSURANCE_ID", "MDK447109"),
        (NAME, ("rebecca", "lawson"), "NAME", "Rebecca Lawson"),
    ],
)  # fmt: skip
def test_parts_of_one_identifier_join(question, fragments, type, value):
    """What is said in several fragments is one value under one placeholder."""
    redactor = Redactor()
    redactor.agent(question)
    for fragment in fragments:
        redaction = redactor.caller(fragment)
        assert redaction.redacted.count(f"[{type}_1") >= 1
    assert redaction.continuation is not Continuation.CERTAIN
    assert redactor.vault.restore(f"[{type}_1]") == value
    assert len(redactor.vault.entities) == 1


def test_eleven_digits_are_masked_and_marked():
    """A recogniser's slip stays a phone number, but not a valid one."""
    redactor = Redactor()
    redactor.agent(PHONE)
    redaction = redactor.caller("720 555 60108")
    assert redaction.redacted == "[PHONE_1 incomplete]"
    assert redactor.caller("seven two zero five five five zero one zero eight").redacted == (
        "[PHONE_2]"
    )


def test_the_last_digits_correct_the_number():
    """ "It ends in nine one" makes a new number of the one before."""
    redactor = Redactor()
    redactor.agent(PHONE)
    redactor.caller("two one zero five five five zero one nine nine")
    redactor.agent("I have your phone number as [PHONE_1]. Is that right?")
    redactor.caller("no, it ends in nine one")
    assert redactor.vault.restore("[PHONE_2]") == "+12105550191"


@pytest.mark.parametrize("agent", ["mm hmm", "Go on.", "Thank you.", "Take your time.", "okay"])
def test_a_question_holds_over_acknowledgements(agent):
    """A backchannel leaves the question standing."""
    redactor = Redactor()
    redactor.agent(PHONE)
    redactor.caller("let me see")
    redactor.agent(agent)
    assert redactor.caller("nine one nine").redacted == "[PHONE_1 incomplete]"


def test_a_question_in_pieces_is_one():
    """The agent's sentences can come one by one."""
    redactor = Redactor()
    redactor.agent("Thank you.")
    redactor.agent("What is your date of birth?")
    redactor.agent("Take your time.")
    assert redactor.caller("july ninth sixty four").redacted == "[DOB_1]"


def test_a_spelling_in_two_parts_is_awaited():
    """Letters that stop inside the name heard tell that more will come."""
    redactor = Redactor()
    redactor.agent(NAME)
    redactor.caller("marcus delgado")
    redactor.agent(SPELL)
    assert redactor.caller("d e l g").continuation is Continuation.CERTAIN
    redaction = redactor.caller("a d o")
    assert redaction.redacted == "[NAME_1]"
    assert redaction.continuation is not Continuation.CERTAIN
    assert redactor.vault.restore("[NAME_1]") == "Marcus Delgado"


def test_a_failing_detector_masks_the_whole_turn(monkeypatch):
    """Redaction fails closed."""

    def fails(turn):
        raise RuntimeError("broken rule")

    monkeypatch.setattr(module, "RULES", (Rule("A", fails, (), ()),))
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
