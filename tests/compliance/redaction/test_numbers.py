"""Numbers and codes in the shapes that recognisers give them."""

import pytest

PHONE = "What number can we reach you at?"
DOB = "What is your date of birth?"
MEMBER = "What is the member number on your card?"
REASON = "What is the reason for your call today?"
WISH = "What day or time would suit you?"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("9:15, 5:55, 0:139", "+19155550139"),
        ("919:555:0145", "+19195550145"),
        ("nine one nine five five five-a-one four five", "+19195550145"),
        ("nine one nine, five five five, owe one four five", "+19195550145"),
        ("nine one nine five five five on four five", "+19195550145"),
        ("919 555 on 45", "+19195550145"),
        ("seven two zero, five five five, double 038", "+17205550038"),
    ],
)
def test_a_phone_is_read_through_what_recognisers_print(talk, said, value):
    """Where a phone was asked for, times, "a" and "on" are digits, and "double" counts one."""
    said = talk((PHONE, said))
    assert said.last.redacted == "[PHONE_1]"
    assert said.values == {"[PHONE_1]": value}


@pytest.mark.parametrize("question", [REASON, WISH, "When did it start?"])
@pytest.mark.parametrize("said", ["9:15, 5:55", "at 9:15, or 5:55", "on one of those"])
def test_times_stay_times_where_no_number_was_asked_for(talk, question, said):
    """A caller who speaks of times of day is not masked."""
    assert talk((question, said)).last.redacted == said


def test_a_word_before_the_number_is_no_digit(talk):
    """ "On" is a digit only between digits."""
    last = talk((PHONE, "i'm on 919 555 0145")).last
    assert last.redacted == "i'm on [PHONE_1]"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("double 0418263", "00418263"),
        ("triple 7 41", "77741"),
        ("you see double 7 four one eight", "UC77418"),
        ("you see seven four one eight", "UC7418"),
        ("m d k then for four seven one zero nine", "MDK447109"),
        ("mdk and to 4 7 1", "MDK2471"),
        ("mt-then8892631", "MT8892631"),
        ("hma to 206715", "HMA2206715"),
        ("hma 206715", "HMA206715"),
        ("m d k four four seven, and then, um, one zero nine", "MDK447109"),
    ],
)
def test_a_code_is_read_through_what_recognisers_print(talk, said, value):
    """Letters printed as words, fillers glued to digits and digits printed as words belong."""
    said = talk((MEMBER, said))
    assert said.last.redacted == "[INSURANCE_ID_1]"
    assert said.values == {"[INSURANCE_ID_1]": value}


@pytest.mark.parametrize(
    "said", ["you see i had it seven times", "you see, i have had it for two days"]
)
def test_words_that_sound_like_letters_stay_words_where_no_code_was_asked_for(talk, said):
    """ "You see" is "u c" only before the digits of a code."""
    assert talk((REASON, said)).last.redacted == said
    assert talk((MEMBER, "you see, i left it at home")).last.spans == ()


@pytest.mark.parametrize("agent", ["", "Go on.", "mm hmm", "Take your time."])
def test_a_code_goes_on_in_the_next_turn(talk, agent):
    """A pause or an encouragement parts no code."""
    said = talk((MEMBER, "m d k four four seven"), (agent, "and one zero nine"))
    assert said.last.redacted == "and [INSURANCE_ID_1]"
    assert said.values == {"[INSURANCE_ID_1]": "MDK447109"}


@pytest.mark.parametrize(
    "agent",
    [
        "Is there a group number?",
        "I have the member ID as [INSURANCE_ID_1]. Is that right?",
        MEMBER,
        "When did it start? And what is the member number on your card?",
    ],
)
def test_a_code_is_over_when_the_agent_asks_anew(talk, agent):
    """What answers another question, or the same one again, is a code of its own."""
    said = talk((MEMBER, "m d k four four seven"), (agent, "one zero nine five"))
    assert said.values == {"[INSURANCE_ID_1]": "MDK447", "[INSURANCE_ID_2]": "1095"}


@pytest.mark.parametrize(
    "turns",
    [
        [(MEMBER, "m d k four four seven, group number one two three four five")],
        [(MEMBER, "m d k four four seven"), ("", "the group number is one two three four five")],
    ],
)
def test_a_new_label_begins_a_new_code(talk, turns):
    """A card has more than one number; words between them part them."""
    assert talk(*turns).values == {"[INSURANCE_ID_1]": "MDK447", "[INSURANCE_ID_2]": "12345"}


@pytest.mark.parametrize(
    "corrected",
    [
        "no, scratch that, oh one seven two",
        "no wait, seven two",
        "sorry, i mean oh one seven two",
    ],
)
def test_the_end_of_a_phone_can_be_corrected_in_the_same_turn(talk, corrected):
    """The digits behind a correction take the place of as many at the end."""
    said = talk((PHONE, f"nine one nine five five five oh one four five, {corrected}"))
    assert said.values == {"[PHONE_1]": "+19195550145", "[PHONE_2]": "+19195550172"}
    assert said.last.redacted.endswith("[PHONE_2]")


def test_a_moment_is_no_digit(talk):
    """ "One moment" neither is masked nor spoils the number said behind it in two parts."""
    said = talk(
        (PHONE, "hold on one moment"),
        ("", "nine one nine"),
        ("", "five five five oh one four five"),
    )
    assert said.redactions[0].spans == ()
    assert said.values == {"[PHONE_1]": "+19195550145"}


def test_a_digit_before_a_moment_is_one(talk):
    """Behind other digits, "one" is the next of them."""
    said = talk((PHONE, "nine one nine five five five oh one moment"), ("", "four five"))
    assert said.redactions[0].redacted == "[PHONE_1 incomplete] moment"
    assert said.values == {"[PHONE_1]": "+19195550145"}


@pytest.mark.parametrize("month", ["may", "march", "november"])
def test_a_month_alone_answers_the_question_for_the_birth(talk, month):
    """Months that are words, too, are masked where a date of birth was asked for."""
    assert talk((DOB, month)).last.redacted == "[DOB_1 incomplete]"


def test_a_month_known_before_does_not_swallow_a_date_of_birth(talk):
    """A month alone is part of too many dates to be the same as one of them."""
    said = talk(
        ("When was your surgery?", "in november"), (DOB, "november eighth nineteen sixty two")
    )
    assert said.last.redacted == "[DOB_1]"
    assert said.values["[DOB_1]"] == "1962-11-08"
    assert len(said.values) == 2


@pytest.mark.parametrize(
    "said",
    [
        "Nine one nine five five five five zero one four five.",
        "919 5555 0145",
        "Nine one nine five five five or one four five.",
    ],
)
def test_a_recogniser_that_repeats_itself_or_mishears_oh_costs_no_number(talk, said):
    """One digit too many in a run of the same, "or" for "oh": the number is read back anyway."""
    assert talk((PHONE, said)).values == {"[PHONE_1]": "+19195550145"}


def test_a_correction_inside_a_code_is_no_part_of_it(talk):
    """What was wrong is masked as well as what is right, and the words between are not."""
    said = talk((MEMBER, "It is M4E, 990, to 7-0 sorry, 2718 at the end."))
    assert " sorry, [" in said.last.redacted
    assert said.last.redacted.endswith(" at the end.")
