"""Finds values that the vault already knows, in every form, in any text.

Forms: written and spoken digits with any signs between, spelled letters, any case, parts of
names, the day and month of a birth.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Protocol

from compliance.redaction.dates import MONTHS, PartialDate
from compliance.redaction.gazetteer import is_ordinary
from compliance.redaction.placeholders import BRACKETED
from compliance.redaction.speakable import speakable
from compliance.redaction.types import CODES, DATES, NUMBERS, PHONES, PhiType

_DIGITS = ("zero|oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_GAP = r"[\s,.\-–()/]*"
_IN_NAMES = (PhiType.NAME, PhiType.CITY, PhiType.ADDRESS, PhiType.ORG)
_LEAST_DIGITS = 4


class Value(Protocol):
    """What a vault entity shows."""

    type: PhiType
    value: str
    heard: list[str]

    @property
    def placeholder(self) -> str:
        """The placeholder to put in its place."""


class KnownValues:
    """One pattern over all forms of the given values."""

    def __init__(self, values: Iterable[Value]) -> None:
        forms: dict[str, Value] = {}
        parts: dict[str, Value] = {}
        for value in values:
            for kept in (value.value, *value.heard):
                forms |= {form: value for form in _forms(value.type, kept) if form not in forms}
                if value.type is PhiType.NAME:
                    parts |= {part: value for part in _names(kept) if part not in parts}
        forms = {**forms, **{part: value for part, value in parts.items() if part not in forms}}
        # Whole values before parts of names, longer ones first.
        ordered = sorted(forms, key=lambda form: (form in parts, -len(form)))
        self._values = [forms[form] for form in ordered]
        groups = "|".join(f"(?P<k{n}>{form})" for n, form in enumerate(ordered))
        self._pattern = re.compile(f"{BRACKETED}|{groups}" if groups else BRACKETED, re.IGNORECASE)

    def find(self, text: str) -> Iterator[tuple[int, int, Value]]:
        """Yield the places of known values, placeholders left alone."""
        for match in self._pattern.finditer(text):
            if match.lastgroup is not None:
                yield match.start(), match.end(), self._values[int(match.lastgroup[1:])]

    def scrub(self, text: str) -> str:
        """Put placeholders in place of known values."""
        for start, end, value in reversed(list(self.find(text))):
            text = f"{text[:start]}{value.placeholder}{text[end:]}"
        return text


def _forms(type: PhiType, value: str) -> Iterator[str]:
    """Patterns without groups."""
    if type in DATES:
        yield from _dates(value)
        return
    if type is PhiType.AGE_OVER_89:
        return
    if type in PHONES:
        digits = value.removeprefix("+1")
        for form in (digits, digits[-7:] if len(digits) == 10 else ""):
            if len(form) >= 6:
                yield rf"(?<!\w)(?:\+?1{_GAP})?{_digits(form)}(?!\w)"
        return
    if type in CODES or type in NUMBERS:
        if len(value) >= _LEAST_DIGITS:
            yield rf"(?<!\w){_digits(value)}(?!\w)"
        return
    if len(value) >= 3 and not (type in _IN_NAMES and _plain(value)):
        yield rf"(?<!\w){_loosely(value)}(?!\w)"
        spoken = speakable(type, value)
        if spoken.lower() != value.lower():
            yield rf"(?<!\w){re.escape(spoken)}(?!\w)"


def _plain(value: str) -> bool:
    """Whether a value of one ordinary word would mask ordinary prose."""
    return len(value.split()) == 1 and is_ordinary(value.lower())


def _names(value: str) -> Iterator[str]:
    # "Álvarez-Núñez" is known by either half, too.
    for word in dict.fromkeys([*value.split(), *re.split(r"[\s-]+", value)]):
        letters = [c for c in word if c.isalpha()]
        if len(letters) == len(word) == 2 and not is_ordinary(word.lower()):
            yield rf"(?<!\w)(?-i:{word})(?!\w)"  # "Li", but no "li"
        if len(letters) >= 3 and not set(word) - {*letters, *"'’-"}:
            yield r"(?<!\w)" + r"[\s,.\-]+".join(map(re.escape, letters)) + r"(?!\w)"
            if not is_ordinary(word.lower()):
                yield rf"(?<!\w){_loosely(word)}(?:['’]s)?(?!\w)"


def _loosely(word: str) -> str:
    """The word with any apostrophe or hyphen, or with none ("o-brien", "obrien", "o brien").

    Accents may be missing, or escaped as JSON and HTML do: "Jose", "Jos\\u00e9", "Jos&#233;".
    """
    return "".join(_letter(c) for c in word)


def _letter(c: str) -> str:
    if c in "'’-":
        return r"(?:['’\-\s]|&#(?:39|x27);|\\u2019)?"
    if c.isascii():
        return re.escape(c)
    base = unicodedata.normalize("NFD", c)[0]
    marks = r"[\u0300-\u036f]*"
    code = ord(c)
    return rf"(?:{re.escape(c)}|{re.escape(base)}{marks}|\\u{code:04x}|&#(?:{code}|x{code:x});)"


def _digits(value: str) -> str:
    each = [f"(?:{c}|{_DIGITS[int(c)]})" if c in "0123456789" else re.escape(c) for c in value]
    return _GAP.join(each)


def _dates(value: str) -> Iterator[str]:
    date = PartialDate.stored(value)
    if date is None or not date.month or not date.day:
        return
    if date.complete:
        yield rf"(?<!\w){re.escape(value)}(?!\w)"
        short = f"{(date.year or 0) % 100:02d}"
        yield rf"(?<!\w)0?{date.month}[/.-]0?{date.day}[/.-](?:\d\d)?{short}(?!\w)"
    month = MONTHS[date.month - 1]
    spoken = speakable(PhiType.DATE, str(PartialDate(None, date.month, date.day)))
    ordinal = spoken.split(" ", 1)[1].replace(" ", r"[\s-]")
    day = rf"(?:{date.day}(?:st|nd|rd|th)?|{ordinal})"
    tail = ""
    if date.year is not None:
        year = speakable(PhiType.DATE, str(PartialDate(date.year))).replace(" ", r"[\s-]")
        short = year.split(r"[\s-]", 1)[-1]
        tail = rf"(?:,?\s+(?:of\s+)?(?:{date.year}|{year}|{short}))"
    for told in (rf"{month}\s+(?:the\s+)?{day}", rf"(?:the\s+)?{day}\s+(?:of\s+)?{month}"):
        if tail:
            yield rf"(?<!\w){told}{tail}(?!\w)"
        # Behind a weekday and without a year it is a day to come, whoever was born on one like it.
        yield rf"(?<!\w)(?<!day )(?<!day, ){told}(?!\w)"
