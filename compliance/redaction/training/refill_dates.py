"""New dates and ages of the same form, in plausible ranges."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance.redaction.training import numbers
from compliance.redaction.training.atoms import Atom, like
from compliance.redaction.training.numbers import MONTHS, ORDINAL, TEEN, TEN, UNIT
from compliance.redaction.training.plan import Plan
from compliance.redaction.types import PhiType

_SHORT = {month[:3]: n for n, month in enumerate(MONTHS)} | {"sept": 8}
_FIGURES = re.compile(r"\d+")
_NTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")


def date(atoms: Sequence[Atom], plan: Plan, kind: PhiType = PhiType.DOB) -> Iterator[Atom]:
    """The atoms of a date, or of an age over 89, with another."""
    words = [atom.word for atom in atoms]
    for at, atom in enumerate(atoms):
        after = words[at + 1] if at + 1 < len(words) else ""
        before = words[at - 1] if at else ""
        new = _word(words[at], before, after, kind, plan)
        yield replace(atom, text=like(atom.text, new)) if new != words[at] else atom


def is_month(word: str) -> bool:
    """Whether a word is a month's name."""
    return word in MONTHS or word in _SHORT


def _word(word: str, before: str, after: str, kind: PhiType, plan: Plan) -> str:
    if is_month(word):
        return _month(word, plan)
    if kind is PhiType.AGE_OVER_89:
        return _old(word, before, after, plan)
    if word in ("nineteen", "eighteen") and (after in TEN or after in ("oh", "hundred")):
        return word
    if word == "twenty" and (after in TEEN or after == "oh"):
        return word
    if word in ("hundred", "thousand") or after == "thousand":
        return word
    if word in ORDINAL:
        return _ordinal(word, before, plan)
    if word in TEN:
        return _ten(word, before, after, plan)
    if word in TEEN:
        return _teen(word, before, plan)
    if word in UNIT and word != "o":
        return _unit(word, before, plan)
    if found := _NTH.fullmatch(word):
        return numbers.nth(_drawn(plan, "nth", found[1], 1, 9 if len(found[1]) == 1 else 31))
    return _FIGURES.sub(lambda found: _figures(found[0], kind, plan), word)


def _drawn(plan: Plan, kind: str, old: str, low: int, high: int) -> int:
    return int(plan.memo.setdefault((kind, old), str(plan.rng.randint(low, high))))


def _month(word: str, plan: Plan) -> str:
    number = MONTHS.index(word) if word in MONTHS else _SHORT[word]
    new = MONTHS[_drawn(plan, "month", str(number + 1), 1, 12) - 1]
    return new if word in MONTHS else new[:3]


def _ordinal(word: str, before: str, plan: Plan) -> str:
    n = ORDINAL[word]
    if before in TEN:
        drawn = 1 if before == "thirty" else _drawn(plan, "ordinal unit", word, 1, 9)
        return numbers.ORDINALS[drawn]
    if n >= 20:
        return word
    low, high = (1, 9) if n < 10 else (10, 19)
    return numbers.ORDINALS[_drawn(plan, "ordinal", word, low, high)]


def _ten(word: str, before: str, after: str, plan: Plan) -> str:
    if word in ("twenty", "thirty") and before not in ("nineteen", "eighteen"):
        return word  # a day
    low = 4
    return numbers.TENS[_drawn(plan, "decade", word, low, 9)]


def _teen(word: str, before: str, plan: Plan) -> str:
    n = TEEN[word]
    if before in ("twenty", "thousand"):
        return numbers.TEENS[_drawn(plan, "teens", word, 0, 9)]
    low, high = (10, 12) if n <= 12 else (13, 19)
    return numbers.TEENS[_drawn(plan, "teen", word, low, high) - 10]


def _unit(word: str, before: str, plan: Plan) -> str:
    if UNIT[word] == 0 or before == "thirty":
        return word
    return numbers.UNITS[_drawn(plan, "year" if before in TEN else "unit", word, 1, 9)]


def _figures(old: str, kind: PhiType, plan: Plan) -> str:
    n = int(old[:6])
    if len(old) == 4 and n < 1936:
        return str(_drawn(plan, "old year", old, 1920, 1934))
    if len(old) == 4:
        recent = kind is PhiType.DATE and n > 2000
        low, high = (2019, 2027) if recent else (1937, 2023)
        return str(_drawn(plan, "full year", old, low, high))
    if len(old) > 4:
        return old[0] + "".join(plan.figure(c) for c in old[1:])
    if n > 31:
        return str(_drawn(plan, "short year", old, 37, 99))
    low, high = (1, 9) if n < 10 else (10, 12) if n <= 12 else (13, 31)
    return str(_drawn(plan, "month", str(n), 1, 12) if 0 < n < 10 and len(old) == 1 else
               _drawn(plan, "day", str(n), low, high)).zfill(len(old))  # fmt: skip


def _old(word: str, before: str, after: str, plan: Plan) -> str:
    """A word of an age of 90 and more, or of a birth year that shows one."""
    century = before in ("nineteen", "eighteen") or before == "hundred"
    if word in UNIT and UNIT[word] and after != "hundred" and before != "thirty":
        return numbers.UNITS[_drawn(plan, "old unit", word, 1, 9)]
    if word in TEN and century and word in ("twenty", "thirty"):
        return "twenty" if after in UNIT else word
    if word in ORDINAL and before == "ninety":
        return numbers.ORDINALS[_drawn(plan, "old nth", word, 1, 9)]
    if word.isdecimal() and len(word) == 4:
        return _figures(word, PhiType.AGE_OVER_89, plan)
    if word.isdecimal() and 90 <= int(word) < 120:
        return str(plan.rng.choice((90, *range(90, 100), *range(90, 104))))
    return word
