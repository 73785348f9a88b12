"""What a sign of an emergency is, and the words that signs share."""

import re
from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """How the words around a sign can take it back."""

    FINDING = auto()
    """A noun or verb that a denial in front cancels: "no chest pain", "I haven't fainted"."""
    ILLNESS = auto()
    """A finding that people mostly mention as history: it must be said to be happening."""
    STATEMENT = auto()
    """A whole claim, often itself negative ("can't breathe"): only doubt about it cancels it."""


@dataclass(frozen=True)
class Sign:
    """One sign: where it stands in normalised words, and what makes it routine.

    In the patterns of signs, `~` stands for any one word that does not deny, and its space.
    """

    pattern: re.Pattern[str]
    kind: Kind
    routine: re.Pattern[str] | None = None


def finding(pattern: str, routine: str | None = None) -> Sign:
    """A sign that a denial in front cancels."""
    return _sign(Kind.FINDING, pattern, routine)


def illness(pattern: str, routine: str | None = None) -> Sign:
    """A sign that must be said to be happening now."""
    return _sign(Kind.ILLNESS, pattern, routine)


def statement(pattern: str, routine: str | None = None) -> Sign:
    """A sign that carries its own polarity."""
    return _sign(Kind.STATEMENT, pattern, routine)


def _sign(kind: Kind, pattern: str, routine: str | None) -> Sign:
    compiled = re.compile(rf"\b(?:{routine})\b") if routine else None
    words = pattern.replace("~", r"(?:(?!not |no |never |nothing )\w+ )")
    return Sign(re.compile(rf"\b(?:{words})\b"), kind, compiled)


RELATION = (
    r"(?:husband|wife|spouse|partner|fiancee?|boyfriend|girlfriend|son|daughter|kids?|child"
    r"|children|baby|newborn|infant|toddler|boy|girl|mom|mother|mum|mama|mommy|dad|father|papa"
    r"|daddy|parent|grandm\w+|granny|nana|grandp\w+|grandfather|grandson|granddaughter|brother"
    r"|sister|uncle|aunt|auntie|nephew|niece|cousin|friend|neighbou?r|roommate|coworker"
    r"|colleague|boss|man|woman|guy|lady|person|patient|student|twin|one|in law)"
)
THEM = rf"(?:he|she|they|someone|somebody|(?:my|our|the|a|this|his|her) (?:\w+ )?{RELATION}|baby)"
WHO = rf"(?:i|we|{THEM})"
WHOSE = r"(?:my|me|his|her|their|the|our|your|\w+ is)"
REFLEXIVE = r"(?:myself|himself|herself|themsel\w+|ourselves|yourself)"

# Words that may stand between a subject and what is said of it, none of which denies it.
LINK = (
    r"(?:(?:am|is|are|was|were|do|does|did|has|have|had|been|be|being|feels?|feeling|felt|looks?"
    r"|looking|goes"
    r"|got|gets?|getting|gone|going|went|turn\w*|became|becoming|start\w*|began|keeps?|just|really"
    r"|so|very|all|like|it|they|kind|sort|of|a|bit|little|to|suddenly|now|still|also|super"
    r"|extremely|completely|totally|pretty|quite|right|even|badly|seems?|too|both|much|that|up"
    r"|literally|basically|sudden|on|one|side|this|again|almost|today) )"
)
HOW = (
    r"(?:(?:really|even|just|quite|actually|ever|still|properly|hardly|barely|at all|fully|very"
    r"|so|all|want to|seem to|be able to|able to|well|currently|currently|normally|like|to) )"
)
CANNOT = (
    r"(?:cannot|can (?:hardly|barely|scarcely)|could not|could (?:barely|hardly)|unable to"
    r"|not able to|not (?:think|believe|feel like) (?:i|he|she|they|we) can"
    r"|(?:struggl|fight)\w* (?:to|for))"
)
OF_LATE = r"(?:sudden\w*|all of a sudden|out of nowhere|just (?:now|went|started))"
A_LITTLE = (
    r"a (?:little|bit|tad|touch)|slight\w*|mild\w*|somewhat|occasional\w*|sometimes|at times"
    r"|once in a while|now and then|every (?:now|so|once)|from time to time|on and off|usual\w*"
    r"|for (?:\w+ ){0,3}(?:months|years)|chronic\w*|always|controlled|lately when"
)
