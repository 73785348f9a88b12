"""(C) Calendar dates with a day or a month; the year too when it is part of a birth date."""

import re
from collections.abc import Iterator

from compliance.redaction.clinical import is_measure
from compliance.redaction.dates import MONTH_NUMBER, MONTHS, shows_great_age, year_length
from compliance.redaction.letters import NATO
from compliance.redaction.rules.rule import Rule
from compliance.redaction.turn import Turn
from compliance.redaction.types import PhiType, Span

_WRITTEN = re.compile(
    r"(?<![\d/.-])(?:\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}[/.-]\d{1,2}[/.-]\d{1,2})(?![\d/-])"
)
_SHORT_WRITTEN = re.compile(r"(?<![\d/.-])(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\d/])")
_BIRTH = re.compile(r"\b(born|birth ?-?(?:day|date)?|d\.?\s?o\.?\s?b|birthdate)\b", re.IGNORECASE)
_CALENDAR = re.compile(r"\b(?:on|since|until|till|before|after)\s+$", re.IGNORECASE)
_FRACTIONS = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4"})
# Months that are also words need a neighbour that makes them a month.
_WORDS_TOO = frozenset("may march august mar sun dec jan sept".split())
_SHORT = frozenset(name for name in MONTH_NUMBER if name not in MONTHS)
_BEFORE_MONTH = frozenset(
    "in since last until till by early late mid this of from through during next around every "
    "between and to before after back".split()
)
_JOINTS = frozenset("of the in day year and".split())
_NOT_DATES = frozenset("one ones option choice time grade floor degree opinion line half thing "
                       "trimester dose shot visit slot appointment available".split())  # fmt: skip


def find(turn: Turn) -> Iterator[Span]:
    """Yield dates; with a birth question or cue also bare numbers that are one."""
    asked = turn.asked.wants(PhiType.DOB)
    for match in turn.matches(_WRITTEN):
        yield Span(match.start(), match.end(), _kind(turn, match.start()))
    expected = asked or turn.asked.wants(PhiType.DATE)
    for match in turn.matches(_SHORT_WRITTEN):
        told = _CALENDAR.search(turn.text[: match.start()]) and match[0] not in _FRACTIONS
        if expected or told:
            yield Span(match.start(), match.end(), _kind(turn, match.start()))
    at = 0
    while at < len(turn.tokens):
        found = _with_month(turn, at) or _bare(turn, at)
        if found is None:
            at += 1
            continue
        first, last, kind = found
        yield turn.span(first, last, kind)
        at = last + 1


def _kind(turn: Turn, start: int) -> PhiType:
    cued = turn.asked.wants(PhiType.DOB) or _BIRTH.search(turn.text[:start])
    return PhiType.DOB if cued else PhiType.DATE


def _with_month(turn: Turn, first: int) -> tuple[int, int, PhiType] | None:
    """A date that begins at `first`: day and month, month and day, or a month alone."""
    birth = _kind(turn, turn.tokens[first].start) is PhiType.DOB
    at = _day_end(turn, first)
    day_before = at > first
    month = _after_joints(turn, at) if day_before else first
    if not _is_month(turn, month, day_before):
        return None
    last = month
    day = _after_joints(turn, month + 1)
    if not day_before and _day_end(turn, day) > day:
        last = _day_end(turn, day) - 1
    numbered = day_before or last > month
    year = _after_joints(turn, last + 1)
    years = year_length(turn.tokens, year, birth=birth)
    if years and not is_measure(turn, year, year + years - 1, 2):
        last = year + years - 1
    kind = PhiType.DOB if birth else PhiType.DATE
    return (first, last, kind) if numbered or last > month or birth or _in_context(
        turn, month) else None  # fmt: skip


def _is_month(turn: Turn, at: int, day_before: bool) -> bool:
    word = turn.word(at)
    if word not in MONTH_NUMBER or _spells(turn, at):
        return False
    day_behind = _day_end(turn, _after_joints(turn, at + 1)) > at + 1
    if word in _SHORT and not day_before and not day_behind:
        return False
    if word in _WORDS_TOO and not day_before and not day_behind:
        told = turn.word(at - 1) in _BEFORE_MONTH or turn.asked.wants(PhiType.DOB, PhiType.DATE)
        return told and not _verb_follows(turn, at)
    return True


def _spells(turn: Turn, at: int) -> bool:
    """Whether "november" is a letter: among others of the NATO alphabet, or "n as in november"."""
    if turn.words(at - 2, at) == ["as", "in"]:
        return True
    return turn.word(at) in NATO and (turn.word(at - 1) in NATO or turn.word(at + 1) in NATO)


def _verb_follows(turn: Turn, at: int) -> bool:
    return turn.word(at + 1) in ("i", "be", "have", "need", "not", "we", "you")


def _in_context(turn: Turn, month: int) -> bool:
    """Whether a month without a day is a calendar month and no name ("april said")."""
    named = turn.word(month) in ("april", "june", "august", "may")
    return not named or turn.word(month - 1) in _BEFORE_MONTH


