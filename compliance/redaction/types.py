"""The types of PHI that are masked, after 45 CFR 164.514(b)(2), and what redaction returns."""

from dataclasses import dataclass
from enum import StrEnum, auto


class PhiType(StrEnum):
    """What a placeholder stands for; the value is the name."""

    @staticmethod
    def _generate_next_value_(name: str, *_: object) -> str:
        return name

    NAME = auto()
    DOB = auto()
    DATE = auto()
    AGE_OVER_89 = auto()
    PHONE = auto()
    FAX = auto()
    EMAIL = auto()
    SSN = auto()
    MRN = auto()
    INSURANCE_ID = auto()
    ACCOUNT = auto()
    LICENSE = auto()
    VEHICLE = auto()
    DEVICE = auto()
    URL = auto()
    IP = auto()
    ADDRESS = auto()
    CITY = auto()
    ZIP = auto()
    ORG = auto()
    OTHER_ID = auto()


DATES = (PhiType.DOB, PhiType.DATE)
PHONES = (PhiType.PHONE, PhiType.FAX)
CODES = (PhiType.INSURANCE_ID, PhiType.MRN, PhiType.OTHER_ID, PhiType.LICENSE, PhiType.ACCOUNT,
         PhiType.VEHICLE, PhiType.DEVICE)  # fmt: skip
NUMBERS = (PhiType.ZIP, PhiType.SSN)
NUMBERED = frozenset((*CODES, *NUMBERS, *PHONES))
"""What is told as digits, or digits and letters: one value may be read as several of these."""


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` of the given text."""

    start: int
    end: int
    type: PhiType


MASKED = "[OTHER_ID_0]"
"""What stands for text that could not be redacted; no vault gives this placeholder out."""


class Continuation(StrEnum):
    """Whether the caller will go on after a pause, as far as the words tell."""

    NONE = auto()
    POSSIBLE = auto()
    """The words end in something of no fixed length: a spelled name, a member number, a street."""
    CERTAIN = auto()
    """The last identifier stops short, or the one that was asked for has not begun."""


@dataclass(frozen=True)
class Redaction:
    """`redacted` is `text` with placeholders; `continuation`: whether more of it will follow.

    `failed`: a rule raised, so the whole text is masked. That is for the audit trail.
    """

    text: str
    redacted: str
    spans: tuple[Span, ...]
    continuation: Continuation
    failed: bool = False
