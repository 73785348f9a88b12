"""Spelled words: where they are in a span, and how another word is spelled the same way."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from re import fullmatch

from compliance.redaction.training import alphabet
from compliance.redaction.training.atoms import Atom, like, parts

_LINKS = (("as", "in"), ("like", "in"), ("is", "for"), ("for",), ("like",), ("as",))


@dataclass(frozen=True, slots=True)
class Spelling:
    """Atoms `start` to `end` spell `letters`; `clear`: how many have a word to make them clear."""

    start: int
    end: int
    letters: str
    link: tuple[str, ...] = ()
    clear: int = 0
    doubled: bool = False
    tight: str = ""


def spellings(atoms: Sequence[Atom], least: int = 1) -> list[Spelling]:
    """The spelled stretches of `atoms` with at least so many letters."""
    found: list[Spelling] = []
    at = 0
    while at < len(atoms):
        spelling = _spelling(atoms, at)
        if spelling and len(spelling.letters) >= least:
            found.append(spelling)
        at = spelling.end if spelling else at + 1
    return found


def _spelling(atoms: Sequence[Atom], start: int) -> Spelling | None:
    core = parts(atoms[start].text)[1]
    if tight := fullmatch(r"[^\W\d_](?:([-.])[^\W\d_])+", core):
        letters = core.lower().replace(tight[1], "")
        return Spelling(start, start + 1, letters, tight=tight[1])
    link: tuple[str, ...] = ()
    at, letters, clear, doubled = start, "", 0, False
    while at < len(atoms) and (unit := _unit(atoms, at)):
        text, used = unit
        doubled |= atoms[at].word in ("double", "triple")
        letters, at = letters + text, at + used
        if behind := _link(atoms, at):
            link, clear, at = behind, clear + 1, at + len(behind) + 1
    return Spelling(start, at, letters, link, clear, doubled) if letters else None


def _unit(atoms: Sequence[Atom], at: int) -> tuple[str, int] | None:
    word = atoms[at].word
    if len(word) == 1 and word.isalpha():
        return word, 1
    after = atoms[at + 1].word if at + 1 < len(atoms) else ""
    if word in ("double", "triple") and len(after) == 1 and after.isalpha():
        return after * (2 if word == "double" else 3), 2
    return None


def _link(atoms: Sequence[Atom], at: int) -> tuple[str, ...]:
    """ "as in" or the like, when a word follows it."""
    for link in _LINKS:
        said = tuple(atom.word for atom in atoms[at : at + len(link)])
        if said == link and at + len(link) < len(atoms) and len(atoms[at + len(link)].word) > 1:
            return link
    return ()


def spell(atoms: Sequence[Atom], old: Spelling, new: str, rng: random.Random) -> Iterator[Atom]:
    """`new` spelled in the way of `old`."""
    first, last = atoms[old.start], atoms[old.end - 1]
    if old.tight:
        yield replace(first, text=like(first.text, old.tight.join(new)))
        return
    words = [word for word in _said(old, new, rng) if word]
    upper = parts(first.text)[1].isupper()
    for at, word in enumerate(words):
        text = word.upper() if upper and len(word) == 1 else word
        text += parts(last.text)[2] if at == len(words) - 1 else ""
        yield Atom(text, first.mark, first.space or at > 0)


def _said(old: Spelling, new: str, rng: random.Random) -> Iterator[str]:
    rate = old.clear / len(old.letters)
    at = 0
    while at < len(new):
        twice = new[at : at + 1] == new[at + 1 : at + 2] and (old.doubled or rng.random() < 0.25)
        if twice:
            yield "double"
        yield new[at]
        if rng.random() < rate and new[at] in alphabet.NATO:
            yield from old.link
            yield alphabet.clear_word(new[at], rng)
        at += 2 if twice else 1
