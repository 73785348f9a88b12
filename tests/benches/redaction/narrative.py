"""(A, B) Names and places in free narrative, as the token classifier sees them."""

import re
from collections.abc import Iterator

from compliance.redaction.clinical import is_eponym, is_medicinal
from compliance.redaction.gazetteer import (
    is_clinical,
    is_function,
    is_given_name,
    is_ordinary,
    is_surname,
)
from compliance.redaction.rules.places import STATE_WORDS
from compliance.redaction.rules.rule import Rule
from compliance.redaction.turn import Turn
from compliance.redaction.types import PhiType, Span
from tests.benches.redaction.names_model import names_and_places

_SURE_OF_NAME = 0.6
_SURE_OF_WORD = 0.88
_SURE_OF_STREET = 0.97


def find(turn: Turn) -> Iterator[Span]:
    """Yield whole words that the model takes for a name, a city or a street."""
    if all(is_function(t.word) or t.digits or t.ordinal for t in turn.tokens):
        return
    marked = names_and_places(turn.text)
    for at, token in enumerate(turn.tokens):
        inside = [(kind, sure) for start, end, kind, sure in marked
                  if start < token.end and token.start < end]  # fmt: skip
        if inside:
            kind, sure = max(inside, key=lambda pair: pair[1])
            if _believable(turn, at, kind, sure):
                yield turn.span(at, at, kind)


def _believable(turn: Turn, at: int, kind: PhiType, sure: float) -> bool:
    token, word = turn.tokens[at], turn.word(at)
    if token.digits or token.ordinal or len(word) < 2 or is_clinical(word) or word in STATE_WORDS:
        return False
    if is_eponym(turn, at):
        return False
    capital = turn.capital(at) and not turn.sentence_start(at) and not _shouted(turn)
    if is_function(word) or is_function(word.removesuffix("'s")):
        return word in ("will", "mark", "may") and sure > 0.9 and _introduced(turn, at)
    if kind is PhiType.ADDRESS:
        return (
            sure > _SURE_OF_STREET and (capital or not is_ordinary(word)) and _street_near(turn, at)
        )
    if not is_ordinary(word):
        known = is_given_name(word) or is_surname(word) or _introduced(turn, at)
        return sure > _SURE_OF_NAME and (known or not is_medicinal(turn, at))
    if kind is PhiType.CITY:
        return sure > _SURE_OF_WORD and capital
    known = is_given_name(word) or is_surname(word)
    return sure > _SURE_OF_WORD and (capital or known) and (
        capital or _introduced(turn, at) or _beside_name(turn, at))  # fmt: skip


def _shouted(turn: Turn) -> bool:
    return turn.text.isupper()


def _introduced(turn: Turn, at: int) -> bool:
    """Whether a relative, a title or "name" stands right before."""
    return re.search(
        r"\b(husband|wife|son|daughter|mother|mom|father|dad|brother|sister|friend|doctor|dr\.?|mr\.?|"
        r"mrs\.?|ms\.?|nurse|name is|name's|named|neighbor|uncle|aunt|cousin|partner|this is|niece|"
        r"nephew|grandson|granddaughter)\s+$",
        turn.text[: turn.tokens[at].start],
        re.IGNORECASE,
    ) is not None  # fmt: skip


def _beside_name(turn: Turn, at: int) -> bool:
    return any(
        0 <= n < len(turn.tokens) and not is_ordinary(turn.word(n)) and is_given_name(turn.word(n))
        for n in (at - 1, at + 1)
    )


def _street_near(turn: Turn, at: int) -> bool:
    return bool({"street", "road", "avenue", "lane", "drive", "court", "on", "at"}
                & set(turn.words(at - 2, at + 4)))  # fmt: skip


RULE = Rule(
    "AB",
    find,
    masks=(
        ("", "nurse {jackie} told me to call"),
        ("", "we drove down to {wauwatosa} because {priya} was ill"),
        ("", "and {tyrell} has asthma"),
    ),
    leaves=(
        ("", "i take lisinopril and metformin"),
        ("", "i have parkinson's and hashimoto's"),
        ("", "next tuesday at three works for me"),
        ("", "my shoulder is stiff and sore"),
        ("Are you taking any medications?", "just xolair and ubrelvy"),
        ("", "i need a refill of narcan"),
        ("", "it could be morton's neuroma or lou gehrig's disease"),
    ),
)
