"""What a caller asked for, as days and hours that a time can be measured against."""

from dataclasses import dataclass
from datetime import datetime

Range = tuple[int, int]
Distance = tuple[int, int, int]


@dataclass(frozen=True)
class Option:
    """Days and hours that go together; none of a kind means that any will do.

    `days` are proleptic ordinals, `hours` minutes of the day, both inclusive ranges.
    """

    days: tuple[Range, ...] = ()
    hours: tuple[Range, ...] = ()

    def gap(self, start: datetime) -> tuple[int, int]:
        """Return how far `start` is off: in days, then in minutes of the day."""
        minute = start.hour * 60 + start.minute
        return _gap(start.toordinal(), self.days), _gap(minute, self.hours)


@dataclass(frozen=True)
class Wish:
    """Options, any of which will do, and what to avoid; an empty wish is: the soonest."""

    options: tuple[Option, ...] = ()
    avoided: tuple[Option, ...] = ()
    before: datetime | None = None  # "something earlier" than a time that was offered

    def distance(self, start: datetime) -> Distance:
        """Return (0, 0, 0) for a time that fits; the larger, the worse it fits."""
        days, minutes = min((option.gap(start) for option in self.options), default=(0, 0))
        unwanted = any(option.gap(start) == (0, 0) for option in self.avoided)
        too_late = self.before is not None and start >= self.before
        return int(unwanted) + int(too_late), days, minutes


def _gap(value: int, ranges: tuple[Range, ...]) -> int:
    return min((max(first - value, value - last, 0) for first, last in ranges), default=0)
