"""(B) Street addresses: number and street, unit, post-office box, corner."""

import re
from collections.abc import Iterator

from compliance.redaction.gazetteer import is_function
from compliance.redaction.rules.places import STATES, STREETS
from compliance.redaction.rules.rule import Rule
from compliance.redaction.turn import Turn
from compliance.redaction.types import PhiType, Span

_DOUBTFUL = frozenset(
    "drive court way circle place trail square loop plaza row run path pike crossing ridge dr ct "
    "pl cir heights broadway point park bend".split()
)
_SIDES = frozenset("north south east west northeast northwest southeast southwest n s e w ne nw se "
                   "sw".split())  # fmt: skip
_UNITS = frozenset("apartment apt unit suite floor lot room number building box".split())
_CUE = re.compile(r"\b(address|live|lives|living|reside|resides|stay(ing)? at|mail(ing)?|moved|"
                  r"house|home)\b", re.I)  # fmt: skip
_NOT_NAMES = frozenset(
    "milligrams mg times days weeks months years hours minutes percent pills units over out "
    "degrees pounds people of all am pm or a an the i my on at per every to in is was and o'clock "
    "this that half feet miles going for from with".split()
)
_NAMING = frozenset(
    "old new long high short little big good fine early last home state park".split()
)
_BOX = re.compile(r"\bp\.?\s?o\.?\s?box\b", re.I)
_CORNER = re.compile(r"\bcorner of ((?:\w+ ){1,3}and (?:\w+)(?: (?:street|avenue|road))?)", re.I)


def find(turn: Turn) -> Iterator[Span]:
    """Yield street addresses; with an address question the answer up to the city."""
    for match in turn.matches(_CORNER):
        yield Span(match.start(1), match.end(1), PhiType.ADDRESS)
    at = 0
    for match in turn.matches(_BOX):
        end = _box_end(turn, match.end())
        yield Span(match.start(), end, PhiType.ADDRESS)
        at = sum(token.start < end for token in turn.tokens)
    while at < len(turn.tokens):
        last = _street(turn, at)
        if last is None:
            at += 1
            continue
        last = _unit_end(turn, last)
        yield turn.span(at, last, PhiType.ADDRESS)
        at = last + 1


def _street(turn: Turn, first: int) -> int | None:
    """The last token of a street that starts with its number (or a ordinal name) at `first`."""
    token = turn.tokens[first]
    asked = turn.asked.wants(PhiType.ADDRESS)
    cued = asked or _CUE.search(turn.text[: token.start]) is not None
    numbered = token.digits is not None
    if numbered and first and turn.tokens[first - 1].digits is not None:
        return None
    if not numbered and not _named_street_starts(turn, first):
        return None
    at = first + 1
    while numbered and turn.word(at) and turn.tokens[at].digits is not None:
        at += 1
    if numbered and (at - first > 5 or turn.word(at) in _NOT_NAMES):
        return None
    return _street_end(turn, first, at, asked=asked, cued=cued, numbered=numbered)


def _street_end(
    turn: Turn, first: int, at: int, *, asked: bool, cued: bool, numbered: bool
) -> int | None:
    names = 0 if numbered else 1
    for here in range(at, min(at + 6, len(turn.tokens))):
        word = turn.word(here)
        if here > at and re.search(r"[.?!]\s", turn.gap(here - 1)) and len(turn.word(here - 1)) > 2:
            break
        if names and (word in STREETS or (word in _DOUBTFUL and (cued or numbered))):
            return _numbered_road(turn, here + (turn.word(here + 1) in _SIDES))
        if not _can_name(turn, here):
            break
        names += 1
    else:
        here = min(at + 6, len(turn.tokens))
    if asked and numbered and not turn.asked.confirming:
        end = here - 1 if here > at else at - 1
        digits = sum(len(t.digits or "") for t in turn.tokens[first:at])
        lone = end < at and (len(turn.tokens) - first > 3 or digits > 4)
        return None if lone else _before_city(turn, at, end)
    return None


def _before_city(turn: Turn, at: int, end: int) -> int:
    """With an unnamed kind of street ("12 birch hill, cary") the comma parts the city."""
    for here in range(at, end):
        if turn.gap(here).strip() == "," and here >= at:
            return here
    return end


def _numbered_road(turn: Turn, last: int) -> int:
    """Take in the number of "county road fourteen"."""
    while turn.word(last) in ("road", "highway", "route", "hwy") or turn.tokens[last].digits:
        if last + 1 >= len(turn.tokens) or turn.tokens[last + 1].digits is None:
            break
        last += 1
    return last


def _can_name(turn: Turn, at: int) -> bool:
    """Whether a word can be part of a street's name."""
    word = turn.word(at)
    if word in _NOT_NAMES or word in STATES:
        return False
    return not is_function(word) or word in _SIDES or word in _NAMING or _ordinal(turn, at)


def _ordinal(turn: Turn, at: int) -> bool:
    return turn.tokens[at].ordinal is not None


def _named_street_starts(turn: Turn, first: int) -> bool:
    word = turn.word(first)
    return word not in _NOT_NAMES and (_ordinal(turn, first) or not is_function(word)) and (
        turn.word(first + 1) in STREETS or turn.word(first + 2) in STREETS
    ) and turn.word(first - 1) in ("on", "at", "is", "off", "it's", "near", "")  # fmt: skip


def _unit_end(turn: Turn, last: int) -> int:
    """Take in "apartment four b"."""
    at = last + 1
    if turn.word(at) in _UNITS and turn.word(at + 1):
        at += 2 if turn.word(at + 1) not in ("number", "box") else 3
        while (
            at < len(turn.tokens)
            and (turn.tokens[at].digits or turn.tokens[at].letter)
            and (turn.word(at) not in ("a", "i") or at + 1 == len(turn.tokens))
        ):
            at += 1
        return min(at, len(turn.tokens)) - 1
    return last


def _box_end(turn: Turn, end: int) -> int:
    for token in turn.tokens:
        if token.start >= end:
            if token.digits is None:
                break
            end = token.end
    return end


RULE = Rule(
    "B",
    find,
    masks=(
        ("What is your home address?", "{61 Birch Hill Road}"),
        ("What is your home address?", "{twelve oh four west elm street apartment four b}"),
        ("What is your home address?", "{four fifty sycamore}"),
        ("", "i live at {nine maple court}"),
        ("", "send it to {p o box twelve thirty}"),
        ("", "i'm at the corner of {fifth and main}"),
        ("", "the house is on {birch street}"),
        ("What is your home address?", "it is {1427 Old Mill Rd}"),
    ),
    leaves=(
        ("", "two times a day all the way through"),
        ("", "i walk two miles on the road"),
        ("What is your home address?", "why do you need it"),
        ("", "it hurts in five or six places"),
    ),
)
