"""Another recogniser's style: smart to raw, raw to raw with figures, raw to mixed."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance.redaction import spoken
from compliance.redaction.training import numbers
from compliance.redaction.training.atoms import Atom, Mark, runs
from compliance.redaction.training.plan import IDENTIFIERS
from compliance.redaction.training.refill_dates import is_month
from compliance.redaction.training.saying import say
from compliance.redaction.types import PhiType

_GROUPED = IDENTIFIERS | {PhiType.ADDRESS, PhiType.EMAIL, PhiType.URL}
_DATES = frozenset({PhiType.DOB, PhiType.DATE, PhiType.AGE_OVER_89})
_TITLED = frozenset({PhiType.NAME, PhiType.CITY, PhiType.ORG, PhiType.ADDRESS})
_LONELY = frozenset("one oh o a".split())
_TOP = re.compile(r" (?:dot|period) (com|net|org|edu|gov)\b")


def raw(atoms: Sequence[Atom], rng: random.Random) -> tuple[Atom, ...]:
    """Lower case, no punctuation, numbers in words."""
    made: list[Atom] = []
    parted, before = True, ""
    for atom in atoms:
        kind = atom.mark.type if atom.mark else None
        day = kind in _DATES and is_month(before) and _is_day(atom.word) and rng.random() < 0.6
        words = (numbers.ordinal(int(atom.word)) if day else say(atom.text, kind, rng)).split()
        before = atom.word
        glued = not atom.space and not parted and bool(words) and words[0][:1] in "'’"
        for at, word in enumerate(words):
            made.append(Atom(word, atom.mark, at > 0 or not glued))
        parted = not words
    return tuple(made)


def _is_day(word: str) -> bool:
    return word.isdecimal() and 0 < int(word) <= 31


def rawdigits(atoms: Sequence[Atom], rng: random.Random, rate: float = 0.97) -> tuple[Atom, ...]:
    """Raw words with numbers in figures, each with the chance `rate`."""
    made: list[Atom] = []
    for mark, found in runs(atoms):
        text = " ".join(atom.text for atom in found)
        pieces = list(_pieces(text, mark, rng, rate))
        written = " ".join(_grouped(pieces, mark, rng))
        if mark and mark.type in (PhiType.EMAIL, PhiType.URL) and rng.random() < 0.4:
            written = _TOP.sub(r".\1", written)
        words = written.split()
        made += [Atom(word, mark, at > 0 or found[0].space) for at, word in enumerate(words)]
    return tuple(made)


def _pieces(text: str, mark: Mark | None, rng: random.Random, rate: float) -> Iterator[str]:
    """The words of `text`; numbers that become figures start with "#"."""
    found = spoken.tokens(text)
    figured = mark is not None and mark.type in IDENTIFIERS
    for at, token in enumerate(found):
        end = found[at + 1].start if at + 1 < len(found) else len(text)
        start = token.start if at else 0
        near = [found[i].digits for i in (at - 1, at + 1) if 0 <= i < len(found)]
        lonely = not figured and token.word in _LONELY and not any(near)
        if token.digits and not lonely and rng.random() < rate:
            yield f"#{token.digits}"
        elif token.ordinal and (mark or token.ordinal > 3) and rng.random() < rate:
            yield numbers.nth(token.ordinal)
        else:
            yield from text[start:end].split()
    if not found:
        yield from text.split()


def _grouped(pieces: Sequence[str], mark: Mark | None, rng: random.Random) -> Iterator[str]:
    kept = ""
    for piece in (*pieces, ""):
        if piece.startswith("#") and _joins(kept, piece[1:], mark):
            kept += piece[1:]
            continue
        if kept:
            yield from _cut(kept, mark, rng)
        kept = piece[1:] if piece.startswith("#") else ""
        if piece and not kept:
            yield piece


def _joins(kept: str, digits: str, mark: Mark | None) -> bool:
    if not kept:
        return True
    if mark and mark.type in _GROUPED:
        return True
    if mark and mark.type in _DATES:
        return kept in ("19", "20") and len(digits) == 2
    return len(kept) == 1 and len(digits) == 2 and kept != "0"


def _cut(digits: str, mark: Mark | None, rng: random.Random) -> Iterator[str]:
    if not mark or mark.type not in IDENTIFIERS or rng.random() < 0.35 or len(digits) < 3:
        yield digits
        return
    size = (3, 3, 4) if len(digits) == 10 and rng.random() < 0.6 else ()
    at = 0
    for n in (*size, *(rng.randint(1, 4) for _ in digits)):
        if at < len(digits):
            yield digits[at : at + n]
        at += n


def resaid(atoms: Sequence[Atom], rng: random.Random) -> tuple[Atom, ...]:
    """Raw words whose identifiers are said in another way: in pairs, in hundreds, doubled."""
    made: list[Atom] = []
    for mark, found in runs(atoms):
        numbered = mark is not None and mark.type in IDENTIFIERS | {PhiType.ADDRESS}
        made += raw(rawdigits(found, rng, rate=1.0), rng) if numbered else found
    return tuple(made)


def mixed(atoms: Sequence[Atom], rng: random.Random) -> tuple[Atom, ...]:
    """Some capitals, some full stops, some figures, groups broken."""
    figures = rawdigits(atoms, rng, rate=rng.choice((0.3, 0.5, 0.8, 1.0)))
    caps, stops = rng.random(), rng.random() < 0.7
    made: list[Atom] = []
    begins = rng.random() < 0.8
    for at, atom in enumerate(figures):
        named = atom.mark is not None and atom.mark.type in _TITLED
        upper = (begins or atom.text == "i" or atom.text.startswith("i'")
                 or (named and rng.random() < caps))  # fmt: skip
        text = atom.text[:1].upper() + atom.text[1:] if upper else atom.text
        made.append(replace(atom, text=text))
        begins = False
        pause = at + 1 < len(figures) and figures[at + 1].text in ("i", "and", "it's", "so", "but")
        last = at + 1 == len(figures)
        if stops and (rng.random() < 0.7 if last else pause and rng.random() < 0.25):
            stop = "," if not last and rng.random() < 0.5 else "."
            made.append(Atom(stop, None, False))
            begins = stop == "."
    return tuple(made)


def plain(atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """The agent's words in lower case without punctuation; placeholders stay."""
    words = (
        atom.text if "[" in atom.text else re.sub(r"[^\w\s'’/.:@-]|[.:-](?=\s|$)", "", atom.text)
        for atom in atoms
    )
    return tuple(Atom(word if "[" in word else word.lower()) for word in words if word)


def written(atoms: Sequence[Atom], rng: random.Random) -> tuple[Atom, ...]:
    """The agent's words as a language model writes them: a capital and a final mark."""
    first, last = atoms[0], atoms[-1]
    made = [replace(first, text=first.text[:1].upper() + first.text[1:]), *atoms[1:]]
    if last.text[-1:].isalnum():
        made[-1] = replace(made[-1], text=made[-1].text + rng.choice("???.."))
    return tuple(made)
