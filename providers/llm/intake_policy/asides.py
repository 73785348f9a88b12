"""Turns that answer nothing and want a word before the question is asked again."""

import re
from enum import Enum, auto

from providers.llm.intake_policy.answers import says_something
from providers.llm.intake_policy.stance import plain
from providers.llm.intake_policy.topics import Topic


class Aside(Enum):
    """What such a turn is."""

    REPEAT = auto()  # say that again
    WAIT = auto()  # hold on
    BEGUN = auto()  # "my number is …"
    HERE = auto()  # still here, thank you
    OTHERS_DATA = auto()  # another patient's data, or new orders for the agent
    AUTOMATED = auto()  # are you a robot?
    QUESTION = auto()  # anything the line cannot answer
    SILENCE = auto()
    UNHEARD = auto()  # a cough, or words that were not recognised


_AUTOMATED = re.compile(
    r"\b(are you|is this|am i (speaking|talking) (to|with)) (a |an )?(real |live |actual |human )*"
    r"(robot|machine|computer|person|human|bot|ai|a\.i\.|recording)\b"
)
_REPEAT = re.compile(
    r"\b(say|ask|tell|explain) (me )?(that|it|this|the question)( \w+)? (again|once more"
    r"|differently|another way|slowly|slower)|\b(say|ask) (that|it|this) (again|differently|slowly)"
    r"|\bin another way\b|\brepeat\b(?! (prescription|script|medication|refill|visit|test))"
    r"|\bcome again\b|\bpardon\b|\bone more time\b|\bwhat (do|did) you (say|ask|mean|need|want)\b"
    r"|\b(what|which) (was|is|were) (it|that|the question|you)\b"
    r"|\b(didn't|did not|couldn't|can't|don't|do not) (\w+ )?(catch|get|hear|understand|follow)"
    r" ?(that|it|you|the question|what you|this|\W*$|,)"
    r"|\byou (broke|cut|are breaking|were breaking|'re breaking) (up|out)\b|^\W*what\W*$"
    r"|^\W*((excuse me|sorry|huh|hello|say again|i'm sorry)\W*(what)?\W*)+$"
)
_WAIT = re.compile(
    r"\b(hold|hang) on\b|\b(one|just a|a|give me a) (moment|second|sec|minute)\b(?! (ago|one))"
    r"|\bwait a\b|\blet me (get|find|look|grab|check|think|see)\b|\bbear with me\b"
)
_HERE = re.compile(
    r"\bi'?(m| am) (still )?(here|listening|there|on the line)\b|\bstill (here|listening)\b"
    r"|\bi'?(ll| will) (hold|wait)\b"
)
_BEGUN = re.compile(r"\b(my|the|is|it's|its|um|uh|and|that's|that is|would be)\W*$")
_BEGINS = frozenset({Topic.NAME, Topic.BIRTH, Topic.PHONE, Topic.MEMBER})
_QUESTION = re.compile(
    r"^\W*(well |but |and |so |um |uh )*((what|why|how|when|where|who|which)\b"
    r"(?! (i|my|we|the|he|she|they|it)\b)"
    r"|(can|could|do|will|would|should|is|are|am|does) (you|i|it|that|this|there|we|they)\b.*\?)"
)
# A reason for a visit may well come as a question ("can I see someone about my knee?").
_BACK_AT_US = re.compile(
    r"^\W*(well |but |and |so )?(why|who|how much|how long|what|do you need)\b"
)
_ASKS_TIME = re.compile(r"\b(when|what (time|day)|which day)\b")


def asks_if_automated(text: str) -> bool:
    """Whether the caller wonders what they are talking to."""
    return _AUTOMATED.search(plain(text)) is not None


def aside(text: str, asked: Topic | None) -> Aside | None:
    """How a turn that holds no answer to `asked` is to be met; None if it may be an answer."""
    said = plain(text)
    if asked is Topic.MORE and _ASKS_TIME.search(said):
        return Aside.REPEAT
    for kind, words in (
        (Aside.AUTOMATED, _AUTOMATED),
        (Aside.HERE, _HERE),
        (Aside.WAIT, _WAIT),
        (Aside.REPEAT, _REPEAT),
        (Aside.QUESTION, _BACK_AT_US if asked is Topic.REASON else _QUESTION),
    ):
        if words.search(said):
            return kind
    if asked is Topic.MORE and says_something(text):
        return Aside.QUESTION
    return Aside.BEGUN if asked in _BEGINS and _BEGUN.search(said) else None
