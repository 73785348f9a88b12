"""Canonical values for tools, and forms that a synthesiser reads well."""

import re
from datetime import date

from compliance.redaction.spoken import tokens
from compliance.redaction.types import PhiType

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DIGIT_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_HEARD_AS_LETTER = {
    "our": "r", "are": "r", "see": "c", "you": "u", "why": "y", "be": "b", "jay": "j",
    "kay": "k", "okay": "k", "tea": "t", "pea": "p", "em": "m", "en": "n",
}  # fmt: skip
_FILLER = frozenset("uh um er and then so its it's is".split())
_DATES = (PhiType.DOB, PhiType.DATE)
_IDS = (PhiType.INSURANCE_ID, PhiType.MRN, PhiType.OTHER_ID, PhiType.LICENSE, PhiType.ACCOUNT)


def canonical(type: PhiType, spoken: str) -> str:
    """Return the value that tools get: E.164, ISO date, joined e-mail, `Rebecca Lawson`."""
    if type in (PhiType.PHONE, PhiType.FAX):
        return phone(digits_and_letters(spoken, letters=False))
    if type in _DATES:
        return iso_date(spoken)
    if type is PhiType.EMAIL:
        return email(spoken)
    if type in (PhiType.ZIP, PhiType.SSN, PhiType.AGE_OVER_89):
        return digits_and_letters(spoken, letters=False)
    if type in _IDS:
        return digits_and_letters(spoken, letters=True).upper()
    words = re.findall(r"[^\s,.;!?]+", spoken)
    if type is PhiType.ADDRESS:
        return " ".join(t.capitalize() if t.isalpha() else t for t in _numbers_written(spoken))
    return " ".join(word[:1].upper() + word[1:] for word in words)


def digits_and_letters(spoken: str, *, letters: bool) -> str:
    """Join what was said digit by digit (and letter by letter)."""
    joined = ""
    for token in tokens(spoken):
        if token.value is not None:
            joined += token.value
        elif letters and len(token.word) == 1:
            joined += token.word
        elif letters and token.word in _HEARD_AS_LETTER:
            joined += _HEARD_AS_LETTER[token.word]
        elif letters and token.word not in _FILLER and len(token.word) <= 4:
            joined += token.word
    return joined


def phone(digits: str) -> str:
    """E.164 for ten digits (NANP); fewer or more stay as they are and count as incomplete."""
    if len(digits) == 11 and digits[0] == "1":
        digits = digits[1:]
    return f"+1{digits}" if len(digits) == 10 else digits


def email(spoken: str) -> str:
    """Join a spoken address: "our lawson at example dot net" is rlawson@example.net."""
    text = spoken.lower().strip(" .,!?")
    text = re.sub(r"\s+at\s+", "@", text, count=1)
    text = re.sub(r"\s+dot\s+", ".", text)
    text = re.sub(r"\s+underscore\s+", "_", text)
    text = re.sub(r"\s+(?:dash|hyphen)\s+", "-", text)
    local, _, domain = text.partition("@")
    words = local.split()
    heard = [_HEARD_AS_LETTER.get(w, w) if len(words) > 1 else w for w in words]
    return f"{''.join(heard)}@{domain.replace(' ', '')}"


def iso_date(spoken: str, *, today: date | None = None) -> str:
    """ISO date, or what there is of it (`--05-17`) when the year was not said."""
    written = re.search(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b", spoken)
    if written:
        return _iso(int(written[3]), int(written[1]), int(written[2]), written[3], today)
    month, day, rest = None, None, ""
    for token in tokens(spoken):
        if token.word in MONTHS or token.word[:3] in [m[:3] for m in MONTHS if token.word == m[:3]]:
            month = [m[:3] for m in MONTHS].index(token.word[:3]) + 1
        elif token.ordinal is not None and day is None:
            day = token.ordinal
        elif token.value is not None:
            rest += token.value
    if day is None and rest and month:
        day_digits = rest[:-4] if len(rest) > 4 else rest[:2] if len(rest) <= 2 else rest[:-2]
        day, rest = int(day_digits or 0), rest[len(day_digits) :]
    if month is None and len(rest) in (5, 6, 7, 8) and day is None:
        return rest
    return _iso(int(rest) if rest else None, month, day, rest, today)


def _iso(
    year: int | None, month: int | None, day: int | None, said: str, today: date | None
) -> str:
    if year is not None and len(said) <= 2:
        year += 2000 if year <= (today or date.today()).year % 100 else 1900
    front = f"{year:04d}" if year is not None else "-"
    return f"{front}-{month or 0:02d}-{day or 0:02d}"


def is_complete(type: PhiType, value: str) -> bool:
    """Whether nothing is missing: ten digits of a phone, year, month and day of a birth."""
    if type in (PhiType.PHONE, PhiType.FAX):
        return value.startswith("+1")
    if type is PhiType.DOB:
        return re.fullmatch(r"\d{4}-(?!00)\d\d-(?!00)\d\d", value) is not None
    if type is PhiType.ZIP:
        return len(value) in (5, 9)
    if type is PhiType.SSN:
        return len(value) in (4, 9)
    return True


def speakable(type: PhiType, value: str) -> str:
    """Return the words a synthesiser should say for a canonical value."""
    if type in (PhiType.PHONE, PhiType.FAX):
        d = value.removeprefix("+1")
        groups = (d[:3], d[3:6], d[6:]) if len(d) == 10 else (d,)
        return ", ".join(" ".join(_DIGIT_WORDS[int(c)] for c in group) for group in groups)
    if type in _DATES and (match := re.fullmatch(r"(\d{4}|-)-(\d\d)-(\d\d)", value)):
        return _spoken_date(match)
    if type is PhiType.EMAIL:
        return value.replace("@", " at ").replace(".", " dot ")
    if type in (*_IDS, PhiType.ZIP, PhiType.SSN):
        return " ".join(_DIGIT_WORDS[int(c)] if c.isdigit() else c for c in value)
    return value


def _spoken_date(match: re.Match[str]) -> str:
    month = MONTHS[int(match[2]) - 1].capitalize() if 1 <= int(match[2]) <= 12 else ""
    day = f" {int(match[3])}" if int(match[3]) else ""
    year = f", {match[1]}" if match[1] != "-" else ""
    return f"{month}{day}{year}".strip(" ,")


def _numbers_written(spoken: str) -> list[str]:
    words: list[str] = []
    for token in tokens(spoken):
        if token.value is not None and words and words[-1].isdigit():
            words[-1] += token.value
        else:
            words.append(token.value or token.word)
    return words
