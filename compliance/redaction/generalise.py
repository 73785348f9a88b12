"""What a placeholder may tell of its value without identifying anybody.

After the Safe Harbor rules of 45 CFR 164.514(b)(2)(i): (B) the first three digits of a ZIP code,
unless 20,000 people or fewer live there; (C) the year of a date; ages, but all over 89 as one.
"""

from collections.abc import Callable
from datetime import date

from compliance.redaction.dates import PartialDate
from compliance.redaction.types import PhiType

# HHS, "Guidance Regarding Methods for De-identification" (2012), from the Census of 2000.
_SPARSE = frozenset(
    "036 059 063 102 203 556 692 790 821 823 830 831 878 879 884 890 893".split()
)  # fmt: skip
_OLDEST_TOLD = 89
_BAND = 5


def general(type: PhiType, value: str, *, today: date | None = None) -> str:
    """What may be told of a canonical value; empty if nothing may."""
    rule = GENERAL.get(type)
    return rule(value, today or date.today()) if rule is not None else ""


def _zip(value: str, _: date) -> str:
    if len(value) not in (5, 9) or not value.isdecimal():
        return ""
    return "000**" if value[:3] in _SPARSE else f"{value[:3]}**"


def _birth(value: str, today: date) -> str:
    born = PartialDate.stored(value)
    if born is None or born.year is None or born.month is None or born.day is None:
        return ""
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if age < 0:
        return ""
    if age > _OLDEST_TOLD:
        return "age 90+"
    low = age - age % _BAND
    return f"age {low}-{min(low + _BAND - 1, _OLDEST_TOLD)}"


def _year(value: str, today: date) -> str:
    told = PartialDate.stored(value)
    # A year that shows an age over 89 is itself an identifier.
    recent = told is not None and told.year is not None and told.year > today.year - _OLDEST_TOLD
    return str(told.year) if told is not None and recent else ""


def _great_age(*_: object) -> str:
    return "age 90+"


GENERAL: dict[PhiType, Callable[[str, date], str]] = {
    PhiType.ZIP: _zip,
    PhiType.DOB: _birth,
    PhiType.DATE: _year,
    PhiType.AGE_OVER_89: _great_age,
}
"""The types of which something may be told."""
