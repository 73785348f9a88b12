"""Dates as people say them: "may seventeenth eighty eight", "the 23rd of January", "11/8/62".

A `PartialDate` may lack its year, or all but its year; parts said later complete it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from compliance.redaction.spoken import Token, tokens

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SHORT = {name[:3]: n for n, name in enumerate(MONTHS, 1)} | {"sept": 9}
MONTH_NUMBER = {name: n for n, name in enumerate(MONTHS, 1)} | _SHORT | {"febuary": 2}
_WRITTEN = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
_ISO = re.compile(r"\b(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})\b")
_STORED = re.compile(r"(\d{4}|-)-(\d\d)-(\d\d)")
_OLDEST = 110


@dataclass(frozen=True)
class PartialDate:
    """Year, month and day; None where it was not said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def complete(self) -> bool:
        """Whether it is a day of the calendar."""
        return None not in (self.year, self.month, self.day)

    def __str__(self) -> str:
        year = f"{self.year:04d}" if self.year is not None else "-"
        return f"{year}-{self.month or 0:02d}-{self.day or 0:02d}"

    @classmethod
    def stored(cls, value: str) -> "PartialDate | None":
        """Read back what `str` gave; None if it is something else."""
        match = _STORED.fullmatch(value)
        if match is None:
            return None
        year = None if match[1] == "-" else int(match[1])
        return cls(year, int(match[2]) or None, int(match[3]) or None)

    def agrees(self, other: "PartialDate") -> bool:
        """Whether nothing contradicts that both are the same day."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(a is None or b is None or a == b for a, b in pairs)

    def with_parts_of(self, other: "PartialDate") -> "PartialDate":
        """This date, its gaps filled from the other."""
        return PartialDate(
            self.year if self.year is not None else other.year,
            self.month or other.month,
            self.day or other.day,
        )


def parse(spoken: str, *, today: date | None = None) -> PartialDate:
    """Read a date as far as it was said; two-digit years are never in the future."""
    now = today or date.today()
    written = _ISO.search(spoken)
    if written:
        return _valid(int(written[1]), int(written[2]), int(written[3]))
    written = _WRITTEN.search(spoken)
    if written:
        return _valid(_full_year(written[3], now), int(written[1]), int(written[2]))
    said = tokens(spoken)
    month = next((MONTH_NUMBER[t.word] for t in said if t.word in MONTH_NUMBER), None)
    ordinals = [t.ordinal for t in said if t.ordinal is not None]
    pieces = [t.digits for t in said if t.digits is not None]
    day = ordinals[0] if ordinals else None
    if month is None and len(ordinals) > 1:
        month = ordinals[1]
    return _assemble(pieces, month, day, now)


def year_length(said: Sequence[Token], at: int, *, birth: bool) -> int:
    """How many tokens from `at` on say a year, 0 if none does.

    Two digits count as a year from 13 on, so that a clock time behind a date is not taken in.
    """
    pieces = [t.digits for t in said[at : at + 4]]
    whole = ""
    for used, piece in enumerate(pieces, 1):
        if piece is None:
            break
        whole += piece
        if len(whole) == 4:
            return used if whole[:2] in ("18", "19", "20") else 0
        if len(whole) > 4:
            break
    first = pieces[0] if pieces else None
    if first is None:
        return 0
    if birth and first == "0" and len(pieces) > 1 and pieces[1] and len(pieces[1]) == 1:
        return 2
    return 1 if len(first) == 2 and (birth or int(first) > 12) else 0


def _assemble(pieces: list[str], month: int | None, day: int | None, now: date) -> PartialDate:
    joined = "".join(pieces)
    if month and not day and len(pieces) == 1 and len(joined) <= 2 and 1 <= int(joined) <= 31:
        return PartialDate(None, month, int(joined))  # "march 17" is a day, "march 82" a year
    if month and day:
        return _valid(_full_year(joined, now), month, day)
    wanted = "dy" if month else "my" if day and len(joined) > 4 else "y" if day else "mdy"
    best: tuple[int, PartialDate] = (-1, PartialDate(None, month, day))
    marks = {sum(map(len, pieces[:n])) for n in range(len(pieces) + 1)}
    for order in {"mdy": ("mdy", "dmy", "y", "md"), "dy": ("dy", "d", "y")}.get(wanted, (wanted,)):
        for cuts in _cuts(len(joined), order):
            found = _read(joined, order, cuts, now)
            merged = PartialDate(found.year, month or found.month, day or found.day)
            if _fits(merged, found, order):
                whole = 4 * (order == "y" and len(joined) == 4)
                score = (
                    whole
                    + 2 * sum(cut in marks for cut in cuts)
                    + ("y" in order) * 2
                    - (order == "dmy")
                )
                best = max(best, (score, merged), key=lambda pair: pair[0])
    return best[1]


def _cuts(length: int, order: str) -> Iterator[tuple[int, ...]]:
    """All ways to cut digits into the parts of `order`: one or two each, a year two or four."""
    if not order:
        if length == 0:
            yield ()
        return
    for size in (4, 2) if order[-1] == "y" else (2, 1):
        if size <= length:
            for rest in _cuts(length - size, order[:-1]):
                yield (*rest, length)


def _read(joined: str, order: str, cuts: tuple[int, ...], now: date) -> PartialDate:
    parts = {}
    start = 0
    for name, end in zip(order, cuts, strict=True):
        parts[name] = joined[start:end]
        start = end
    return PartialDate(
        _full_year(parts.get("y", ""), now),
        int(parts["m"]) if "m" in parts else None,
        int(parts["d"]) if "d" in parts else None,
    )


def _fits(merged: PartialDate, found: PartialDate, order: str) -> bool:
    month_fits = merged.month is None or 1 <= merged.month <= 12
    day_fits = merged.day is None or 1 <= merged.day <= 31
    year_fits = "y" not in order or found.year is not None
    return month_fits and day_fits and year_fits


def _full_year(said: str, now: date) -> int | None:
    if len(said) == 4 and said[:2] in ("18", "19", "20"):
        return int(said)
    if len(said) != 2:
        return None
    recent = now.year - now.year % 100 + int(said)
    return recent if recent <= now.year else recent - 100


def _valid(year: int | None, month: int, day: int) -> PartialDate:
    if month > 12 >= day:
        month, day = day, month
    fits = 1 <= month <= 12 and 1 <= day <= 31
    return PartialDate(year, month, day) if fits else PartialDate(year)


def shows_great_age(year: int, today: date | None = None) -> bool:
    """Whether a birth year tells of an age over 89 (45 CFR 164.514(b)(2)(i)(C))."""
    now = today or date.today()
    return now.year - _OLDEST - 10 <= year <= now.year - 90