def _day_end(turn: Turn, at: int) -> int:
    """The token behind a day of the month that starts at `at`, or `at` if none does."""
    first = at + (turn.word(at) == "the")
    if not 0 <= first < len(turn.tokens):
        return at
    token = turn.tokens[first]
    if token.ordinal is not None and 1 <= token.ordinal <= 31:
        return first + 1
    if token.digits is not None and len(token.digits) <= 2 and 1 <= int(token.digits) <= 31:
        zero = token.digits == "0"
        return first + 1 + zero
    return at


def _after_joints(turn: Turn, at: int) -> int:
    while turn.word(at) in ("of", "in", "uh", "um", "year") or (
        turn.word(at) == "the" and turn.word(at + 1) == "year"
    ):
        at += 1
    return at


def _bare(turn: Turn, first: int) -> tuple[int, int, PhiType] | None:
    token = turn.tokens[first]
    if token.ordinal is not None:
        return _bare_ordinal(turn, first)
    if token.digits is None:
        return None
    birth = _BIRTH.search(turn.text[: token.start]) is not None
    asked = turn.asked.wants(PhiType.DOB)
    last = first
    while last + 1 < len(turn.tokens) and turn.tokens[last + 1].digits is not None:
        last += 1
    said = "".join(t.digits or "" for t in turn.tokens[first : last + 1])
    if is_measure(turn, first, last, len(said)) or turn.word(first - 1) in ("i'm", "am"):
        return None
    whole_year = year_length(turn.tokens, first, birth=False) == last - first + 1 and len(said) == 4
    if birth and not asked and whole_year and shows_great_age(int(said)):
        return first, last, PhiType.AGE_OVER_89
    if (asked and _may_be_date(turn, said, first, last)) or (birth and 4 <= len(said) <= 8
                                                             and not whole_year):  # fmt: skip
        return first, last, PhiType.DOB
    return None


def _may_be_date(turn: Turn, said: str, first: int, last: int) -> bool:
    if turn.asked.wants(PhiType.PHONE, PhiType.ZIP, PhiType.MRN, PhiType.INSURANCE_ID):
        return len(said) <= 8
    return len(said) <= 8 and not (len(said) == 1 and len(turn.tokens) > 4)


def _bare_ordinal(turn: Turn, first: int) -> tuple[int, int, PhiType] | None:
    token = turn.tokens[first]
    if turn.word(first + 1) in _NOT_DATES or token.ordinal is None or token.ordinal > 31:
        return None
    kind = PhiType.DOB if turn.asked.wants(PhiType.DOB) else PhiType.DATE
    if (month := _ordinal_month(turn, first)) is not None:
        years = year_length(turn.tokens, month + 1, birth=kind is PhiType.DOB)
        return first - (turn.word(first - 1) == "the"), month + years, kind
    asked = turn.asked.wants(PhiType.DOB, PhiType.DATE)
    alone = len(turn.tokens) <= 4
    dated = turn.word(first - 1) == "the" and turn.word(first - 2) in ("on", "until", "since", "by")
    if (asked and (alone or token.ordinal > 2)) or (dated and token.ordinal > 2):
        start = first - (turn.word(first - 1) == "the")
        last = first
        years = year_length(turn.tokens, first + 1, birth=asked)
        return start, last + (years if asked else 0), kind
    return None


def _ordinal_month(turn: Turn, first: int) -> int | None:
    """The month in "the ninth of the sixth"."""
    month = first + 2 + (turn.word(first + 2) == "the")
    if turn.word(first + 1) != "of" or month >= len(turn.tokens):
        return None
    ordinal = turn.tokens[month].ordinal
    return month if ordinal is not None and ordinal <= 12 else None


RULE = Rule(
    "C",
    find,
    masks=(
        ("and what is your date of birth?", "{july ninth sixty four}"),
        ("when were you born?", "{the seventeenth of may, nineteen eighty eight}"),
        ("when were you born?", "{November 8, 1962}."),
        ("your birthday please", "it's {five seventeen eighty eight}"),
        ("your birthday please", "{11/08/1962}"),
        ("your birthday please", "{nineteen, eighty eight}"),
        ("", "i was born on {the third of march two thousand and four}"),
        ("", "my surgery was on {june 12th, 2019} at noon"),
        ("", "it has been like this since {january}"),
        ("", "i was born in {nineteen thirty one}"),
        ("", "my d o b is {two eleven sixty five} and i have a cough"),
        ("", "I was hurt on {5/12}"),
    ),
    leaves=(
        ("When would you like to come in?", "next tuesday at three thirty"),
        ("Which one would you like?", "the second one, please"),
        ("", "may i ask why"),
        ("", "it started two weeks ago, in the second week"),
        ("", "my pressure was one thirty over eighty five"),
        ("and what is your date of birth?", "why do you need that"),
        ("", "i had it in nineteen ninety eight"),
        ("", "I'm on 1/2 a tablet"),
    ),
)
