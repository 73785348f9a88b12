"""E-mail addresses: written, and joined from how they are said."""

import re

from compliance.redaction.letters import example_length, heard_letter, letter_at
from compliance.redaction.turn import Turn

SIGNS = {"dot": ".", "period": ".", "point": ".", "underscore": "_", "dash": "-", "hyphen": "-",
         "minus": "-", "plus": "+"}  # fmt: skip
TOP_LEVEL = frozenset("com net org edu gov io co us info biz me mil uk ca health".split())
_FILLERS = frozenset("uh um er the sign symbol all lowercase lower case one word capital".split())
_LETTER_WORDS = frozenset(
    "our are ar see you why be tea pea jay kay em en ex ess bee dee gee".split()
)
_WRITTEN = re.compile(r"[^\s@]+@[^\s@]+")
_DOMAIN_PARTS = {
    "g mail": "gmail",
    "hot mail": "hotmail",
    "i cloud": "icloud",
    "out look": "outlook",
    "a o l": "aol",
}


def join_email(spoken: str) -> str:
    """Join an address: "our lawson at example dot net" is rlawson@example.net."""
    written = _WRITTEN.search(spoken)
    if written:
        return re.sub(r"['’]", "", written[0].strip(".,;:!?()<>").lower())
    turn = Turn(_joined_domains(spoken))
    at_sign = max((n for n, t in enumerate(turn.tokens) if t.word == "at"), default=-1)
    local = _part(turn, 0, at_sign if at_sign >= 0 else len(turn.tokens), letters=True)
    if at_sign < 0:
        return local
    return f"{local}@{_part(turn, at_sign + 1, len(turn.tokens), letters=False)}"


def _joined_domains(spoken: str) -> str:
    text = spoken.lower()
    for said, written in _DOMAIN_PARTS.items():
        text = re.sub(rf"\b{said}\b", written, text)
    return text


def _part(turn: Turn, first: int, end: int, *, letters: bool) -> str:
    joined, at = "", first
    while at < end:
        word, token = turn.word(at), turn.tokens[at]
        example = example_length(turn, at) if letters else 0
        if at > first:
            joined += _sign_in(turn.gap(at - 1), loose=word in TOP_LEVEL)
        if word in SIGNS:
            joined += SIGNS[word]
        elif token.digits is not None:
            spelled = token.word == "o" and letters and _letters_around(turn, at)
            joined += "o" if spelled else token.digits
        elif letters and word in _LETTER_WORDS and end - first > 1:
            joined += heard_letter(turn, at)
        elif word not in _FILLERS:
            joined += letter_at(turn, at) or token.letter or turn.text[token.start : token.end]
        at += 1 + example
    return re.sub(r"([._-])\1+", r"\1", joined.lower()).strip(".")


def _letters_around(turn: Turn, at: int) -> bool:
    """Whether an "o" stands in a spelled word and is no zero."""
    return bool((at and letter_at(turn, at - 1)) or letter_at(turn, at + 1))


def _sign_in(gap: str, *, loose: bool) -> str:
    """A sign written inside a word ("j.smith"); before a space only as in "example. org"."""
    tight = gap.strip(" ,") if loose else gap.strip()
    return tight if tight in (".", "_", "-", "+") and (gap == tight or loose) else ""
