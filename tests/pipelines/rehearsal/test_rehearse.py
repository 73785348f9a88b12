"""What a rehearsal counts: times by stage, and words heard wrong."""

import pytest

from pipelines.rehearsal.rehearse import _latency, _stages, _word_error_rate


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("nine one nine, five five five, oh one four five", "919-555-0145"),
        ("nine one nine five five five oh one four five", "Nine one nine. 555 0145!"),
        ("may seventeenth", "May 17th."),
        ("double oh seven", "007"),
        ("I'm Rebecca Lawson.", "i'm rebecca lawson"),
    ],
)
def test_the_form_of_digits_and_letters_is_no_error(said, heard):
    """ "Oh one" and "01" are the same words, whatever their case and punctuation."""
    assert _word_error_rate([said], [heard]) == 0.0


@pytest.mark.parametrize(
    ("said", "heard", "rate"),
    [
        (["rebecca lawson"], ["rebecca larson"], 0.5),
        (["five five five oh"], ["5551"], 0.25),
        (["may", "seventeenth"], ["may"], 0.667),
        (["one", "two"], ["12"], 0.0),
        ([], ["hello"], None),
        (["hello"], [], None),
    ],
)
def test_wrong_words_are_counted_over_the_call(said, heard, rate):
    """Each digit is a word; without words on a side there is no rate."""
    assert _word_error_rate(said, heard) == rate


def test_stages_are_told_apart_in_the_order_met():
    """Seconds become milliseconds, with median and tail of each."""
    stages = _stages([("pause", 0.5), ("llm", 0.002), ("pause", 0.7), ("pause", 0.6)])
    assert list(stages) == ["pause", "llm"]
    assert stages["pause"] == {"p50": 600, "p95": 690, "all": [500, 700, 600]}
    assert stages["llm"] == {"p50": 2, "p95": None, "all": [2]}
    assert _stages([]) == {}


def test_no_answers_have_no_latency():
    """Nothing is made up."""
    assert _latency([]) == {"p50": None, "p95": None, "all": []}
