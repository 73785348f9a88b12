"""Reads the days in a wish: dates, weekdays, weeks, "in three days", "before Friday"."""

import re
from collections.abc import Callable

from pipelines.intake.wishes.calendar import MONTHS, WEEKDAYS, Calendar
from pipelines.intake.wishes.day_bounds import bounded
from pipelines.intake.wishes.marks import Marks, Reading

_WD = rf"({'|'.join(WEEKDAYS)}|mon|tues?|wed|thur?s?|fri)"
_MONTH = f"({'|'.join(MONTHS)})"
_CLEAR_MONTH = f"({'|'.join(name for name in MONTHS if name not in ('march', 'may'))})"
_N = r"(\d{1,2}|an?(?: few)?|few)"
_LENGTH = {"day": 1, "week": 7, "month": 30}
_NOT_A_DAY = r"(?! (?:1|slot|option|appointment|available|time|choice|offer|thing|week|half|open))"

Rule = tuple[str, Callable[[re.Match[str], Calendar], Reading]]

_DATES: tuple[Rule, ...] = (
    (r"\b(20\d\d)-(\d\d)-(\d\d)\b", lambda m, c: c.date(int(m[2]), int(m[3]), int(m[1]))),
    (r"--(\d\d)-(\d\d)\b", lambda m, c: c.date(int(m[1]), int(m[2]))),
    (r"\b(\d{1,2})/(\d{1,2})(?:/\d+)?\b", lambda m, c: c.date(int(m[1]), int(m[2]))),
    (
        rf"\b{_MONTH} (?:the )?(\d{{1,2}})(?:th)?\b(?!:)(?: 20\d\d\b)?",
        lambda m, c: c.date(MONTHS.index(m[1]) + 1, int(m[2])),
    ),
    (
        rf"\b(?:the )?(\d{{1,2}})(?:th)?(?: of)? {_MONTH}\b(?: 20\d\d\b)?",
        lambda m, c: c.date(MONTHS.index(m[2]) + 1, int(m[1])),
    ),
    (rf"\bthe (\d{{1,2}})th\b{_NOT_A_DAY}", lambda m, c: c.day_of_month(int(m[1]))),
)
_WEEKDAYS: tuple[Rule, ...] = (
    (rf"\b(\d|a) weeks? from (?:this )?{_WD}\b", lambda m, c: [c.coming(_day(m[2]), _n(m[1]))]),
    (
        rf"\b{_WD} in (\d|a) weeks?(?: time)?\b",
        lambda m, c: [c.in_week(_day(m[1]), _n(m[2]))],
    ),
    (rf"\b{_WD} (?:of |in )?(?:the )?week after next\b", lambda m, c: [c.in_week(_day(m[1]), 2)]),
    (rf"\b{_WD} after next\b", lambda m, c: [c.coming(_day(m[1]), 1)]),
    (rf"\bnext {_WD}s?\b", lambda m, c: [c.in_week(_day(m[1]), 1)]),
    (
        rf"\b(?:(?:any|every|each|some|a) {_WD}s?|{_WD}s)\b",
        lambda m, c: [c.coming(_day(m[1] or m[2]), weeks) for weeks in range(6)],
    ),
    (
        rf"\b(?:this |the )?(?:coming )?{_WD}(?: (?:of |in )?this week)?\b",
        lambda m, c: [c.coming(_day(m[1]), weeks) for weeks in (0, 1) if _is_new(m[1], c, weeks)],
    ),
)
_RELATIVE: tuple[Rule, ...] = (
    (r"\b(?:the )?day after tomorrow\b", lambda _, c: [c.ahead(2)]),
    (r"\b(?:a|1) week from tomorrow\b", lambda _, c: [c.ahead(8)]),
    (r"\btomorrow\b", lambda _, c: [c.ahead(1)]),
    (r"\btoday\b(?<!from today)|\bthis (?=morning|afternoon|evening)", lambda _, c: [c.ahead(0)]),
    (r"\b(?:the )?(?:same|that) day\b", lambda _, c: [_after(c, 0)]),
    (r"\b(?:the )?(?:(?:next|following) day|day after)\b", lambda _, c: [_after(c, 1)]),
    (r"\b(?:the )?week after next\b", lambda _, c: [c.week(2)]),
    (
        r"\b(?:the )?(?:following week|week after(?: that)?)\b",
        lambda _, c: [c.week(1, c.reference)],
    ),
    (r"\bnext weekend\b", lambda _, c: [(c.week(1)[0] + 5, c.week(1)[1])]),
    (r"\b(?:this |the |a )?weekends?\b", lambda _, c: [(c.week(0)[0] + 5, c.week(0)[1])]),
    (r"\bnext week\b", lambda _, c: [c.week(1)]),
    (r"\bthis week\b|\b(?:in|of) the week\b", lambda _, c: [c.week(0)]),
    (r"\bnext month\b", lambda _, c: [c.month(1)]),
    (r"\bthis month\b|\b(?:in|of) the month\b", lambda _, c: [c.month(0)]),
    (rf"\b{_CLEAR_MONTH}\b|\b(?:in|of) (march|may)\b", lambda m, c: [c.named_month(m[1] or m[2])]),
    (
        rf"\b(?:within|(?:in |over |during )?the (?:next|coming)|next) {_N} (day|week|month)s?\b",
        lambda m, c: [c.ahead(0, _n(m[1]) * _LENGTH[m[2]])],
    ),
    (
        rf"\b(?:in (?:about )?)?{_N} (day|week|month)s? (?:from (?:now|today)|out|away|later)\b",
        lambda m, c: [_in(c, m[1], m[2])],
    ),
    (rf"\bin (?:about )?{_N} (day|week|month)s?\b", lambda m, c: [_in(c, m[1], m[2])]),
)


