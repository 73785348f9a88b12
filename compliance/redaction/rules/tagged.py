"""(A to R) What the tagger takes for PHI, read together with what was said before."""

import re
from collections import defaultdict
from collections.abc import Iterator

from compliance.redaction.rules.rule import Rule
from compliance.redaction.tagger import Tagged
from compliance.redaction.turn import Turn
from compliance.redaction.types import CODES, NUMBERS, PHONES, PhiType, Span

_LIKELY = 0.3
_NUMBERED = frozenset((*CODES, *NUMBERS, *PHONES))
_JOINT = re.compile(r"(?:[\W_]|\b(?:uh|um|er|and|then|dash|hyphen|space|slash)\b)*", re.I)


def find(turn: Turn) -> Iterator[Span]:
    """Yield runs of words that are likely PHI, all numbers of a run as of one type."""
    for run in _runs(turn):
        kind = _kind(run)
        yield Span(run[0].start, run[-1].end, kind)


def _runs(turn: Turn) -> Iterator[list[Tagged]]:
    run: list[Tagged] = []
    for word in turn.tags:
        if word.phi < _LIKELY:
            continue
        if run and not _continues(turn, run[-1], word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


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
