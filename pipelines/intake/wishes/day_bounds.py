"""Reads what narrows or opens days that are already marked: "late next week", "before Friday"."""

import re
from collections.abc import Callable

from pipelines.intake.wishes.calendar import FAR, Calendar
from pipelines.intake.wishes.marks import Marks, Reading
from pipelines.intake.wishes.wish import Range

_IN_THE = r"(?: in| of| on| at)?(?: the)?"
_TO = r"(?:to|through|thru|until|till)"
Bound = Callable[..., Range | None]


def bounded(text: str, calendar: Calendar, marks: Marks) -> str:
    """Put one mark in place of each bound and the days it belongs to."""
    day = marks.pattern
    today = calendar.today.toordinal()
    far = today + FAR
    rules: tuple[tuple[str, Bound], ...] = (
        (rf"\bweek (?:of|starting|beginning)(?: on)? {day}", lambda a, _: _week_of(a)),
        (rf"\bbetween {day} and {day}", _span),
        (rf"(?:\bfrom )?{day} {_TO} {day}", _span),
        (rf"\b(?:early|earlier|beginning|start|first half){_IN_THE} {day}", _early),
        (rf"\b(?:mid|middle){_IN_THE} {day}", _middle),
        (
            rf"\b(?:late|later|(?:the )?(?:end|latter part|second half)){_IN_THE} {day}",
            lambda a, b: _late(a, b, today),
        ),
        (rf"\b(?:by|not? (?:later than|after)|up to) {day}", lambda _, b: (today, b)),
        (rf"\b(?:before|until|till) {day}", lambda a, _: (today, a - 1)),
        (
            rf"\b(?:from|starting|beginning|not? (?:before|earlier than)|as of)(?: on)? {day}"
            r"(?: (?:on|onwards?|forward)\b)?",
            lambda a, _: (a, far),
        ),
        (rf"{day} (?:onwards?|or (?:later|after))\b", lambda a, _: (a, far)),
        (rf"\b(?:after|past) {day}", lambda _, b: (b + 1, far)),
    )
    for pattern, bound in rules:
        text = marks.read(pattern, _reading(bound, marks), text)
    return re.sub(rf"\b(early|late) (?:on )?({day})", r"\2 \1 in the day", text)


def _reading(bound: Bound, marks: Marks) -> Callable[[re.Match[str]], Reading]:
    """Give `bound` the first and last day of every range in the match."""

    def reading(found: re.Match[str]) -> Reading:
        ends = [end for number in found.groups() for end in marks.ranges[int(number)]]
        narrowed = bound(*ends)
        return None if narrowed is None else [narrowed]

    return reading


def _span(first: int, _: int, __: int, last: int) -> Range:
    """From the one to the other, the next such day if that lies before it."""
    while last < first:
        last += 7
    return first, last


def _early(first: int, last: int) -> Range | None:
    days = last - first
    return (first, first + (1 if days < 7 else days // 3)) if days else None


def _middle(first: int, last: int) -> Range | None:
    days = last - first
    if days >= 7:
        return first + days // 3, last - days // 3
    return (first + 1, first + 3) if days else None


def _late(first: int, last: int, today: int) -> Range | None:
    """The later part of what is left; of a week, its working days from Wednesday on."""
    if first == last:
        return None
    if last - first >= 7:
        return max(last - 7, today), last
    friday = first + 4
    if today >= friday:  # nothing is left of this one
        return first + 9, friday + 7
    return min(max(first + 2, today + 2), friday), friday


def _week_of(day: int) -> Range:
    monday = day - (day - 1) % 7
    return monday, monday + 6
