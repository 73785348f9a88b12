"""The days that words can mean, seen from today."""

from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.intake.wishes.wish import Range

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
FAR = 366  # days; no clinic plans further


@dataclass(frozen=True)
class Calendar:
    """`today`, and the day of the `reference`: the time last offered, or today."""

    today: date
    reference: date

    def ahead(self, first: int, last: int | None = None) -> Range:
        """The days from `first` to `last` days ahead of today."""
        day = self.today.toordinal()
        return day + first, day + (first if last is None else last)

    def week(self, offset: int, day: date | None = None) -> Range:
        """Monday to Sunday of the calendar week `offset` weeks after that of `day`."""
        day = day or self.today
        monday = day.toordinal() - day.weekday() + 7 * offset
        return monday, monday + 6

    def in_week(self, weekday: str, offset: int) -> Range:
        """One day of the calendar week `offset` weeks ahead."""
        day = self.week(offset)[0] + WEEKDAYS.index(weekday)
        return day, day

    def coming(self, weekday: str, weeks: int = 0) -> Range:
        """The weekday that comes next (today counts), and so many weeks later."""
        return self.ahead((WEEKDAYS.index(weekday) - self.today.weekday()) % 7 + 7 * weeks)

    def month(self, offset: int) -> Range:
        """The whole month `offset` months ahead."""
        years, month = divmod(self.today.month - 1 + offset, 12)
        first = date(self.today.year + years, month + 1, 1)
        following = (first + timedelta(days=31)).replace(day=1)
        return first.toordinal(), following.toordinal() - 1

    def named_month(self, name: str) -> Range:
        """The month of that name that comes next (this one counts)."""
        return self.month((MONTHS.index(name) + 1 - self.today.month) % 12)

    def date(self, month: int, day: int, year: int | None = None) -> tuple[Range] | None:
        """That date, of the coming year if its own is missing or past; None if there is none."""
        for candidate in (year, self.today.year, self.today.year + 1):
            try:
                found = date(candidate or self.today.year, month, day)
            except ValueError:
                continue
            if found >= self.today:
                return ((found.toordinal(), found.toordinal()),)
        return None

    def day_of_month(self, day: int) -> tuple[Range] | None:
        """The next day with that number."""
        for offset in range(3):
            first, last = self.month(offset)
            if self.today.toordinal() <= first + day - 1 <= last and day:
                return ((first + day - 1, first + day - 1),)
        return None
