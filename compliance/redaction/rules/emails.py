"""(F) Electronic mail addresses, written or said with "at" and "dot"."""

import re
from collections.abc import Iterator

from compliance.redaction.emails import SIGNS, TOP_LEVEL
from compliance.redaction.gazetteer import is_function
from compliance.redaction.rules.rule import Rule
from compliance.redaction.turn import Turn
from compliance.redaction.types import PhiType, Span

_WRITTEN = re.compile(r"[^\s@,;:<>()]+\s?@\s?[\w-]+(?:\.[\w-]+)*", re.IGNORECASE)
_HOSTS = frozenset("gmail yahoo hotmail outlook icloud aol comcast verizon protonmail proton live "
                   "msn att sbcglobal me".split())  # fmt: skip
_LEADS = frozenset(
    """it it's its is that's that my email e-mail mail address to at sure yes yeah yep okay um uh
    well so and me would be use uses this the send for on please i i'm i've have just no not wait
    sorry actually hi hello oh name was spelled reach contact or probably mostly usually
    think guess check""".split()
)
_INSIDE = frozenset("our are see you be why one two in as for like".split())
_REFUSES = re.compile(
    r"\b(don'?t|do not|doesn'?t|rather not|won'?t|no e-?mail|none|forg[eo]t|can'?t|cannot|bring|"
    r"not sure|repeat|again|why|what|which|need|prefer|never|instead|later|skip|sorry)\b",
    re.IGNORECASE,
)
_MOST_PARTS = 14


def find(turn: Turn) -> Iterator[Span]:
    """Yield e-mail addresses, and the beginning of one when an e-mail was asked for."""
    for match in turn.matches(_WRITTEN):
        yield Span(match.start(), len(match[0].rstrip(".,")) + match.start(), PhiType.EMAIL)
    ends = list(_spoken_ends(turn))
    for first, last in ends:
        yield turn.span(first, last, PhiType.EMAIL)
    if not ends and turn.asked.wants(PhiType.EMAIL) and "@" not in turn.text:
        yield from _fragment(turn)


def _spoken_ends(turn: Turn) -> Iterator[tuple[int, int]]:
    for at_sign in range(1, len(turn.tokens)):
        if turn.word(at_sign) not in ("at", "and") or turn.word(at_sign + 1) == "":
            continue
        last = _domain_end(turn, at_sign + 1, sure=turn.word(at_sign) == "at")
        first = _local_start(turn, at_sign - 1) if last else at_sign
        if last and first < at_sign:
            yield first, last


def _domain_end(turn: Turn, first: int, *, sure: bool) -> int:
    """The last token of a domain that begins at `first`, 0 if none does."""
    asked = turn.asked.wants(PhiType.EMAIL)
    for at in range(first, min(first + 6, len(turn.tokens) - 1)):
        dotted = turn.word(at + 1) in ("dot", "period", "point") and turn.word(at + 2)
        written = re.fullmatch(r"[\s,]*\.\s*", turn.gap(at)) and turn.word(at + 1) in TOP_LEVEL
        if (dotted or written) and (sure or asked):
            end = at + 2 if dotted else at + 1
            return _further_dots(turn, end)
        if is_function(turn.word(at)) and turn.word(at) not in ("live", "me", "my", "the"):
            break
    known = turn.word(first) in _HOSTS or (turn.word(first), turn.word(first + 1)) == ("g", "mail")
    if sure and known and (asked or turn.word(first) in ("gmail", "hotmail", "icloud", "g")):
        return first + (turn.word(first) == "g")
    if sure and asked and first == len(turn.tokens) - 1 and not is_function(turn.word(first)):
        return first
    return 0


def _further_dots(turn: Turn, end: int) -> int:
    while turn.word(end + 1) == "dot" and turn.word(end + 2):
        end += 2
    return end


def _local_start(turn: Turn, last: int) -> int:
    """The first token of the part before the at sign that ends with token `last`."""
    first = last + 1
    while first > 0 and last - first < _MOST_PARTS:
        word = turn.word(first - 1)
        joined = first <= last and (turn.word(first) in SIGNS or word in SIGNS)
        if first <= last and re.search(r"[.?!:]\s", turn.gap(first - 1)):
            break
        if word == "be" and turn.word(first - 2) in ("would", "should", "will", "can"):
            break
        letter = turn.tokens[first - 1].letter is not None
        if word in _LEADS and word not in _INSIDE and not joined:
            break
        if (
            not turn.asked.wants(PhiType.EMAIL)
            and is_function(word)
            and not (
                joined
                or letter
                or turn.tokens[first - 1].digits
                or word in _INSIDE
                or word in SIGNS
            )
        ):
            break
        first -= 1
    while first <= last and turn.word(first) in (*SIGNS, "as", "for", "in", "like"):
        first += 1
    return first


def _fragment(turn: Turn) -> Iterator[Span]:
    """The first or last part of an address, cut off by a pause."""
    if turn.asked.confirming or _REFUSES.search(turn.text) or len(turn.tokens) > _MOST_PARTS:
        return
    kept = [n for n, t in enumerate(turn.tokens)
            if t.word in SIGNS or t.digits or t.letter or t.word in ("at", "com", "net", "org")
            or not is_function(t.word)]  # fmt: skip
    if kept and len(kept) * 2 >= len(turn.tokens) - 3:
        span = turn.span(kept[0], kept[-1], PhiType.EMAIL)
        if not turn.doubted(span.start, span.end):
            yield span


RULE = Rule(
    "F",
    find,
    masks=(
        ("What is your e-mail address?", "{Our Lawson at example dot net}"),
        ("and your email?", "{fiona at example.org}"),
        ("and your email?", "sure it's {r l a w s o n at example dot net}"),
        ("", "you can email me at {john dot smith at gmail dot com} anytime"),
        ("", "it's {jane_doe42@mail.example.com}, thanks"),
        ("what's a good email for you?", "that would be {mary jane forty two at yahoo dot com}"),
        ("what's a good email for you?", "{k underscore patel nine}"),
    ),
    leaves=(
        ("What is your e-mail address?", "i don't want to give my email"),
        ("", "i get a headache at work and at home"),
        ("and your email?", "i'd rather not say"),
    ),
    sure=True,
)
