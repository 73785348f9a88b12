"""The emergency recogniser: what must fire, what must not, and that nothing breaks it.

Phrases live in `emergency/`, one a line. Those in `*-unseen.txt` were written without looking at
the patterns, as a caller would say them.
"""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from compliance.emergency import Emergency, announcement, recognise_emergency

TESTS = Path(__file__).parents[1]


def phrases(kind: str) -> list[str]:
    """The phrases of one kind, both the first ones and the unseen."""
    files = sorted((Path(__file__).parent / "emergency").glob(f"{kind}*.txt"))
    return [phrase for file in files for phrase in file.read_text().splitlines()]


def scripted_callers() -> list[str]:
    """Every sentence that those callers of tests/calls may say who are in no emergency."""
    calls = [yaml.safe_load(file.read_text()) for file in TESTS.glob("calls/*/call.yaml")]
    well = [call for call in calls if call["expect"]["outcome"] != "emergency"]
    return sorted({said for call in well for rule in call["rules"] for said in rule["say"]})


EMERGENCIES = [
    *((phrase, Emergency.MEDICAL) for phrase in phrases("medical")),
    *((phrase, Emergency.SELF_HARM) for phrase in phrases("self_harm")),
]
SOME_WORDS = ["no", "not", "i", "my", "chest", "pain", ",", ".", "had", "ago", "is", "and", "911"]
INTAKE_TALK = [
    "yes that's right",
    "my name is rebecca lawson",
    "i was born on may seventeenth nineteen eighty eight",
    "i'd like to make an appointment",
    "i take vitamin d and an allergy pill",
    "my number is nine one nine five five five oh one four five",
    "the first one is good",
    "no allergies that i know of",
    "it started tuesday night",
]


@pytest.mark.parametrize(("said", "emergency"), EMERGENCIES)
def test_emergency_is_recognised(said: str, emergency: Emergency) -> None:
    """Danger to body or life is recognised however it is worded."""
    assert recognise_emergency(said) is emergency


@pytest.mark.parametrize("said", phrases("ordinary"))
def test_ordinary_talk_is_left_alone(said: str) -> None:
    """Denials, history, figures of speech and routine complaints are no emergency."""
    assert recognise_emergency(said) is None


@pytest.mark.parametrize("said", scripted_callers())
def test_scripted_callers_are_left_alone(said: str) -> None:
    """Nothing that callers say who are in no emergency is taken for one."""
    assert recognise_emergency(said) is None


@pytest.mark.parametrize(("said", "emergency"), EMERGENCIES)
def test_case_and_punctuation_do_not_matter(said: str, emergency: Emergency) -> None:
    """A recogniser that shouts, or prints curly apostrophes and a final stop, is understood."""
    assert recognise_emergency(said.upper()) is emergency
    assert recognise_emergency(said.replace("'", "\u2019").capitalize() + ".") is emergency


@given(
    st.sampled_from(EMERGENCIES),
    st.lists(st.sampled_from(INTAKE_TALK), max_size=3),
    st.lists(st.sampled_from(INTAKE_TALK), max_size=3),
)
def test_intake_talk_around_an_emergency_does_not_hide_it(
    case: tuple[str, Emergency], before: list[str], after: list[str]
) -> None:
    """An emergency is recognised in the middle of ordinary answers."""
    said, _ = case
    assert recognise_emergency(". ".join([*before, said, *after])) is not None


@pytest.mark.parametrize("joint", [" ", ", ", ". "])
@pytest.mark.parametrize(
    "emergency", ["i can't breathe", "my husband collapsed", "my chest hurts", "i want to die"]
)
@pytest.mark.parametrize(
    "denial",
    ["no chest pain", "no", "i'm not suicidal", "nothing like that", "i had a stroke once"],
)
def test_a_denial_of_one_thing_hides_no_other(denial: str, emergency: str, joint: str) -> None:
    """What a caller denies first does not take back what the caller then says."""
    assert recognise_emergency(f"{denial}{joint}but {emergency}") is not None
    assert recognise_emergency(f"{denial}{joint}actually {emergency}") is not None
    assert recognise_emergency(f"{denial}{joint}{emergency}") is not None


def test_both_at_once_is_medical() -> None:
    """Pills already swallowed in despair need an ambulance before a counsellor."""
    said = "i want to die i took a whole bottle of pills"
    assert recognise_emergency(said) is Emergency.MEDICAL


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    """Whatever a recogniser prints, the recogniser of emergencies answers."""
    assert recognise_emergency(text) in (None, *Emergency)


@given(st.lists(st.sampled_from(SOME_WORDS)))
def test_no_order_of_its_own_words_breaks_it(words: list[str]) -> None:
    """Words that the patterns know, in any order, are handled."""
    assert recognise_emergency(" ".join(words)) in (None, *Emergency)


def test_a_turn_takes_less_than_a_few_milliseconds() -> None:
    """The gate delays no turn: a long answer is judged in well under 5 ms."""
    said = " ".join(INTAKE_TALK[:4])
    recognise_emergency(said)
    started = time.perf_counter()
    for _ in range(50):
        recognise_emergency(said)
    assert (time.perf_counter() - started) / 50 < 0.005


@pytest.mark.parametrize(
    "flood", ["no ", "my chest ", "i am ", "pain in my ", ", ", "a'", "not so "]
)
def test_a_flood_of_words_does_not_stall_it(flood: str) -> None:
    """No input makes the patterns explode."""
    started = time.perf_counter()
    recognise_emergency(flood * 20_000)
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    ("emergency", "number"),
    [(Emergency.MEDICAL, "nine one one"), (Emergency.SELF_HARM, "nine eight eight")],
)
def test_announcement_speaks_the_number(emergency: Emergency, number: str) -> None:
    """The caller hears the number in words that a synthesiser reads well, and no digits."""
    said = announcement(emergency)
    assert number in said
    assert "nine one one" in said
    assert not any(character.isdigit() for character in said)
