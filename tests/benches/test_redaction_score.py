"""What the bench of redaction counts, on cases small enough to count by hand."""

import pytest

from tests.benches.redaction.dialogues import Dialogue, DialogueError, Mark, Turn, load
from tests.benches.redaction.found import Found, apart
from tests.benches.redaction.score import Score, percentile


def scored(text, marks=(), found=(), *, style="raw", kind="hard", category="phone"):
    """The score of a dialogue of one answer."""
    turns = (Turn(False, "yes?"), Turn(True, text, tuple(marks)))
    score = Score()
    score.add(Dialogue("file", style, kind, category, turns), [list(found)])
    return score


def find(start, end, *types):
    """A span that a system found."""
    return Found(start, end, frozenset(types))


def test_what_is_masked_as_another_type_does_not_leak():
    """Leaked characters ask whether the words are masked, not as what."""
    score = scored("it is maria", [Mark(6, 11, "NAME")], [find(6, 11, "CITY")])
    assert (score.leaked.part, score.leaked.whole) == (0, 5)
    assert (score.any.f1, score.typed.f1) == (1.0, 0.0)
    assert float(score.without_leak) == 1.0


def test_a_part_left_in_clear_leaks_its_characters_and_the_span():
    """Two of three words of a number stay: their characters leak, and the span counts as leaked."""
    score = scored("six oh two", [Mark(0, 10, "PHONE")], [find(0, 3, "PHONE")])
    assert (score.leaked.part, score.leaked.whole) == (5, 8)
    assert (score.spans_leaked.part, score.spans_leaked.whole) == (1, 1)
    assert score.leaked_by_type["PHONE"] == score.leaked_by_style["raw"] == score.leaked
    assert float(score.without_leak) == 0.0


def test_connecting_words_of_a_mark_may_stay():
    """Nobody is identified by "dot" or "uh", unless the mark holds nothing else."""
    score = scored(
        "bo at x dot org", [Mark(0, 15, "EMAIL")], [find(0, 2), find(6, 7), find(12, 15)]
    )
    assert (score.leaked.part, score.leaked.whole) == (0, 6)
    score = scored("the", [Mark(0, 3, "ORG")])
    assert (score.leaked.part, score.leaked.whole) == (3, 3)


def test_words_outside_every_mark_are_the_other_words():
    """One masked character masks the word; a word that is partly marked is no other word."""
    found = [find(4, 9, "NAME"), find(13, 14, "NAME")]
    score = scored("i'm maria ok so", [Mark(4, 9, "NAME")], found)
    assert (score.masked.part, score.masked.whole) == (1, 3)
    assert score.masked_in_hard_negatives.whole == 0
    assert scored("ok so", category="negative_clinical").masked_in_hard_negatives.whole == 2
    assert scored("ok so", kind="template", category="neg").masked_in_hard_negatives.whole == 0


def test_what_may_be_masked_either_way_counts_nowhere():
    """Neither leak nor other word, neither found rightly nor wrongly."""
    for found in ([], [find(6, 9, "ORG")]):
        score = scored("it is cvs", [Mark(6, 9, "ORG", optional=True)], found)
        assert score.leaked.whole == score.any.recall.whole == score.any.precision.whole == 0
        assert (score.masked.part, score.masked.whole) == (0, 2)


def test_f1_joins_what_is_right_of_the_finds_and_of_the_marks():
    """Two of three finds touch a mark, two of two marks are touched; one of each has the type."""
    marks = [Mark(0, 5, "NAME"), Mark(6, 12, "CITY")]
    found = [find(0, 5, "NAME"), find(6, 12, "ORG"), find(13, 17, "ORG")]
    score = scored("maria dayton okay", marks, found)
    assert score.any.f1 == pytest.approx(2 * (2 / 3) / (2 / 3 + 1))
    assert score.typed.f1 == pytest.approx(2 * (1 / 3) * (1 / 2) / (1 / 3 + 1 / 2))


def test_a_coarser_type_is_right_if_it_may_stand_for_the_marks():
    """A "location" is as right for a city as a city."""
    score = scored("in dayton", [Mark(3, 9, "CITY")], [find(3, 9, "ADDRESS", "CITY")])
    assert score.typed.f1 == 1.0


def test_every_answer_needs_its_finds():
    """A system that answers less often than the caller speaks is an error, no leak."""
    dialogue = Dialogue("file", "raw", "hard", "x", (Turn(True, "hi"), Turn(True, "bye")))
    with pytest.raises(ValueError, match="shorter"):
        Score().add(dialogue, [[]])


def test_percentiles():
    """The value that stands at the share of the way, the nearest one."""
    assert percentile([4, 1, 3, 2, 5], 0.5) == 3
    assert percentile(range(101), 0.95) == 95
    assert percentile([], 0.5) == 0


def test_where_finds_overlap_the_first_keeps_its_extent():
    """All characters stay masked, each once."""
    first, second, inside = find(3, 6, "A"), find(0, 9, "B"), find(4, 5, "C")
    pieces = [find(0, 3, "B"), first, find(6, 9, "B")]
    assert apart([first, second, inside], "abcdefghi") == pieces
    assert apart([first, find(2, 6, "B")], "ab cdefgh") == [first]


def test_a_broken_line_is_told_without_its_words(tmp_path):
    """An error names file and line, and quotes nothing."""
    (tmp_path / "some.jsonl").write_text('{"id": "secret"}\n', "utf-8")
    with pytest.raises(DialogueError, match=r"some\.jsonl, line 1: KeyError$"):
        load(tmp_path)
