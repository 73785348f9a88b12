"""(C) Ages over 89; younger ones are not PHI."""

import re
from collections.abc import Iterator

from compliance.redaction.clinical import is_measure
from compliance.redaction.rules.rule import Rule
from compliance.redaction.turn import Turn
from compliance.redaction.types import PhiType, Span

_PEOPLE = frozenset(
    "he she who mom mother dad father grandma grandmother grandpa grandfather husband wife patient "
    "age aunt uncle pop nana gran granny".split()
)
_LEADS = frozenset("i'm am he's she's is was aged age turn turns turned turning be almost "
                   "nearly just already they're years".split())  # fmt: skip
_OLD_BEHIND = re.compile(r"[\s-]*(?:years?|yrs?)?[\s-]*(?:old|young|of age|year[- ]old|yo)\b", re.I)
_NOT_AGES = frozenset(
    "percent degrees milligrams pounds over mg minutes days miles sure out".split()
)


def find(turn: Turn) -> Iterator[Span]:
    """Yield ages from 90 to 120 said as ages."""
    for at, token in enumerate(turn.tokens):
        if token.digits is None or len(token.digits) not in (2, 3):
            continue
        if not 90 <= int(token.digits) <= 120 or turn.word(at + 1) in _NOT_AGES:
            continue
        said_old = _OLD_BEHIND.match(turn.text, token.end) is not None
        lead = turn.word(at - 1)
        told = lead not in ("is", "was") or turn.word(at - 2) in _PEOPLE
        going_on = turn.words(at - 2, at) == ["going", "on"]
        person = lead.removesuffix("'s") in _PEOPLE
        led = (lead in _LEADS or going_on or person) and told and not _measured(turn, at)
        asked = turn.asked.wants(PhiType.AGE_OVER_89) and not _measured(turn, at)
        if said_old or led or asked:
            yield turn.span(at, at, PhiType.AGE_OVER_89)


def _measured(turn: Turn, at: int) -> bool:
    follows_number = at + 1 < len(turn.tokens) and turn.tokens[at + 1].digits is not None
    vital = re.search(r"\b(pressure|pulse|rate|sugar|temperature|oxygen|weigh\w*|sat)\b",
                      turn.text[: turn.tokens[at].start], re.I)  # fmt: skip
    quantity = is_measure(turn, at, at, 2) and turn.word(at - 1) not in ("age", "aged", "turned",
                                                                         "turning", "almost",
                                                                         "nearly")  # fmt: skip
    return bool(follows_number or vital or quantity)


RULE = Rule(
    "C",
    find,
    masks=(
        ("", "i'm {ninety two} and i live alone"),
        ("How old are you?", "{ninety}"),
        ("", "my mother is {a hundred and one} years old"),
        ("", "she just turned {95}"),
        ("", "he is going on {ninety four}"),
        ("", "my mom's {ninety two} and confused"),
        ("", "i'm {ninety-one} years young"),
    ),
    leaves=(
        ("How old are you?", "i'm thirty eight"),
        ("", "my oxygen is ninety two"),
        ("", "i can't turn ninety degrees"),
        ("", "i take ninety milligrams"),
    ),
    sure=True,
)
