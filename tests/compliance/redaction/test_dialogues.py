"""How much leaks and how much is masked for nothing, over dialogues of varied wording.

`dialogues.jsonl` was written by hand while building: it guards against a step back, it is no
measure of what callers never seen will say.
"""

import json
import re
from pathlib import Path

import pytest

from compliance.redaction import Redactor

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_CONNECTS = frozenset("the of and uh um a an dot at dash as in code extension".split())


@pytest.fixture(scope="module")
def counted():
    """Characters of PHI and those leaked, other words and those masked, spans and rightly typed."""
    count = dict.fromkeys(("phi", "leaked", "other", "masked", "spans", "typed"), 0)
    lines = (Path(__file__).parent / "dialogues.jsonl").read_text(encoding="utf-8").splitlines()
    for dialogue in map(json.loads, lines):
        redactor = Redactor()
        for turn in dialogue["turns"]:
            if turn["role"] == "agent":
                redactor.agent(turn["text"])
            else:
                _compare(turn, redactor.caller(turn["text"]).spans, count)
    return count


def _compare(turn, found, count):
    masked = {n for span in found for n in range(span.start, span.end)}
    phi = {n for span in turn["spans"] for n in range(span["start"], span["end"])}
    for word in _WORD.finditer(turn["text"]):
        place = set(range(*word.span()))
        if place <= phi:
            if word[0].lower() not in _CONNECTS:
                count["phi"] += len(place)
                count["leaked"] += len(place - masked)
        else:
            count["other"] += 1
            count["masked"] += bool(place & masked)
    for span in turn["spans"]:
        count["spans"] += 1
        count["typed"] += any(
            f.start < span["end"] and span["start"] < f.end and str(f.type) == span["type"]
            for f in found
        )


def test_hardly_any_phi_leaks(counted):
    """At most one character of PHI in a hundred stays in clear."""
    assert counted["leaked"] <= 0.01 * counted["phi"]


def test_other_words_stay(counted):
    """At most one other word in a hundred is masked."""
    assert counted["masked"] <= 0.01 * counted["other"]


def test_types_are_right(counted):
    """At least 95 of 100 spans have the type that the LLM is to see."""
    assert counted["typed"] >= 0.95 * counted["spans"]
