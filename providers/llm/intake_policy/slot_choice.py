"""Which of the offered slots the caller takes, or what they would rather have."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from providers.llm.intake_policy.stance import plain, stance

Slot = Mapping[str, Any]


@dataclass(frozen=True)
class Choice:
    """`slot_id` taken, or `refused` with the `wish` that came with it; neither if unclear."""

    slot_id: str = ""
    refused: bool = False
    wish: str = ""


_DAYS = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("today", "tomorrow"),
)
_HOURS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_HOUR = {word: value for value, word in enumerate(_HOURS, 1)}
_MINUTES = {"fifteen": 15, "thirty": 30, "forty five": 45, "forty-five": 45}
_ORDINALS = (
    r"\b(first|1st|former|option one|number one|option a)\b",
    r"\b(second|2nd|latter|option two|number two|option b)\b",
    r"\b(third|3rd|option three|number three)\b",
)
_SIDES = {
    r"\bthe (earlier|earliest|sooner)( (one|time|slot))?\b|\b(soonest|first available|asap)\b": 0,
    r"\bthe (later|latest|last)( (one|time|slot))?$": -1,
}
_NEGATES = re.compile(r"\b(no|not|neither|none|nope|nah|\w+n't|cannot|instead of|rather than)\b")
_OTHERS = re.compile(
    r"\b(else|another|other|others|more|anything|something|different|do you have|have you got"
    r"|is there)\b"
)
_ANY = re.compile(
    r"\b(either|any ?(one|thing|time)? (works?|of (those|these|them)|is|will)|whichever|both"
    r"|whatever|you (choose|pick))\b"
)
_DAYTIME = r"(morning|afternoon|evening|night|noon|lunch)s?"
_AT = r"( (at|around|after|before|by) [a-z0-9: ]{1,20}?( (a\.?m|p\.?m|o'clock)\b)?)?"
_WISH = re.compile(
    r"\b(the )?(soonest|earliest|first available|next available|asap|as soon as possible"
    r"|right away)"
    r"|\b(later|early|earlier|end|middle|beginning) (on )?(in|of|next|this) (the |this |next )?week"
    rf"|\b((next|this|on|any) )?({'|'.join(_DAYS)})( {_DAYTIME})?{_AT}"
    rf"|\b(next|this|any day (this|next)) (week|month)|\b(in the|any|some) {_DAYTIME}"
    r"|\bafter (lunch|work|school|noon|\w+ (a\.?m|p\.?m|o'clock))|\b\w+ (days|weeks) from now"
    rf"|\b(sooner|later|earlier|weekend|weekday|{_DAYTIME})\b"
)
_CLAUSES = re.compile(
    r"[,;?!]|\.(?!m\b)| but | and (?!a half)|\bso\b|^\W*(?:no|nope|nah)\b"
    r"|(?<=one)(?= the (?:first|second|third)\b)"
)


def wish_in(text: str) -> str:
    """The wished-for time in the caller's words ("later in the week"); empty if there is none."""
    kept = [clause for clause in _CLAUSES.split(plain(text)) if not _NEGATES.search(clause)]
    found = (_WISH.search(clause) for clause in kept)
    return " ".join(match[0].strip() for match in found if match)


def choose(text: str, slots: Sequence[Slot]) -> Choice:
    """Read the answer to an offer of `slots`, clause by clause.

    Clauses that deny something choose nothing: "not the first one, the second" is the second.
    """
    clauses = [clause.strip() for clause in _CLAUSES.split(plain(text))]
    kept = [clause for clause in clauses if clause and not _NEGATES.search(clause)]
    for clause in kept:
        place, several = _place(clause, slots)
        if place is not None:
            return Choice(slot_id=str(slots[place]["slot_id"]))
        if several:
            return Choice()
    agrees = (stance(text) and len(slots) == 1) or any(_ANY.search(clause) for clause in kept)
    wish = wish_in(text)
    if wish or stance(text) is False or any(_OTHERS.search(clause) for clause in kept):
        return Choice(refused=True, wish=wish)
    return Choice(slot_id=str(slots[0]["slot_id"])) if agrees else Choice()


def _place(clause: str, slots: Sequence[Slot]) -> tuple[int | None, bool]:
    """Index of the slot the clause points at by day, time or place; True if it fits several."""
    for place, words in enumerate(_ORDINALS):
        if place < len(slots) and re.search(words, clause) and not _OTHERS.search(clause):
            return place, False
    named = [at for at, slot in enumerate(slots) if _names(clause, str(slot["when"]))]
    if named:
        return (named[0], False) if len(named) == 1 else (None, True)
    for words, place in _SIDES.items():
        if re.search(words, clause) and not _OTHERS.search(clause):
            return place % len(slots), False
    return None, False


def _names(clause: str, when: str) -> bool:
    """Whether all the days and times that the clause names are the slot's."""
    said, slot = _day_and_times(clause), _day_and_times(plain(when))
    if not any(said):
        return False
    return said[0] <= slot[0] and said[1] <= slot[1] and said[2] <= slot[2]


def _day_and_times(text: str) -> tuple[set[str], set[tuple[int, int]], set[str]]:
    text = re.sub(r"\bhalf past (\w+)", r"\1 thirty", text)
    text = re.sub(r"(?<!at )(?<!around )\bone\b(?! (thirty|fifteen|o'clock|p\.?m))", "", text)
    days = {day for day in _DAYS if re.search(rf"\b{day}\b", text)}
    halves = set(re.findall(r"\b(morning|afternoon)\b", text))
    times = {(int(hour), int(minute)) for hour, minute in re.findall(r"\b(\d\d?):(\d\d)\b", text)}
    for hour in re.findall(r"(?<!:)\b(\d\d?)(?= ?(?:a\.?m|p\.?m|o'clock)\b)", text):
        times.add((int(hour), 0))
    spoken = rf"\b({'|'.join(_HOURS)})(?: (thirty|fifteen|forty[- ]five))?\b"
    for hour, minute in re.findall(spoken, text):
        times.add((_HOUR[hour], _MINUTES.get(minute, 0)))
    if re.search(r"\d ?a\.?m\b", text):
        halves.add("morning")
    if re.search(r"\d ?p\.?m\b", text):
        halves.add("afternoon")
    return days, times, halves
