"""What a system finds, and the talk it finds it in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Found:
    """Characters `start` to `end` are masked as one of `types`: several if a type is coarser."""

    start: int
    end: int
    types: frozenset[str]


class Talk(Protocol):
    """One dialogue with a system, turn by turn; it never hears what comes later."""

    def agent(self, text: str) -> None:
        """Take what the agent said."""

    def caller(self, text: str) -> list[Found]:
        """Say what is to be masked in what the caller said."""


def apart(found: Iterable[Found], text: str) -> list[Found]:
    """The same characters without overlaps, what comes first first: it keeps its whole extent.

    What comes later keeps what is left of it, unless no letter or digit is.
    """
    kept: list[Found] = []
    for one in found:
        for start, end in _outside(one.start, one.end, kept):
            if any(map(str.isalnum, text[start:end])):
                kept.append(Found(start, end, one.types))
    return sorted(kept, key=lambda one: one.start)


def _outside(start: int, end: int, kept: list[Found]) -> list[tuple[int, int]]:
    pieces = []
    for other in sorted(kept, key=lambda one: one.start):
        if other.start < end and start < other.end:
            if start < other.start:
                pieces.append((start, other.start))
            start = other.end
    return [*pieces, (start, end)] if start < end else pieces
