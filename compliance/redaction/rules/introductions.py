"""(A) Names of ordinary words, where the words around them say that they are names.

"Joy", "Mark Young", "Hunter Price" are in every dictionary; only "my name is", a relative before
them or "speaking" behind them tells.
"""

import re
from collections.abc import Iterator

from compliance.redaction.gazetteer import (
    is_clinical,
    is_function,
    is_given_name,
    is_ordinary,
    is_surname,
)
from compliance.redaction.rules.rule import Rule
from compliance.redaction.turn import Turn
from compliance.redaction.types import PhiType, Span

_NAMED = re.compile(r"\b(?:name(?:'s| is|:)|named)\s+$", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:my|his|her|our) (?:\w+ )?(?:wife|husband|son|daughter|mother|mom|father|dad|brother|"
    r"sister|partner|friend|neighbor|boss|aunt|uncle|cousin|niece|nephew|grandson|granddaughter|"
    r"kid|fiance|fiancee|boyfriend|girlfriend|roommate|caregiver)\s+$",
    re.IGNORECASE,
)
_SELF = re.compile(r"\b(?:i'm|i am)\s+$", re.IGNORECASE)
_LEADS = frozenset("yes yeah yep hi hello hey well so uh um this is it's good morning "
                   "afternoon okay sure".split())  # fmt: skip
_SAID = frozenset("says said told thinks".split())
_BEFORE_SAID = frozenset("and but because so that when then while if as".split()) | {""}
_GOES_ON = frozenset("and i i'm i've i'd my calling".split())
# Given names that say how somebody is.
_HOW = frozenset("gay rich frank happy merry sunny young coy earnest rusty dusty".split())


def find(turn: Turn) -> Iterator[Span]:
    """Yield names that are also words."""
    for at, token in enumerate(turn.tokens):
        if not _given(turn, at):
            if _surname(turn, at) and _NAMED.search(turn.text[: token.start]):
                yield turn.span(at, at, PhiType.NAME)
            continue
        last = at + _surname(turn, at + 1)
        lead = turn.text[max(0, token.start - 40) : token.start]
        introduced = _SELF.search(lead) and _is(turn, at, last)
        if _NAMED.search(lead) or introduced or _speaks(turn, at, last) or _half_known(turn, at):
            yield turn.span(at, last, PhiType.NAME)
        elif _RELATIVE.search(lead) or _tells(turn, at):
            yield turn.span(at, at, PhiType.NAME)


def _given(turn: Turn, at: int) -> bool:
    """Whether a word can be a given name; "will" and "may" only where a name was announced."""
    word = turn.word(at)
    if not is_given_name(word) or is_clinical(word) or turn.tokens[at].digits is not None:
        return False
    lead = turn.text[: turn.tokens[at].start]
    return not is_function(word) or (word in ("will", "may") and bool(_NAMED.search(lead)))


def _surname(turn: Turn, at: int) -> bool:
    """Whether a word can be a surname and belongs to the word before it."""
    word = turn.word(at)
    joined = at > 0 and at < len(turn.tokens) and not turn.gap(at - 1).strip()
    plain = is_function(word) and word not in ("young", "long")
    return joined and is_surname(word) and not plain and not is_clinical(word)


def _speaks(turn: Turn, first: int, last: int) -> bool:
    """Whether somebody announces themselves: "hi, mark young here", "amber speaking"."""
    behind = ("speaking", "calling") + (("here",) if last > first else ())
    return turn.word(last + 1) in behind and set(turn.words(0, first)) <= _LEADS


def _half_known(turn: Turn, at: int) -> bool:
    """Whether a surname that is no other word stands behind ("mike johnson")."""
    return _surname(turn, at + 1) and not is_ordinary(turn.word(at + 1))


def _tells(turn: Turn, at: int) -> bool:
    """Whether somebody says something: "and bob says"."""
    return turn.word(at + 1) in _SAID and turn.word(at - 1) in _BEFORE_SAID


def _is(turn: Turn, first: int, last: int) -> bool:
    """Whether "i'm joy" or "i'm crystal reed" is followed by what the caller wants."""
    return turn.word(last + 1) in _GOES_ON and turn.word(first) not in _HOW


RULE = Rule(
    "A",
    find,
    masks=(
        ("", "my name is {joy} and i have a cough"),
        ("", "my name's {will}"),
        ("", "my name is {hunter price}"),
        ("", "hi {mark young} here with a bad back"),
        ("", "{amber} speaking"),
        ("", "this is {amber} calling"),
        ("", "i'm {joy} and i have a rash"),
        ("", "i'm {crystal reed} and i have a rash"),
        ("", "my friend {dawn} drives me"),
        ("", "{mike johnson} told me"),
        ("", "and {bob} says it's a rash"),
    ),
    leaves=(
        ("", "i'm rich and i'm gay"),
        ("", "my husband will call you, my son may come"),
        ("", "the bill says forty dollars"),
        ("", "i hope it's not cancer"),
        ("", "my name is on the card"),
        ("", "i have a frozen shoulder and the pain is here"),
    ),
    sure=True,
)
