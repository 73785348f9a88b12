"""Looks for a caller's identifiers, in any spoken or written form, where none may be."""

import re

from compliance.redaction.gazetteer import is_ordinary
from pipelines.rehearsal.scenario import Phi

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SEPARATORS = r"[\s,.\-()/]*"
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
# Parts of a name or a street that are ordinary words ("rose", "hill") prove nothing alone.
_PART = re.compile(r"[A-Za-z]{3,}")


def forms(phi: Phi) -> list[re.Pattern[str]]:
    """Patterns for every form in which one identifier could show."""
    if phi.type == "DOB":
        return _date_forms(phi.value)
    digits = re.sub(r"\D", "", phi.value)
    patterns = []
    if len(digits) >= 5 and phi.type not in ("EMAIL", "ADDRESS"):
        local = digits[-10:] if phi.type in ("PHONE", "FAX") else digits
        patterns += [_run(local), *([_run(local[-7:])] if len(local) == 10 else [])]
    if phi.type in ("NAME", "EMAIL", "ADDRESS", "CITY", "ORG"):
        words = [w for w in _PART.findall(phi.value) if not is_ordinary(w.lower())]
        patterns.append(re.compile(rf"\b{re.escape(phi.value)}\b", re.IGNORECASE))
        patterns += [re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE) for word in words]
        if phi.type == "NAME":
            patterns += [_spelled(word) for word in words]
    return patterns


def _run(digits: str) -> re.Pattern[str]:
    each = [f"(?:{d}|{_DIGITS[int(d)]}{'|oh' if d == '0' else ''})" for d in digits]
    return re.compile(r"(?<!\d)" + _SEPARATORS.join(each), re.IGNORECASE)


def _spelled(word: str) -> re.Pattern[str]:
    return re.compile(r"\b" + r"[\s,.\-]+".join(word) + r"\b", re.IGNORECASE)


def _date_forms(value: str) -> list[re.Pattern[str]]:
    year, month, day = value.split("-")
    name = _MONTHS[int(month) - 1]
    return [
        re.compile(rf"\b{name}\s+(?:the\s+)?{int(day)}(?:st|nd|rd|th)?\b", re.IGNORECASE),
        re.compile(rf"\b{int(day)}(?:st|nd|rd|th)?\s+(?:of\s+)?{name}\b", re.IGNORECASE),
        re.compile(rf"\b{re.escape(value)}\b"),
        re.compile(rf"\b0?{int(month)}/0?{int(day)}/(?:{year}|{year[2:]})\b"),
        re.compile(rf"\b{name}\b[^.]{{0,40}}\b{year}\b", re.IGNORECASE),
    ]


def count(phi: list[Phi], text: str) -> int:
    """How many of the identifiers show in `text`, in any form."""
    return sum(any(form.search(text) for form in forms(item)) for item in phi)
