"""(R) Employers, schools, hospitals and clinics that are named."""

import re
from collections.abc import Iterator

from compliance.redaction.gazetteer import is_clinical, is_function, is_ordinary, is_surname
from compliance.redaction.rules.rule import Rule
from compliance.redaction.turn import Turn
from compliance.redaction.types import PhiType, Span

_KINDS = frozenset("hospital clinic university college elementary academy medical church school "
                   "institute".split())  # fmt: skip
_TAILS = frozenset("center centre school hospital clinic university college office health system "
                   "group".split())  # fmt: skip
_KIND_WORDS = frozenset("middle high community regional general memorial children's family".split())
_WORKS = re.compile(
    r"\b(?:work(?:s|ed|ing)?|teach(?:es)?|employed|job) (?:at|for|with|by)\s+$", re.I
)
_GENERIC = frozenset("walk-in local same nearest urgent emergency primary pain eye skin sleep free "
                     "public private retail dental women's walk".split())  # fmt: skip
# Without an article before it, what is in front of one of these is its name: "at mercy hospital".
_BARE = frozenset("hospital elementary academy university".split())
_PLACED = frozenset("at to from in by".split())
_LONGEST = 4


def find(turn: Turn) -> Iterator[Span]:
    """Yield named organisations."""
    for at in range(len(turn.tokens)):
        if turn.word(at) in _KINDS:
            first = _name_start(turn, at)
            kinds = set(turn.words(first + 1, at)) & _KIND_WORDS
            named = kinds or any(_naming(turn, n) for n in range(first, at))
            if named or (first := _bare_name_start(turn, at)) < at:
                last = at + (turn.word(at + 1) in _TAILS)
                yield turn.span(first, last, PhiType.ORG)
        elif _employer_starts(turn, at):
            last = _employer_end(turn, at)
            if last >= at:
                yield turn.span(at, last, PhiType.ORG)


def _bare_name_start(turn: Turn, kind: int) -> int:
    """Where a name of ordinary words begins that has a preposition before it and no article."""
    first = kind - 1
    named = turn.word(kind) in _BARE and turn.word(first - 1) in _PLACED
    plain = is_function(turn.word(first)) or turn.word(first) in _GENERIC | _KIND_WORDS
    return kind if not named or plain or is_clinical(turn.word(first)) else first


def _naming(turn: Turn, at: int) -> bool:
    word = turn.word(at)
    if word in _GENERIC or word in _KIND_WORDS or is_clinical(word):
        return False
    capital = turn.capital(at) and not turn.sentence_start(at)
    learned = turn.word(at + 1) in ("university", "college") and is_surname(word)
    return not is_ordinary(word) or capital or learned


def _name_start(turn: Turn, kind: int) -> int:
    first = kind
    while first > 0 and kind - first < _LONGEST:
        word = turn.word(first - 1)
        saint = word in ("saint", "st")
        if (is_function(word) and not saint and word not in _KIND_WORDS) or word in _GENERIC:
            break
        if re.search(r"[.?!,;]\s", turn.gap(first - 1)) and not saint:
            break
        first -= 1
    if set(turn.words(first + 1, kind)) & _KIND_WORDS:
        return first
    while first < kind and not _naming(turn, first) and turn.word(first) not in ("saint", "st"):
        first += 1
    return first


def _employer_starts(turn: Turn, at: int) -> bool:
    lead = turn.text[max(0, turn.tokens[at].start - 30) : turn.tokens[at].start]
    asked = (
        turn.asked.wants(PhiType.ORG)
        and len(turn.tokens) <= 5
        and all(map(is_function, turn.words(0, at)))
    )
    return (_WORKS.search(lead) is not None or asked) and not is_function(turn.word(at)) and (
        turn.word(at) not in ("a", "the", "my"))  # fmt: skip


def _employer_end(turn: Turn, first: int) -> int:
    last = first - 1
    while last + 1 < len(turn.tokens) and last - first + 1 < 3:
        at = last + 1
        if is_function(turn.word(at)) or (at > first and re.search(r"[.?!,]", turn.gap(at - 1))):
            break
        last = at
    named = any(_naming(turn, n) for n in range(first, last + 1))
    return last if named or turn.asked.wants(PhiType.ORG) else first - 1


RULE = Rule(
    "R",
    find,
    masks=(
        ("", "i was at {duke university hospital} on sunday"),
        ("", "i work at {lockheed martin} as a welder"),
        ("", "he goes to {saint mary's school}"),
        ("", "i was seen at {mercy general hospital}"),
        ("", "i was at {mercy hospital} last week"),
        ("where do you work?", "at {boeing}"),
    ),
    leaves=(
        ("", "i went to the hospital and then to an urgent care clinic"),
        ("", "i work at night and go to school"),
        ("", "is this the clinic"),
        ("", "they sent me to a mental hospital from the hospital"),
    ),
)
