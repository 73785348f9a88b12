"""Dialogues as atoms: words that carry the mark of the identifier they belong to."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from compliance.redaction.types import PhiType

_CORE = re.compile(r"([^\w\[]*)(.*?)([^\w\]]*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mark:
    """One identifier of a dialogue; `optional`: either way is right (payers, pharmacy chains)."""

    number: int
    type: PhiType
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Atom:
    """A stretch without white space; `space`: whether a space parts it from the one before."""

    text: str
    mark: Mark | None = None
    space: bool = True

    @property
    def word(self) -> str:
        """The text in lower case without the punctuation around it."""
        return parts(self.text)[1].lower().replace("’", "'")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a turn."""

    start: int
    end: int
    type: PhiType
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """What one side said."""

    caller: bool
    atoms: tuple[Atom, ...]

    @property
    def text(self) -> str:
        """The words as they are read."""
        return render(self.atoms)[0]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A call, or a stretch of one; `style` is the recogniser's: raw, rawdigits, mixed, smart."""

    id: str
    style: str
    category: str
    turns: tuple[Turn, ...]


def parts(text: str) -> tuple[str, str, str]:
    """`text` cut into leading punctuation, core and trailing punctuation."""
    found = _CORE.fullmatch(text)
    assert found
    return found[1], found[2], found[3]


def render(atoms: Sequence[Atom]) -> tuple[str, tuple[Span, ...]]:
    """The text of `atoms` and the spans of their marks."""
    pieces: list[str] = []
    spans: list[Span] = []
    at, last = 0, None
    for atom in atoms:
        if pieces and atom.space:
            pieces.append(" ")
            at += 1
        end = at + len(atom.text)
        if atom.mark:
            if spans and atom.mark == last:
                at = spans.pop().start
            spans.append(Span(at, end, atom.mark.type, atom.mark.optional))
        pieces.append(atom.text)
        at, last = end, atom.mark
    return "".join(pieces), tuple(spans)


def runs(atoms: Iterable[Atom]) -> list[tuple[Mark | None, tuple[Atom, ...]]]:
    """The stretches of `atoms` with the same mark."""
    return [(mark, tuple(found)) for mark, found in groupby(atoms, lambda atom: atom.mark)]


def like(old: str, new: str) -> str:
    """`new` with the capitals and the punctuation of `old`."""
    lead, core, trail = parts(old)
    if len(core) > 1 and core.isupper():
        new = new.upper()
    elif core[:1].isupper():
        new = " ".join(word[:1].upper() + word[1:] for word in new.split(" "))
    return lead + new + trail


def spread(old: Sequence[Atom], new: str) -> tuple[Atom, ...]:
    """The words of `new` in place of `old`, with its mark, capitals and outer punctuation."""
    lead, core, _ = parts(old[0].text)
    trail = parts(old[-1].text)[2]
    words = like(core, new).split()
    words[0], words[-1] = lead + words[0], words[-1] + (trail if trail.strip("'’") else "")
    if len(words) == 1 and not parts(old[0].text)[1]:
        words[0] = new
    made = [Atom(word, old[0].mark) for word in words]
    return (replace(made[0], space=old[0].space), *made[1:])
