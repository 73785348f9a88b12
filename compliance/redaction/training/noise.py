"""What speakers and recognisers add, lose and confuse."""

import random
from collections.abc import Sequence
from dataclasses import replace

from compliance.redaction import gazetteer
from compliance.redaction.training import lists
from compliance.redaction.training.atoms import Atom, like, parts
from compliance.redaction.types import PhiType

_SOUNDS = [
    set(group.split(","))
    for group in (
        "four,for two,to,too eight,ate one,won c,see,sea u,you y,why r,are b,be i,eye p,pea "
        "t,tea,tee d,dee o,oh j,jay k,kay q,queue,cue n,end m,em l,el x,ex six,sicks "
        "ten,tin g,gee v,vee "
        "their,there by,bye know,no here,hear week,weak right,write hour,our son,sun new,knew "
        "it's,its your,you're pain,pane heel,heal foot,food nine,mine f,ef s,ess h,age w,double_you"
    ).split()
]
_NAMED = frozenset({PhiType.NAME, PhiType.CITY, PhiType.ORG, PhiType.ADDRESS})
_DROPPED = frozenset("the a an is it's my and of to that for in at um uh so it i".split())
_LIKE = {
    "b": "pdv", "p": "bt", "d": "tb", "t": "d", "m": "n", "n": "m", "v": "bf", "f": "v", "s": "z",
    "z": "s", "c": "k", "k": "c", "g": "j", "j": "g", "i": "ey", "e": "ia", "a": "eo", "o": "au",
    "u": "o", "y": "i", "q": "k", "x": "s", "w": "v", "r": "l", "l": "r", "h": "",
}  # fmt: skip


def hesitate(atoms: Sequence[Atom], rng: random.Random) -> tuple[Atom, ...]:
    """Fillers between words, inside identifiers too."""
    made = list(atoms)
    for _ in range(rng.choice((1, 1, 2))):
        at = rng.randint(0, len(made))
        inside = 0 < at < len(made) and made[at - 1].mark == made[at].mark
        if at < len(made) and not made[at].space and at:
            continue
        said = rng.choice(lists.lines("fillers")).split()
        made[at:at] = [Atom(word, made[at].mark if inside else None) for word in said]
    return _parted(made)


def begin(atoms: Sequence[Atom], rng: random.Random) -> tuple[Atom, ...]:
    """Words before the answer."""
    said = rng.choice(lists.lines("openers")).split()
    return (*(Atom(word) for word in said), *_parted(atoms))


def end(atoms: Sequence[Atom], rng: random.Random) -> tuple[Atom, ...]:
    """Words after the answer."""
    return (*atoms, *(Atom(word) for word in rng.choice(lists.lines("closers")).split()))


def repeat(atoms: Sequence[Atom], rng: random.Random) -> tuple[Atom, ...]:
    """One or two words said again, as false starts are."""
    at = rng.randrange(len(atoms))
    again = atoms[at : at + rng.choice((1, 1, 2))]
    if len({atom.mark for atom in again}) > 1 or not all(atom.space for atom in again):
        return tuple(atoms)
    return (*atoms[:at], *again, *_parted(atoms[at:]))


def homophones(atoms: Sequence[Atom], rng: random.Random) -> tuple[Atom, ...]:
    """Words that sound the same, most of them in identifiers."""
    made: list[Atom] = []
    for atom in atoms:
        others = [w for group in _SOUNDS if atom.word in group for w in group - {atom.word}]
        if not others or rng.random() > (0.1 if atom.mark else 0.06):
            made.append(atom)
            continue
        said = like(atom.text, rng.choice(sorted(others)).replace("_", " ")).split()
        made += [Atom(w, atom.mark, n > 0 or atom.space) for n, w in enumerate(said)]
    return tuple(made)


def lose(atoms: Sequence[Atom], rng: random.Random) -> tuple[Atom, ...]:
    """Function words dropped."""
    kept = [
        atom for atom in atoms
        if atom.mark or atom.word not in _DROPPED or rng.random() > 0.4
    ]  # fmt: skip
    return _parted(kept) or tuple(atoms)


def join(atoms: Sequence[Atom], rng: random.Random) -> tuple[Atom, ...]:
    """Two words run together."""
    places = [at for at in range(1, len(atoms)) if atoms[at].mark == atoms[at - 1].mark
              and atoms[at].text.isalpha() and atoms[at - 1].text.isalpha()]  # fmt: skip
    if not places:
        return tuple(atoms)
    at = rng.choice(places)
    one, two = atoms[at - 1], atoms[at]
    return (*atoms[: at - 1], replace(one, text=one.text + two.text), *atoms[at + 1 :])


def mishear(atoms: Sequence[Atom], rng: random.Random) -> tuple[Atom, ...]:
    """A name, a town, a street or an organisation misheard, or cut in two."""
    places = [at for at, atom in enumerate(atoms) if atom.mark and atom.mark.type in _NAMED
              and len(atom.word) > 3 and atom.word.isalpha()]  # fmt: skip
    if not places:
        return tuple(atoms)
    at = rng.choice(places)
    if gazetteer.is_function(atoms[at].word):
        return tuple(atoms)
    lead, core, trail = parts(atoms[at].text)
    if len(core) > 5 and rng.random() < 0.35:
        cut = rng.randint(2, len(core) - 2)
        pieces = (lead + core[:cut], core[cut:] + trail)
        made = tuple(Atom(p, atoms[at].mark, n > 0 or atoms[at].space)
                     for n, p in enumerate(pieces))  # fmt: skip
    else:
        made = (replace(atoms[at], text=lead + _edited(core, rng) + trail),)
    return (*atoms[:at], *made, *atoms[at + 1 :])


def _edited(word: str, rng: random.Random) -> str:
    for _ in range(rng.choice((1, 1, 2))):
        at = rng.randrange(1, len(word))
        draw = rng.random()
        near = _LIKE.get(word[at].lower(), "")
        if draw < 0.6 and near:
            word = word[:at] + rng.choice(near) + word[at + 1 :]
        elif draw < 0.8 and len(word) > 3:
            word = word[:at] + word[at + 1 :]
        else:
            word = word[:at] + rng.choice("aeionrst") + word[at:]
    return word


def _parted(atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """`atoms` with a space before the first, so that it can follow something."""
    return (replace(atoms[0], space=True), *atoms[1:]) if atoms else ()
