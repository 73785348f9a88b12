"""Bare answers to "what is your name?" and "how do you spell it?"."""

import re
from collections.abc import Iterator

from compliance.redaction.types import PhiType, Span

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_NOT_A_NAME = frozenset(
    """yes yeah no sure okay ok well uh um hi hello my name name's is it's its it i i'm am this
    that's that is speaking calling and the a of here first last full middle for me please sorry
    what was could you repeat say again don't want to give not your course surname with an sir thank
    thanks ma'am can we keep going do have know need why would like person someone talk speak real
    human about didn't understand question call it's spelled spell hold listening still go right
    correct fine happy agree good just but was you're i'll i'd all another other way tell them they
    need appointment doctor nurse ask patient her his him she he on in at""".split()
)
_LETTERS = re.compile(r"\b[A-Za-z]\b(?:[\s,.\-]+(?:as in [A-Za-z]+[\s,]*)?\w{1,4}\b)*", re.I)


def bare_name(text: str, *, limit: int = 4) -> Iterator[Span]:
    """The name in an answer to a name question, without its lead-in and trailing words."""
    words = [m for m in _WORD.finditer(text)]
    content = [m for m in words if m[0].lower().rstrip("'s") not in _NOT_A_NAME
               and m[0].lower() not in _NOT_A_NAME]  # fmt: skip
    if not content or len(content) > limit or (len(words) > 9 and len(content) > 3):
        return
    yield Span(content[0].start(), content[-1].end(), PhiType.NAME)


def spelled(text: str) -> tuple[Span, str] | None:
    """The span of a name spelled letter by letter, and the letters."""
    best: tuple[Span, str] | None = None
    for match in re.finditer(r"(?<![A-Za-z'’])[A-Za-z](?:[\s,.\-]+[A-Za-z]{1,4}\b)+", text):
        pieces = re.findall(r"[A-Za-z]+", match[0])
        while pieces and len(pieces[0]) > 1 and pieces[0].lower() in _NOT_A_NAME:
            pieces.pop(0)
        if sum(len(p) == 1 for p in pieces) < 2:
            continue
        first = re.search(r"(?<![A-Za-z'’])[A-Za-z](?![A-Za-z'’])", match[0])
        if first is None:
            continue
        inside = re.findall(r"[A-Za-z]+", match[0][first.start() :])
        letters = "".join(p if len(p) <= 2 else p[-1] for p in inside).lower()
        span = Span(match.start() + first.start(), match.end(), PhiType.NAME)
        if best is None or len(letters) > len(best[1]):
            best = (span, letters)
    return best
