"""Reads the hours in a wish: clock times, parts of the day, "after four", "between two and five"."""

import re
from collections.abc import Callable

from pipelines.intake.wishes.marks import Marks, Reading
from pipelines.intake.wishes.wish import Range

_MIDNIGHT = 24 * 60
_PARTS: tuple[tuple[str, Range], ...] = (
    (r"first thing(?: in the morning)?|early(?: in the)? (?:morning|day)|early in the day", (0, 600)),
    (r"late(?:r)?(?: in the)? morning|mid(?:dle of the)? morning", (600, 719)),
    (r"early(?: in the)? afternoon|(?:right |just )?after (?:lunch|noon)(?:time)?", (721, 900)),
    (
        r"late(?:r)?(?: in the)? afternoon|(?:at the )?end of (?:the|my) (?:work ?)?day|end of day"
        r"|late(?:r)? in the day|(?:when|after) (?:school|the kids)",
        (900, 1020),
    ),
    (r"before (?:lunch|noon)(?:time)?", (0, 719)),
    (r"(?:(?:around|at|over|during|on|in) )?(?:my |the )?(?:lunch ?(?:time|hour|break)?|midday|noon)",
     (690, 810)),
    (r"(?:after|when i (?:get|am) (?:off|done|home)(?: from)?) work|evenings?|at night", (1020, 1439)),
    (r"before work", (0, 540)),
    (r"mornings?|a m|am(?= only)", (0, 719)),
    (r"afternoons?", (720, 1080)),
)  # fmt: skip
_CLOCK = (
    r"(\d{1,2})(?::([0-5]\d))?(?: ?(am|pm)| oclock)?"
    r"(?: (?:in the|at) (morning|afternoon|evening|night))?"
)
_NOT_A_TIME = r"(?!\d|th|:| ?(?:days?|weeks?|months?|hours?|minutes?|of the|or \d+ (?:day|week)))"
_CUE = r"\b(at|after|past|before|around|about|by|between|from|until|till|than|like|near|@t\d+@ (?:and|to|or|til))"


def mark_hours(text: str, marks: Marks) -> str:
    """Put marks in place of the hours in a `plain` text whose days are marked."""
    for pattern, part in _PARTS:
        text = marks.read(rf"(?<!\d )\b(?:{pattern})\b", lambda _, part=part: [part], text)  # type: ignore[misc]
    text = marks.read(r"\b(?<!@)" + _CLOCK.replace("?:([0-5]", ":([0-5]", 1), _sure, text)
    return text
