"""(A to R) What the tagger takes for PHI, read together with what was said before."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from compliance.redaction.clinical import is_measure
from compliance.redaction.dates import year_length
from compliance.redaction.gazetteer import is_clinical, is_function, is_ordinary
from compliance.redaction.rules.places import STATE_CODES
from compliance.redaction.rules.rule import Rule
from compliance.redaction.spoken import digits
from compliance.redaction.tagger import Tagged
from compliance.redaction.turn import Turn
from compliance.redaction.types import DATES, NUMBERED, PhiType, Span

# How likely a word must be PHI: more for a word of every conversation than for one no list knows.
_NUMBER, _FUNCTION, _ORDINARY, _RARE = 0.4, 0.6, 0.4, 0.1
_CERTAIN, _NEARLY_CERTAIN, _NEVER = 0.98, 0.9, 2.0
_EXPLAINS = frozenset("as in like the jr junior".split())
_AROUND = frozenset("or to about like maybe a uh um".split())
_CORRECTS = frozenset("no not wait sorry actually mean rather oops scratch correction".split())
"""Between a wrong value and the right one; neither is part of it."""
_MODAL = frozenset({"may", "will"})
_FOLLOWS_MODAL = re.compile(r"\s+(?:i|we|you|he|she|it|they|be|have|not|come|call)\b", re.I)
_GREAT_AGE = 90
_PLACES = (PhiType.ZIP, PhiType.CITY, PhiType.ADDRESS)
_FILLED = re.compile(r"(?:[\W_]|\b(?:uh|um|er|and|then|dash|hyphen|space|slash)\b)*", re.I)
_BESIDE = re.compile(r"[\W_]*")
_CLOCK = re.compile(r"[\d\s,]*\d:\d\d[\d:,\s]*")
_KINDS = frozenset("the a an my urgent care clinic hospital center office pharmacy school church "
                   "emergency room primary doctor doctor's".split())  # fmt: skip
"""Words that say what kind of place it is, and not which."""


def find(turn: Turn) -> Iterator[Span]:
    """Yield runs of words that are likely PHI, all numbers of a run as of one type."""
    for run in map(partial(_trimmed, turn), _runs(turn)):
        span = Span(run[0].start, run[-1].end, _kind(run))
        sure = max(word.phi for word in run)
        young = _young(turn.text[span.start : span.end], span.type)
        if not young and sure >= _needed(turn, span, run):
            yield span


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


def _trimmed(turn: Turn, run: list[Tagged]) -> list[Tagged]:
    """A name without the words behind it that explain it ("rose as in the flower")."""
    end = len(run)
    while end > 1 and run[end - 1].type is PhiType.NAME and _word(turn, run[end - 1]) in _EXPLAINS:
        end -= 1
    return run[:end]


def _word(turn: Turn, tagged: Tagged) -> str:
    return turn.text[tagged.start : tagged.end].lower()


def _least(turn: Turn, tagged: Tagged) -> float:
    word = _word(turn, tagged)
    if any(c.isdigit() for c in word) or turn.numeric(tagged.start):
        return _NUMBER
    if tagged.type in _PLACES and turn.text[tagged.start : tagged.end] in STATE_CODES:
        return _NEVER
    if word in _CORRECTS:
        return _CERTAIN
    if is_function(word) or is_clinical(word):
        return _FUNCTION
    return _ORDINARY if is_ordinary(word) else _RARE


def _continues(turn: Turn, before: Tagged, word: Tagged) -> bool:
    between = turn.text[before.end : word.start]
    if {before.type, word.type} <= NUMBERED:
        return _FILLED.fullmatch(between) is not None
    return before.type is word.type and _BESIDE.fullmatch(between) is not None


def _kind(run: list[Tagged]) -> PhiType:
    chances: dict[PhiType, float] = defaultdict(float)
    for word in run:
        chances[word.type] += word.probability
    return max(chances, key=lambda kind: chances[kind])


def _needed(turn: Turn, span: Span, run: list[Tagged]) -> float:
    """How sure the tagger must be of a run: surer where its words speak against it."""
    said = turn.text[span.start : span.end].lower()
    words = {_word(turn, tagged) for tagged in run}
    if not _expected(turn) and _graded(turn):
        return _NEVER
    if said in _MODAL and _FOLLOWS_MODAL.match(turn.text, span.end):
        return _NEVER
    if span.type is PhiType.ORG and words <= _KINDS:
        return _CERTAIN
    plain = all(is_function(word) or is_clinical(word) for word in words)
    if plain and not any(turn.numeric(tagged.start) for tagged in run):
        return _CERTAIN
    if span.type in DATES and _CLOCK.fullmatch(said):
        return _NEVER
    return _NEARLY_CERTAIN if digits(said) and _countable(turn, span) else 0.0


def _graded(turn: Turn) -> bool:
    """Whether the turn is a degree on a scale: "seven", "maybe seven or eight"."""
    grades = [t for t in turn.tokens if len(t.digits or "") == 1]
    return len(grades) in (1, 2) and all(t in grades or t.word in _AROUND for t in turn.tokens)


def _expected(turn: Turn) -> bool:
    return turn.asked.wants(*NUMBERED, *DATES, PhiType.ADDRESS, PhiType.AGE_OVER_89)


def _countable(turn: Turn, span: Span) -> bool:
    """Whether a number that no question asked for is a measure or a year alone."""
    if _expected(turn):
        return False
    inside = [n for n, t in enumerate(turn.tokens) if t.start < span.end and span.start < t.end]
    first, last = inside[0], inside[-1]
    said = "".join(turn.tokens[n].digits or "" for n in inside)
    measure = span.type in NUMBERED and is_measure(turn, first, last, len(said))
    return measure or _year_alone(turn, first, last)


def _year_alone(turn: Turn, first: int, last: int) -> bool:
    """Whether the tokens are part of "nineteen ninety eight" with no day or month."""
    for start in (first, first - 1):
        length = year_length(turn.tokens, start, birth=False) if start >= 0 else 0
        said = "".join(t.digits or "" for t in turn.tokens[start : start + length])
        if len(said) == 4 and last < start + length:
            return True
    return False


def _young(said: str, type: PhiType) -> bool:
    """Whether it is an age up to 89, which is no PHI: 45 CFR 164.514(b)(2)(i)(C)."""
    told = digits(said)
    return type is PhiType.AGE_OVER_89 and bool(told) and int(told) < _GREAT_AGE


RULE = Rule(
    "ABCDEFGHIJKLMNOR",
    find,
    masks=(
        ("and what is your date of birth?", "{march third eighty two}"),
        ("who looks after your mother?", "that would be {imani} from {home depot}"),
    ),
    leaves=(
        ("when would you like to come in?", "next tuesday at three"),
        ("", "may i ask why"),
        ("", "i had it in nineteen ninety eight"),
        ("", "my mother is eighty six"),
    ),
    sure=True,
)
