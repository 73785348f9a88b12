"""Finds values that the vault already knows, in every form, in text that is about to leave."""

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from compliance.redaction.canonical import MONTHS
from compliance.redaction.types import PhiType

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_GAP = r"[\s,.\-()/]*"
_ORDINARY = frozenset(
    "street road avenue lane drive court way will may mark grace hope rose".split()
)


class Value(Protocol):
    """What a vault entity shows."""

    type: PhiType
    value: str

    @property
    def placeholder(self) -> str:
        """The placeholder to put in its place."""


def scrub_known(text: str, entities: Iterable[Value]) -> str:
    """Put placeholders in place of every known value; text inside brackets stays."""
    for entity in entities:
        for form in _forms(entity.type, entity.value):
            pattern = re.compile(rf"\[[A-Z][^\]]*\]|(?P<phi>{form})", re.IGNORECASE)
            text = pattern.sub(
                lambda m, e=entity: e.placeholder if m["phi"] else m[0],  # type: ignore[misc]
                text,
            )
    return text


def _forms(type: PhiType, value: str) -> Iterator[str]:
    if type in (PhiType.DOB, PhiType.DATE):
        yield from _dates(value)
        return
    digits = re.sub(r"\D", "", value.removeprefix("+1") if type is PhiType.PHONE else value)
    if type not in (PhiType.EMAIL, PhiType.ADDRESS) and len(digits) >= 5:
        each = [f"(?:{d}|{_DIGITS[int(d)]}{'|oh' if d == '0' else ''})" for d in digits]
        yield r"(?<!\w)" + _GAP.join(each) + r"(?!\w)"
    if len(value) >= 3:
        yield rf"(?<!\w){re.escape(value)}(?!\w)"
    if type in (PhiType.NAME, PhiType.ADDRESS, PhiType.CITY):
        for word in value.split():
            if len(word) >= 3 and word.isalpha() and word.lower() not in _ORDINARY:
                yield rf"(?<!\w){re.escape(word)}(?:'s)?(?!\w)"
                if type is PhiType.NAME:
                    yield r"(?<!\w)" + r"[\s,.\-]+".join(map(re.escape, word)) + r"(?!\w)"


def _dates(value: str) -> Iterator[str]:
    yield re.escape(value)
    match = re.fullmatch(r"(\d{4}|-)-(\d\d)-(\d\d)", value)
    if match and 1 <= int(match[2]) <= 12 and int(match[3]):
        month, day = MONTHS[int(match[2]) - 1], int(match[3])
        yield rf"{month}\s+(?:the\s+)?{day}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?(?!\w)"
        yield rf"(?<!\w)(?:the\s+)?{day}(?:st|nd|rd|th)?\s+(?:of\s+)?{month}(?:,?\s+\d{{4}})?"