def mark_days(text: str, calendar: Calendar, marks: Marks) -> str:
    """Put marks in place of the days in a `plain` text."""
    text = _read(text, _DATES, calendar, marks)
    text = re.sub(rf"\b{_WD} (?:on )?(?:the )?(?=@d)", "", text)  # "Thursday, December third"
    text = _read(_with_its_week(text), (*_WEEKDAYS, *_RELATIVE), calendar, marks)
    return bounded(text, calendar, marks)


def _read(text: str, rules: tuple[Rule, ...], calendar: Calendar, marks: Marks) -> str:
    for pattern, reading in rules:
        text = marks.read(pattern, lambda found, read=reading: read(found, calendar), text)  # type: ignore[misc]
    return text


def _with_its_week(text: str) -> str:
    """Spread "next" over a list of weekdays: "Monday or Tuesday next week", "next Mon or Tue"."""
    if re.search(rf"\bnext week\b.*\b{_WD}\b|\b{_WD}\b.*\bnext week\b", text):
        text = re.sub(r"\b(?:of |in )?next week\b(?: on\b)?", "", text)
        return re.sub(rf"\b(?:next )?{_WD}(s?)\b", r"next \1\2", text)
    return re.sub(rf"\b(next {_WD}) (or|and) {_WD}\b", r"\1 \3 next \4", text)


def _day(name: str) -> str:
    return next(day for day in WEEKDAYS if day.startswith(name[:3]))


def _is_new(name: str, calendar: Calendar, weeks: int) -> bool:
    """A weekday is the coming one; on that very day it may also be that of next week."""
    return weeks == 0 or calendar.coming(_day(name)) == calendar.ahead(0)


def _n(words: str) -> int:
    return int(words) if words.isdigit() else 3 if "few" in words else 1


def _in(calendar: Calendar, words: str, unit: str) -> tuple[int, int]:
    ahead = _n(words) * _LENGTH[unit]
    return calendar.ahead(ahead, ahead + 2 if "few" in words else ahead)


def _after(calendar: Calendar, days: int) -> tuple[int, int]:
    day = calendar.reference.toordinal() + days
    return day, day
