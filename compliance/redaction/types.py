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


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` of the given text."""

    start: int
    end: int
    type: PhiType


@dataclass(frozen=True)
class Redaction:
    """`redacted` is `text` with placeholders; `incomplete`: the last identifier stops short.

    `failed`: a rule raised, so the whole text is masked. That is for the audit trail.
    """

    text: str
    redacted: str
    spans: tuple[Span, ...]
    incomplete: bool
    failed: bool = False
