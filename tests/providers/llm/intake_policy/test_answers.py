"""Reading answers and volunteered facts."""

import pytest

from providers.llm.intake_policy import answers, names


@pytest.mark.parametrize(
    ("text", "score"),
    [
        *(("about a five out of ten", "5"), ("i said about five out of ten", "5"), ("10", "10")),
        *(("a four, most of the time", "4"), ("it doesn't hurt, so maybe a two", "2")),
        *(("Maybe a to.", "2"), ("ate out of ten", "8"), ("on a zero to ten, a six", "6")),
        *(("it's the worst one I've had, a nine", "9"), ("pretty bad", "pretty bad")),
        *(
            ("A thaw most of the time", ""),
            ("what is that for", ""),
            ("yes", ""),
            ("i don't know", ""),
        ),
    ],
)
def test_severity(text: str, score: str) -> None:
    """A number, what a recogniser makes of one, or words of degree."""
    assert answers.severity(text) == score


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *(
            ("no", "none"),
            ("no, no allergies", "none"),
            ("none at all", "none"),
            ("nothing", "none"),
        ),
        *(("yes", ""), ("no, only aspirin", "no, only aspirin"), ("vitamin d", "vitamin d")),
    ],
)
def test_lists(text: str, told: str) -> None:
    """A plain no is none, a plain yes wants the list, anything else is the list."""
    assert answers.list_of(text) == told


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("i've had an earache since tuesday night", "since tuesday night"),
        ("it started two weeks ago", "started two weeks ago"),
        ("a cough for about three days", "for about three days"),
        ("i need an appointment on tuesday", ""),
        ("i'd like to come in next week", ""),
    ],
)
def test_onset(text: str, when: str) -> None:
    """Since when is not when to come."""
    assert answers.onset(text) == when


@pytest.mark.parametrize(
    "text", ["hi, i'd like to make an appointment", "i need to see a doctor please", "yes"]
)
def test_wanting_a_visit_is_no_reason(text: str) -> None:
    """The reason is what the visit is about."""
    assert answers.reason(text) == ""


@pytest.mark.parametrize(
    ("text", "patient", "caller"),
    [
        ("[NAME_1]", "", ""),
        ("my name is [NAME_1]", "", "[NAME_1]"),
        ("this is [NAME_1], i'm calling for my son [NAME_2]", "[NAME_2]", "[NAME_1]"),
        ("it's for my daughter, her name is [NAME_2]", "[NAME_2]", ""),
        ("the patient is [NAME_2] [NAME_3]", "[NAME_2] [NAME_3]", ""),
        ("i'm her mother [NAME_1]", "", ""),
    ],
)
def test_names(text: str, patient: str, caller: str) -> None:
    """Whose name it is follows from the words around it."""
    assert names.others_name(text) == patient
    assert names.own_name(text) == caller


@pytest.mark.parametrize(
    "text",
    [
        *("i'm calling for my daughter", "on behalf of my mother", "my son has a fever"),
        *("it's about my little boy", "i'm his mother"),
    ],
)
def test_calls_for_another(text: str) -> None:
    """Callers for others say so."""
    assert names.for_other(text)


@pytest.mark.parametrize(
    "text", ["my son had the flu and now i have it", "for me", "my knee hurts"]
)
def test_calls_for_oneself(text: str) -> None:
    """Family may be mentioned."""
    assert not names.for_other(text)
