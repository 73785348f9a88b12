"""Other drugs, diseases and quantities where no identifier is."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from compliance.redaction.training import lists, numbers
from compliance.redaction.training.atoms import Atom, like, parts, spread
from compliance.redaction.training.plan import Plan

_FIXED = frozenset("type stage grade covid phase class vitamin nine twenty press option".split())
"""Words before numbers that name something: "type two", "nine one one"."""
_LONGEST = 4


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    drugs = {tuple(entry.split()): "drug" for entry in lists.drugs()}
    return {tuple(entry.split()): "eponym" for entry in lists.eponyms()} | drugs


def clinical(atoms: Sequence[Atom], plan: Plan) -> Iterator[Atom]:
    """Unmarked words of the caller with other drugs, diseases and numbers."""
    numbered = plan.memo.setdefault(("numbers", ""), str(plan.rng.random() < 0.65)) == "True"
    at = 0
    while at < len(atoms):
        length = _phrase(atoms, at)
        if length:
            yield from _swapped(atoms[at : at + length], plan)
        elif numbered:
            yield _quantity(atoms, at, plan.rng)
        else:
            yield atoms[at]
        at += length or 1


def _phrase(atoms: Sequence[Atom], at: int) -> int:
    words = tuple(atom.word for atom in atoms[at : at + _LONGEST])
    lengths = range(len(words), 0, -1)
    return next((n for n in lengths if words[:n] in _phrases()), 0)


def _swapped(atoms: Sequence[Atom], plan: Plan) -> Sequence[Atom]:
    words = tuple(atom.word for atom in atoms)
    kind = _phrases()[words]
    choices = lists.drugs() if kind == "drug" else lists.eponyms()
    key = (kind, " ".join(words))
    if key not in plan.memo:
        plan.memo[key] = plan.rng.choice(choices) if plan.rng.random() < 0.75 else key[1]
    if plan.memo[key] == key[1] or not parts(atoms[0].text)[1]:
        return atoms
    return spread(atoms, plan.memo[key])


def _quantity(atoms: Sequence[Atom], at: int, rng: random.Random) -> Atom:
    word = atoms[at].word
    before = atoms[at - 1].word if at else ""
    after = atoms[at + 1].word if at + 1 < len(atoms) else ""
    if before in _FIXED or word == "nine" or _is_year(word, before):
        return atoms[at]
    if word in numbers.TEN and word not in ("ninety", "twenty") and after != "thousand":
        return _as(atoms[at], numbers.TENS[rng.choice((3, 4, 5, 6, 7, 8))])
    if word in numbers.TEEN and after not in numbers.TEN:
        return _as(atoms[at], rng.choice(numbers.TEENS))
    if word in numbers.UNIT and word not in ("oh", "o", "zero", "one"):
        return _as(atoms[at], numbers.UNITS[rng.randint(2, 8)])
    if any(c.isdecimal() for c in word) and word[0].isdecimal() and before != "year":
        return _as(atoms[at], _figures(word, rng))
    return atoms[at]


def _is_year(word: str, before: str) -> bool:
    year = word.isdecimal() and len(word) == 4 and word[:2] in ("19", "20")
    return year or before in ("nineteen", "thousand") or word in ("nineteen", "thousand")


def _figures(word: str, rng: random.Random) -> str:
    if word[-2:] in ("st", "nd", "rd", "th") or ":" in word:
        return word
    made = list(word)
    for at, c in enumerate(word):
        first = not word[at - 1 : at].isdecimal()
        hundred = first and c == "1" and word[at : at + 3].isdecimal() and len(word[at:]) > 2
        if c in "12345678" and not hundred:
            made[at] = str(rng.randint(1, 8) if first else rng.randint(0, 9))
    return "".join(made)


def _as(atom: Atom, word: str) -> Atom:
    return replace(atom, text=like(atom.text, word))
