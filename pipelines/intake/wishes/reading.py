"""From a caller's words to a Wish, in any wording; what is not understood leaves it open."""

import re
from datetime import datetime

from pipelines.intake.wishes.calendar import Calendar
from pipelines.intake.wishes.days import mark_days
from pipelines.intake.wishes.hours import mark_hours
from pipelines.intake.wishes.marks import Marks
from pipelines.intake.wishes.wish import Option, Range, Wish
from pipelines.intake.wishes.words import plain

_LONGEST = 400  # characters; a wish is a sentence, and the patterns stay fast
_NO_WISH = re.compile(
    r"\b(?:(?:as )?(?:soon|early|quick)(?:ly)?(?: as)? (?:possible|you can|u can)|asap|soonest"
    r"|earliest (?:possible|available|1|you have|appointment|slot|time)"
    r"|any ?time(?= you| is| works)|whenever|right away|(?:any |on )?week ?days?)\b"
)
_MARK = r"@[dt]\d+@"
_LIST = rf"{_MARK}(?: (?:(?:or|and|nor|on|in|at|the) )*{_MARK})*"
_AVOIDED = (
    rf"(?<!why )(?<!if )\b(?:not|except(?: for)?|other than|any ?(?:thing|time|day)? but"
    rf"|cant|cannot|avoid|besides|without|no|never|nothing|isnt|dont|wont|wouldnt)"
    rf"(?: (?:on|in|at|the|a|do|for|be|too|make|come|want|like|work|any|so))* ({_LIST})",
    rf"({_LIST}) (?:(?:really|just|probably) )?(?:doesnt|does not|dont|do not|wont|will not|isnt"
    r"|is not|arent|are not|cant|cannot|(?:is|are) (?:bad|no good|out|impossible|too))\b",
)
_OR = re.compile(r"\b(?:or|nor|otherwise|alternatively|if not)\b")
_EARLIER = re.compile(r"(?<!no )\b(?:earlier|sooner|before (?:that|then))\b(?! (?:the|than))")


def understand(text: str, now: datetime, reference: datetime | None = None) -> Wish:
    """Read a wish. `now` is the clinic's wall clock; `reference` the time that was last offered."""
    days, hours = Marks("d"), Marks("t")
    calendar = Calendar(now.date(), (reference or now).date())
    marked = _NO_WISH.sub(" ", plain(text[:_LONGEST].replace("@", " ")))
    marked = mark_hours(mark_days(marked, calendar, days), hours)
    avoided: list[Option] = []
    for pattern in _AVOIDED:
        for found in re.finditer(pattern, marked):
            avoided += [_option(part, days, hours) for part in re.split(_OR, found[1])]
        marked = re.sub(pattern, " ", marked)
    options = _shared([_option(part, days, hours) for part in _OR.split(marked)])
    earlier = reference is not None and _EARLIER.search(marked)
    return Wish(options, tuple(avoided), reference if earlier else None)


def _option(text: str, days: Marks, hours: Marks) -> Option:
    return Option(_narrowed(days.within(text)), _narrowed(hours.within(text)))


def _narrowed(ranges: tuple[Range, ...]) -> tuple[Range, ...]:
    """Ranges that overlap narrow each other ("Friday", "after four"); others add up."""
    kept: list[Range] = []
    for first, last in ranges:
        common = [(max(first, a), min(last, b)) for a, b in kept if first <= b and a <= last]
        kept = common or [*kept, (first, last)]
    return tuple(kept)


def _shared(options: list[Option]) -> tuple[Option, ...]:
    """Fill in what was said once: "Tuesday morning or afternoon", "Monday or Tuesday at nine"."""
    said = [option for option in options if option.days or option.hours]
    for at in range(1, len(said)):
        said[at] = Option(said[at].days or said[at - 1].days, said[at].hours)
    for at in reversed(range(len(said) - 1)):
        said[at] = Option(said[at].days, said[at].hours or said[at + 1].hours)
    return tuple(said)
