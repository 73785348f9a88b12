"""Typed placeholders in a text of the model zone, for instance `[PHONE_2]`."""

import re
from dataclasses import dataclass

from compliance.redaction.placeholders import PLACEHOLDER

NAMES = re.compile(r"\[NAME_\d+\](?: \[NAME_\d+\])*")


@dataclass(frozen=True)
class Placeholder:
    """One placeholder as it stands in a text."""

    kind: str
    number: int
    incomplete: bool

    def __str__(self) -> str:
        return f"[{self.kind}_{self.number}]"


def placeholders(text: str) -> tuple[Placeholder, ...]:
    """Every placeholder in the order spoken."""
    return tuple(
        Placeholder(found[1], int(found[2]), bool(found[3])) for found in PLACEHOLDER.finditer(text)
    )


def last_complete(text: str, *kinds: str) -> str:
    """The last whole value of the first of `kinds` that occurs; empty if none does.

    A corrected value follows the wrong one, so the last is meant.
    """
    found = placeholders(text)
    for kind in kinds:
        for value in reversed(found):
            if value.kind == kind and not value.incomplete:
                return str(value)
    return ""


def stops_short(text: str, *kinds: str) -> bool:
    """Whether a value of `kinds` was begun and not finished."""
    return any(value.incomplete and value.kind in kinds for value in placeholders(text))
