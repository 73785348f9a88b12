"""Whether two canonical values are one value: another form, a part of it, or slightly misheard."""

import re
import unicodedata
from collections.abc import Callable
from typing import TypeGuard

from compliance.redaction.dates import PartialDate
from compliance.redaction.gazetteer import is_given_name
from compliance.redaction.spelling import distance
from compliance.redaction.types import DATES, PHONES, PhiType

_ONE_LETTER = 1.0
_SOUNDS_ALIKE = 0.4
_LONG = 6
_ARTICLES = re.compile(r"^(the|a) ")
_SAINT = re.compile(r"\bst\b")


def same(type: PhiType, known: str, said: str) -> bool:
    """Whether `said` is another form, or a part, of the known value."""
    if known.casefold() == said.casefold():
        return True
    compare = _COMPARE.get(type)
    return compare is not None and compare(known, said)


def misheard(type: PhiType, known: str, said: str) -> bool:
    """Whether `said` is a known name of which a recogniser got a letter wrong."""
    if type is not PhiType.NAME:
        return False
    one, other = _folded(known).split(), _folded(said).split()
    if len(one) != len(other):
        return False
    slips = [distance(a, b) for a, b in zip(one, other, strict=True)]
    whole = len(one) > 1 or len(one[0]) >= _LONG
    if sum(slips) > (_ONE_LETTER if whole else _SOUNDS_ALIKE):
        return False
    # "Mario Lopez" is no misheard "Maria Lopez": the family has both.
    first_differs = slips[0] > _SOUNDS_ALIKE
    return not (first_differs and is_given_name(one[0]) and is_given_name(other[0]))


def _dates(known: str, said: str) -> bool:
    one, other = PartialDate.stored(known), PartialDate.stored(said)
    return _dated(one) and _dated(other) and one.agrees(other)


def _dated(date: PartialDate | None) -> TypeGuard[PartialDate]:
    """Whether a date says which day it is; a month alone is part of too many."""
    return date is not None and date.month is not None and date.day is not None


def _phones(known: str, said: str) -> bool:
    return known.startswith("+1") and len(said) in (4, 7) and known.endswith(said)


def _ssn(known: str, said: str) -> bool:
    return len(known) == 9 and len(said) == 4 and known.endswith(said)


def _zip(known: str, said: str) -> bool:
    return min(len(known), len(said)) == 5 and known[:5] == said[:5]


def _names(known: str, said: str) -> bool:
    one, other = _folded(known), _folded(said)
    if one.replace(" ", "") == other.replace(" ", ""):
        return True  # "Mc Allister", "O Brien"
    return bool(other) and set(other.split()) <= set(one.split())


def _places(known: str, said: str) -> bool:
    return _place(known) == _place(said)


def _place(value: str) -> str:
    plain = _ARTICLES.sub("", _folded(value))
    return _SAINT.sub("saint", plain).replace(" ", "")


def _folded(value: str) -> str:
    """Lower case without accents, apostrophes and signs."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", value) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", re.sub(r"['’]", "", plain.casefold())).strip()


_COMPARE: dict[PhiType, Callable[[str, str], bool]] = {
    **dict.fromkeys(DATES, _dates),
    **dict.fromkeys(PHONES, _phones),
    PhiType.SSN: _ssn,
    PhiType.ZIP: _zip,
    PhiType.NAME: _names,
    **dict.fromkeys((PhiType.CITY, PhiType.ORG, PhiType.ADDRESS), _places),
}
