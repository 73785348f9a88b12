"""A smart-formatting recogniser: "(602) 555-0144", "March 3, 1982", "jane@mail.com"."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from compliance.redaction.training.atoms import Atom, runs
from compliance.redaction.training.numbers import MONTHS
from compliance.redaction.training.plan import IDENTIFIERS
from compliance.redaction.training.styles import rawdigits
from compliance.redaction.types import PhiType

_TITLED = frozenset({PhiType.NAME, PhiType.CITY, PhiType.ORG, PhiType.ADDRESS})
_DATES = frozenset({PhiType.DOB, PhiType.DATE})
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_UPPER = frozenset([*MONTHS, *_DAYS]) - {"may", "march"}
_SIGNS = {" at ": "@", " dot ": ".", " dash ": "-", " hyphen ": "-", " underscore ": "_",
          " slash ": "/", " period ": "."}  # fmt: skip
_SMALL = frozenset("and of the at de la del as in on for no not".split())


def smart(atoms: Sequence[Atom], rng: random.Random) -> tuple[Atom, ...]:
    """Raw words written out with capitals, punctuation and figures."""
    made: list[Atom] = []
    for mark, found in runs(rawdigits(atoms, rng, rate=1.0)):
        text = " ".join(atom.text for atom in found)
        if mark:
            words = _value(text, mark.type, rng).split()
            made += [Atom(w, mark, n > 0 or found[0].space) for n, w in enumerate(words)]
        else:
            made += [replace(atom, text=_capital(atom.text)) for atom in found]
    if not made:
        return ()
    first = made[0].text
    made[0] = replace(made[0], text=first[:1].upper() + first[1:])
    stop = Atom(rng.choice((".", ".", ".", "?", ",")), None, False)
    return (*made, stop) if made[-1].text[-1].isalnum() and rng.random() < 0.9 else tuple(made)


def _capital(word: str) -> str:
    upper = word == "i" or word.startswith("i'") or word.removesuffix("'s") in _UPPER
    return word[:1].upper() + word[1:] if upper else word


def _value(text: str, kind: PhiType, rng: random.Random) -> str:
    if kind in _TITLED:
        return _titled(text)
    if kind in (PhiType.EMAIL, PhiType.URL):
        return _net(text)
    if kind in _DATES:
        return _date(text, rng)
    return _identifier(text, rng) if kind in IDENTIFIERS else text


def _titled(text: str) -> str:
    spelled = re.sub(r"\b[a-z](?: [a-z]\b)+", lambda m: m[0].replace(" ", "-").upper(), text)
    return " ".join(
        word if word in _SMALL or word.isupper() else word[:1].upper() + word[1:]
        for word in spelled.split()
    )


def _net(text: str) -> str:
    if " at " not in text and " dot " not in text:
        return text
    for said, sign in _SIGNS.items():
        text = text.replace(said, sign)
    return text if re.search(r"\b\w \w\b", text) else text.replace(" ", "")


def _date(text: str, rng: random.Random) -> str:
    if re.fullmatch(r"\d{1,2} \d{1,2} \d{2,4}", text):
        return text.replace(" ", rng.choice("///-"))
    words = [word.title() if word in MONTHS else word for word in text.split()]
    text = " ".join(words)
    return re.sub(r"(\d(?:st|nd|rd|th)?) (\d{4})$", r"\1, \2", text)


def _identifier(text: str, rng: random.Random) -> str:
    digits = text.replace(" ", "")
    if digits.isdecimal() and len(digits) in (7, 9, 10):
        return _grouped(digits, rng)
    joined = re.sub(r"(?<![a-z])([a-z]|\d+)(?: ([a-z]|\d+)(?![a-z]))+",
                    lambda m: m[0].replace(" ", rng.choice(("", "", "", "-", " "))).upper(),
                    text)  # fmt: skip
    return joined if rng.random() < 0.8 else text


def _grouped(digits: str, rng: random.Random) -> str:
    if len(digits) == 9:
        return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}" if rng.random() < 0.6 else digits
    tail = f"{digits[-7:-4]}-{digits[-4:]}"
    if len(digits) == 7:
        return tail
    head = digits[:3]
    return rng.choice((f"({head}) {tail}", f"{head}-{tail}", f"{head} {tail}", digits))
