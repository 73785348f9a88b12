"""The arguments that have business rules. Each rule gives a canonical value or says what is wrong.

The hints are read by the LLM, so none quotes a value. The context is the call's desk.
"""

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo

from compliance.tool import invalid

_OLDEST = 120  # years
_SHORTEST_MEMBER_ID = 5  # shorter ones are what is left of a number that was not heard whole
_WRITTEN = ("%Y-%m-%d", "%m/%d/%Y", "%m-%d-%Y", "%B %d %Y", "%d %B %Y", "%b %d %Y", "%d %b %Y")
_PARTIAL = re.compile(r"--?\d\d-\d\d|\d{4}-(?:00-\d\d|\d\d-00)|\d{1,2}/\d{1,2}|\d{4}(?:-\d\d)?")
_LETTERS = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]*)*[.,]?")
_TITLES = frozenset("mr mrs ms miss mx dr sr jr".split())


def _name(said: str) -> str:
    parts = unicodedata.normalize("NFC", said).split()
    if not parts or not all(map(_LETTERS.fullmatch, parts)):
        raise invalid("invalid", "the patient's first and last name, in letters")
    if sum(part.strip(".,").casefold() not in _TITLES for part in parts) < 2:
        raise invalid("incomplete", "ask for the first and the last name")
    return " ".join(parts)


def _date_of_birth(said: str, info: ValidationInfo) -> str:
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|,", " ", said)
    birth = _date(" ".join(plain.split()))
    if birth is None:
        if _PARTIAL.fullmatch(said.strip()):
            raise invalid("incomplete", "ask for month, day and year of birth")
        raise invalid("invalid", "ask for month, day and year of birth")
    today: date = info.context.today  # type: ignore[union-attr]
    age = today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
    if birth > today or age > _OLDEST:
        raise invalid("invalid", "the date of birth cannot be right; ask again")
    return birth.isoformat()


def _date(written: str) -> date | None:
    for form in _WRITTEN:
        with suppress(ValueError):
            return datetime.strptime(written, form).date()
    return None


def _phone(said: str) -> str:
    """North American numbering plan: area code and exchange start with 2 to 9, neither is N11."""
    digits = re.sub(r"\D", "", said)
    digits = digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
    if len(digits) < 10:
        raise invalid("incomplete", "ask for all ten digits, with the area code")
    if not re.fullmatch(r"(?:[2-9](?!11)\d\d){2}\d{4}", digits):
        raise invalid("invalid", "ask for the ten digits again")
    return f"+1{digits}"


def _said(text: str) -> str:
    if not text.strip():
        raise invalid("missing", "ask the caller")
    return text.strip()


def _member_id(said: str) -> str:
    """Letters and digits joined; words without a digit ("none", "on the card") are no number."""
    joined = "".join(filter(str.isalnum, said)).upper()
    if not any(map(str.isdecimal, joined)):
        return ""
    if len(joined) < _SHORTEST_MEMBER_ID:
        raise invalid("incomplete", "ask for the whole member number, or leave it out")
    return joined


def _or_nothing(value: object) -> object:
    return value if isinstance(value, str | int) else ""


def _phone_or_nothing(said: str) -> str:
    return re.sub(r"[^\d+]", "", said)


PatientName = Annotated[
    str, AfterValidator(_name), Field(description="First and last name of the patient.")
]
DateOfBirth = Annotated[
    str, AfterValidator(_date_of_birth), Field(description="The patient's date of birth.")
]
Phone = Annotated[
    str, AfterValidator(_phone), Field(description="The number to call back on, ten digits.")
]
Reason = Annotated[
    str, AfterValidator(_said), Field(description="Why the patient wants to be seen.")
]
MemberId = Annotated[
    str, AfterValidator(_member_id), Field(description="The insurance member number.")
]
# For tools that must act in any case: a number that cannot be used is left out, never a reason.
SpareNumber = Annotated[
    str, BeforeValidator(_or_nothing), AfterValidator(_phone_or_nothing),
    Field(description="The number to call back on, if known."),
]  # fmt: skip
