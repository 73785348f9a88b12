"""Marks: what has been read stands in the text as `@d0@`, so that the next rule can build on it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pipelines.intake.wishes.wish import Range

Reading = Iterable[Range] | None


@dataclass
class Marks:
    """The ranges read so far; `letter` tells days (`d`) from hours (`t`)."""

    letter: str
    ranges: list[Range] = field(default_factory=list)

    @property
    def pattern(self) -> str:
        """A regular expression whose one group is a mark's number."""
        return rf"@{self.letter}(\d+)@"

    def __call__(self, ranges: Iterable[Range]) -> str:
        """Keep the ranges; return their marks."""
        marks = []
        for first, last in ranges:
            marks.append(f"@{self.letter}{len(self.ranges)}@")
            self.ranges.append((first, max(first, last)))
        return " and ".join(marks)

    def within(self, text: str) -> tuple[Range, ...]:
        """Return the ranges whose marks are in `text`."""
        return tuple(self.ranges[int(found[1])] for found in re.finditer(self.pattern, text))

    def read(self, pattern: str, reading: Callable[[re.Match[str]], Reading], text: str) -> str:
        """Put marks in place of every match that has a reading; the others stay."""

        def marked(found: re.Match[str]) -> str:
            ranges = reading(found)
            return found[0] if ranges is None else f" {self(ranges)} "

        return re.sub(r"\s+", " ", re.sub(pattern, marked, text))
