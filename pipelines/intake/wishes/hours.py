"""Reads the hours in a wish: clock times, parts of the day, "after four", "from two to five"."""

import re
from collections.abc import Callable

from pipelines.intake.wishes.marks import Marks, Reading
from pipelines.intake.wishes.wish import Range

_MIDNIGHT = 24 * 60
_PARTS: tuple[tuple[str, Range], ...] = (
    (r"1th thing(?: in the morning)?|early (?:in the )?(?:morning|day)", (0, 600)),
    (r"later? (?:in the )?morning|mid morning", (600, 719)),
    (r"early (?:in the )?afternoon", (720, 900)),
    (r"(?:(?:at )?the )?end of (?:the|my) (?:work ?)?day|late afternoon|after school", (900, 1080)),
    (r"later? in the (?:day|afternoon)", (900, 1080)),
    (r"before (?:noon|midday|lunch(?:time)?)|earlier in the day", (0, 719)),
    (r"(?:right |just |any ?time )?after (?:noon|midday|lunch(?:time)?)", (720, 1080)),
    (r"before (?:work|school)", (0, 540)),
    (r"(?:(?:at|over|during) )?(?:my |the )?(?:noon|midday|lunch(?: ?(?:time|hour))?)", (690, 810)),
    (r"after (?:i get off )?work|evenings?|at night", (1020, 1439)),
    (r"mornings?", (0, 719)),
    (r"afternoons?", (720, 1080)),
    (r"early", (0, 600)),
    (r"late", (900, 1080)),
)  # fmt: skip
_PART_OF_DAY = r"(?: (?:in the|at) (morning|afternoon|evening|night))?"
_CLOCK = rf"\b(\d{{1,2}})(?::([0-5]\d))? ?(am|pm|oclock)?{_PART_OF_DAY}\b"
_COUNTED = r"(?!th|:|\d| (?:days?|weeks?|months?|hours?|minutes?|to \d+ (?:days?|weeks?))\b)"
# What a bare number must follow to be a time; look-behind wants each at its own length.
_CUES = (
    *("at", "after", "past", "before", "around", "about", "by", "between", "from", "until", "till"),
    *("than", "like", "near", "@", "@ and", "@ or", "@ to", "@ until", "or at"),
)
_CUED = rf"(?:{'|'.join(rf'(?<={cue} )' for cue in _CUES)})(\d{{1,2}})\b{_COUNTED}"


def mark_hours(text: str, marks: Marks) -> str:
    """Put marks in place of the hours in a `plain` text whose days are marked."""
    text = marks.read(_CLOCK, _clock, text)
    for pattern, part in _PARTS:
        text = marks.read(rf"\b(?:{pattern})\b", _always(part), text)
    text = marks.read(r"\b(\d{1,2}) (?:to|until|till) (\d{1,2})\b" + _COUNTED, _from_to, text)
    for _ in range(2):  # "at three or four": the second number follows the first one's mark
        text = marks.read(_CUED, lambda found: _at(int(found[1])), text)
    return _bounded(text, marks)


def _always(part: Range) -> Callable[[re.Match[str]], Reading]:
    return lambda _: [part]


def _clock(found: re.Match[str]) -> Reading:
    hour, minute, half, part = found.groups()
    if not (minute or half or part):
        return None
    return _at(int(hour), int(minute or 0), half if half != "oclock" else "", part or "")


def _from_to(found: re.Match[str]) -> Reading:
    first, last = _at(int(found[1])), _at(int(found[2]))
    return [(first[0][0], last[0][1])] if first and last and first[0] < last[0] else None


def _at(hour: int, minute: int = 0, half: str = "", part: str = "") -> list[Range] | None:
    """Minutes of the day; without a half of the day, the one in which a clinic is open."""
    if hour > 23:
        return None
    if half == "am" or part == "morning":
        hour %= 12
    elif half == "pm" or part or 1 <= hour <= 6:
        hour = hour % 12 + 12
    return [(hour * 60 + minute, hour * 60 + minute)]


def _bounded(text: str, marks: Marks) -> str:
    hour = marks.pattern
    rules: tuple[tuple[str, Callable[..., Range]], ...] = (
        (rf"\bbetween {hour} and {hour}", lambda a, _, __, d: (a, d)),
        (rf"(?:\bfrom )?{hour} (?:to|through|until|till) {hour}", lambda a, _, __, d: (a, d)),
        (rf"\b(?:around|about|near|like|close to) {hour}|{hour} ?(?:ish|or so)\b", _around),
        (rf"\b(?:by|not? (?:later than|after)) {hour}"
         rf"|{hour} (?:or (?:before|earlier)|at the latest)", lambda _, b: (0, b)),
        (rf"\b(?:not? (?:before|earlier than)|from|starting(?: at)?) {hour}"
         rf"(?: on(?:wards?)?\b(?! @))?|{hour} (?:or (?:after|later)|onwards?|at the earliest)",
         lambda a, b: (a, _MIDNIGHT if a == b else b)),
        (rf"\b(?:before|until|till|earlier than) {hour}", lambda a, _: (0, a - 1)),
        (rf"\b(?:after|past|later than) {hour}", lambda a, b: (b + (a < b), _MIDNIGHT)),
    )  # fmt: skip
    for pattern, bound in rules:
        text = marks.read(pattern, _reading(bound, marks), text)
    return text


def _reading(bound: Callable[..., Range], marks: Marks) -> Callable[[re.Match[str]], Reading]:
    def reading(found: re.Match[str]) -> Reading:
        numbers = [int(number) for number in found.groups() if number is not None]
        return [bound(*(end for number in numbers for end in marks.ranges[number]))]

    return reading


def _around(first: int, last: int) -> Range:
    return (first - 60, last + 60) if first == last else (first, last)
