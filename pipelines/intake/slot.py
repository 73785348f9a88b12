"""One open time, and how it is said: clear to the ear, and without a calendar date.

A date would be masked on its way to the model zone; weekdays and clock times are not.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipelines.intake.wishes.calendar import WEEKDAYS


@dataclass(frozen=True)
class Slot:
    """`starts` is the clinic's wall clock; `when` is speakable."""

    id: str
    starts: datetime
    when: str


def spoken_time(starts: datetime, today: date) -> str:
    """Say a time as seen from `today`: "tomorrow at 9:30 AM", "Thursday of next week at …"."""
    half = "AM" if starts.hour < 12 else "PM"
    return f"{_day(starts.date(), today)} at {starts.hour % 12 or 12}:{starts.minute:02d} {half}"


def _day(day: date, today: date) -> str:
    name = WEEKDAYS[day.weekday()].capitalize()
    weeks, rest = divmod((day - today).days, 7)
    if weeks == 0:
        return {0: "today", 1: "tomorrow"}.get(rest, name)
    next_monday = today + timedelta(days=7 - today.weekday())
    if day < next_monday + timedelta(days=7):
        return f"{name} of next week"
    if rest == 0:
        return f"{name} in {weeks} weeks"
    return f"a week from {name}" if weeks == 1 else f"{weeks} weeks from {name}"
