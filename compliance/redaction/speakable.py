"""Words that a synthesiser reads well, for canonical values."""

import re

from compliance.redaction.dates import MONTHS, PartialDate
from compliance.redaction.gazetteer import given_names, surnames
from compliance.redaction.types import CODES, DATES, NUMBERS, PHONES, PhiType

_ONES = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
         "fifteen sixteen seventeen eighteen nineteen").split()  # fmt: skip
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
             "nine": "ninth", "twelve": "twelfth"}  # fmt: skip
_SIGNS = {".": "dot", "_": "underscore", "-": "dash", "+": "plus"}


def speakable(type: PhiType, value: str) -> str:
    """Return what to say: digits in groups, dates in words, e-mails with "at" and "dot"."""
    if type in PHONES:
        digits = value.removeprefix("+1")
        groups = (digits[:3], digits[3:6], digits[6:]) if len(digits) == 10 else _threes(digits)
        return ", ".join(_spelled(group) for group in groups)
    stored = PartialDate.stored(value) if type in DATES else None
    if stored is not None:
        return _date(stored)
    if type is PhiType.EMAIL:
        return _email(value)
    if type in CODES or type in NUMBERS:
        pieces = re.findall(r"\d+|[^\W\d_]+", value)
        groups = [group for piece in pieces for group in _threes(piece)]
        return ", ".join(_spelled(group) for group in groups) or value
    if type in (PhiType.ADDRESS, PhiType.AGE_OVER_89):
        return re.sub(r"\d+", lambda m: _count(m[0]), value)
    return value


def restorable(type: PhiType, value: str) -> str:
    """Return what tools get: the canonical value; a date without a year as "March 3"."""
    stored = PartialDate.stored(value) if type is PhiType.DATE else None
    if stored is None or stored.year is not None or not stored.month:
        return value
    return f"{MONTHS[stored.month - 1].capitalize()} {stored.day or ''}".strip()


def _threes(piece: str) -> list[str]:
    if not piece.isdigit() or len(piece) <= 5:
        return [piece]
    return [piece[n : n + 3] for n in range(0, len(piece), 3)]


def _spelled(group: str) -> str:
    return " ".join(_ONES[int(c)] if c in "0123456789" else c for c in group)


def _date(date: PartialDate) -> str:
    month = MONTHS[date.month - 1].capitalize() if date.month else ""
    day = _ordinal(date.day) if date.day else ""
    monthly = f"{month} {day}".strip()
    year = _year(date.year) if date.year is not None else ""
    return ", ".join(part for part in (monthly, year) if part)


def _ordinal(n: int) -> str:
    *tens, last = _below_hundred(n).split()
    ended = _ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return " ".join([*tens, ended])


def _year(year: int) -> str:
    century, rest = divmod(year, 100)
    if century == 20 and rest < 10:
        return f"two thousand{f' {_ONES[rest]}' if rest else ''}"
    tail = "hundred" if rest == 0 else f"oh {_ONES[rest]}" if rest < 10 else _below_hundred(rest)
    return f"{_below_hundred(century)} {tail}"


def _below_hundred(n: int) -> str:
    if n < 20:
        return _ONES[n]
    ten, one = divmod(n, 10)
    return f"{_TENS[ten]} {_ONES[one]}" if one else _TENS[ten]


def _count(digits: str) -> str:
    """A house number or an age: "sixty one", "twelve oh four", else digit by digit."""
    n = int(digits)
    if digits.startswith("0") or len(digits) > 4 or n == 0:
        return _spelled(digits)
    if n < 100:
        return _below_hundred(n)
    head, rest = divmod(n, 100)
    tail = "hundred" if rest == 0 else f"oh {_ONES[rest]}" if rest < 10 else _below_hundred(rest)
    return f"{_below_hundred(head)} {tail}"


def _email(value: str) -> str:
    local, _, domain = value.partition("@")
    said = " ".join(_local_part(piece) for piece in re.findall(r"[._+-]|\d+|[^\W\d_]+", local))
    if not domain:
        return said
    return f"{said} at {domain.replace('-', ' dash ').replace('.', ' dot ')}"


def _local_part(piece: str) -> str:
    if piece in _SIGNS:
        return _SIGNS[piece]
    if piece.isdigit():
        return _spelled(piece)
    if piece in given_names() or piece in surnames():
        return piece
    # "rlawson" is r and Lawson.
    return f"{piece[0]} {piece[1:]}" if piece[1:] in surnames() and len(piece) > 4 else piece
