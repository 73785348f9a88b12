"""(A to R) What the tagger takes for PHI, read together with what was said before."""

import re
from collections import defaultdict
from collections.abc import Iterator

from compliance.redaction.gazetteer import is_clinical, is_function, is_ordinary
from compliance.redaction.rules.rule import Rule
from compliance.redaction.spoken import digits
from compliance.redaction.tagger import Tagged
from compliance.redaction.turn import Turn
from compliance.redaction.types import CODES, NUMBERS, PHONES, PhiType, Span

# How likely a word must be PHI: more for a word of every conversation than for one no list knows.
_NUMBER, _FUNCTION, _ORDINARY, _RARE = 0.2, 0.6, 0.4, 0.1
_GREAT_AGE = 90
_NUMBERED = frozenset((*CODES, *NUMBERS, *PHONES))
_JOINT = re.compile(r"(?:[\W_]|\b(?:uh|um|er|and|then|dash|hyphen|space|slash)\b)*", re.I)


def find(turn: Turn) -> Iterator[Span]:
    """Yield runs of words that are likely PHI, all numbers of a run as of one type."""
    for run in _runs(turn):
        span = Span(run[0].start, run[-1].end, _kind(run))
        if not _young(turn.text[span.start : span.end], span.type):
            yield span


def _young(said: str, type: PhiType) -> bool:
    """Whether it is an age up to 89, which is no PHI: 45 CFR 164.514(b)(2)(i)(C)."""
    told = digits(said)
    return type is PhiType.AGE_OVER_89 and bool(told) and int(told) < _GREAT_AGE


def _runs(turn: Turn) -> Iterator[list[Tagged]]:
    run: list[Tagged] = []
    for word in turn.tags:
        if word.phi < _least(turn, word):
            continue
        if run and not _continues(turn, run[-1], word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _least(turn: Turn, tagged: Tagged) -> float:
    word = turn.text[tagged.start : tagged.end].lower()
    if any(c.isdigit() for c in word) or turn.numeric(tagged.start):
        return _NUMBER
    if is_function(word) or is_clinical(word):
        return _FUNCTION
    return _ORDINARY if is_ordinary(word) else _RARE


def _continues(turn: Turn, before: Tagged, word: Tagged) -> bool:
    alike = before.type is word.type or {before.type, word.type} <= _NUMBERED
    return alike and _JOINT.fullmatch(turn.text[before.end : word.start]) is not None


def _kind(run: list[Tagged]) -> PhiType:
    chances: dict[PhiType, float] = defaultdict(float)
    for word in run:
        chances[word.type] += word.probability
    return max(chances, key=lambda kind: chances[kind])


RULE = Rule(
    "ABCDEFGHIJKLMNOR",
    find,
    masks=(
        ("and what is your date of birth?", "{march third eighty two}"),
        ("who looks after your mother?", "that would be {imani} from {home depot}"),
    ),
    leaves=(("when would you like to come in?", "next tuesday at three"),),
    sure=True,
)
