"""New names, word for word, and what is spelled of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance.redaction import gazetteer
from compliance.redaction.training import lists
from compliance.redaction.training.atoms import Atom, like
from compliance.redaction.training.plan import Plan
from compliance.redaction.training.spelled import Spelling, spell, spellings
from compliance.redaction.types import PhiType

_KEPT = frozenset(
    "as in like for the letter letters double triple dash hyphen hyphenated apostrophe space "
    "junior senior jr sr third second ii iii iv and no not sorry wait uh um umm er hmm with an it "
    "it's is i'm i mean that's spelled spelling spell capital first last then name middle initial "
    "initials or at my but so just again oh yeah yes okay to you know well maybe actually "
    "both one two three dot on of".split()
)


def name(atoms: Sequence[Atom], plan: Plan) -> Iterator[Atom]:
    """The atoms of a person's name with another name."""
    found = spellings(atoms)
    taken = {at for spelling in found for at in range(spelling.start, spelling.end)}
    words = [at for at, atom in enumerate(atoms) if at not in taken and _is_name(atom.word)]
    of = lists.origin(plan.rng)
    for place, at in enumerate(words):
        _rename(atoms[at].word, place, len(words), of, plan)
    yield from respelled(atoms, found, plan)


def learn(atoms: Sequence[Atom], plan: Plan) -> None:
    """Decide the names in `atoms` without writing them."""
    tuple(name(atoms, plan))


def respelled(atoms: Sequence[Atom], found: Sequence[Spelling], plan: Plan) -> Iterator[Atom]:
    """`atoms` with the known words renamed and the spellings `found` spelled anew."""
    at = 0
    for spelling in (*found, None):
        end = spelling.start if spelling else len(atoms)
        for atom in atoms[at:end]:
            yield replace(atom, text=like(atom.text, renamed(atom.word, plan)))
        if spelling:
            yield from spell(atoms, spelling, new_letters(spelling.letters, plan), plan.rng)
            at = spelling.end


def renamed(word: str, plan: Plan) -> str:
    """The new word for `word`, if it has one, with its possessive."""
    base = word.removesuffix("'s")
    new = plan.names.get(base)
    if new is None and "-" in base:
        new = "-".join(plan.names.get(part, part) for part in base.split("-"))
    return word if new is None else new + word[len(base) :]


def new_letters(letters: str, plan: Plan) -> str:
    """What is spelled instead of `letters`: the same part of the new word."""
    for old, new in _spellable(plan):
        if letters == old:
            return new
        if len(letters) > 1 and letters in old:
            start = old.index(letters)
            end = start + len(letters)
            cut = [round(at / len(old) * len(new)) for at in (start, end)]
            return new[cut[0] : max(cut[1], cut[0] + 1)] or new[-1]
    if letters[1:] in plan.names:  # an initial and a name, as in e-mail addresses
        return new_letters(letters[0], plan) + plan.names[letters[1:]]
    return "".join(
        plan.memo.setdefault(("letter", c), plan.letter(c)) if c.isascii() else c for c in letters
    )


def _spellable(plan: Plan) -> Iterator[tuple[str, str]]:
    yield from plan.names.items()
    for one, two in zip(plan.order, plan.order[1:], strict=False):
        yield one + two, plan.names[one] + plan.names[two]


def _is_name(word: str) -> bool:
    return len(word) > 1 and word not in _KEPT and any(c.isalpha() for c in word)


def _rename(word: str, place: int, count: int, of: str, plan: Plan) -> None:
    base = word.removesuffix("'s")
    pieces = base.split("-")
    for piece in pieces:
        if piece in plan.names or piece in gazetteer.PARTICLES or not piece:
            continue
        kind = "given" if place == 0 and (count > 1 or _sounds_given(piece)) else "surnames"
        if place and count > 2 and place < count - 1 and _sounds_given(piece):
            kind = "given"
        plan.names[piece] = lists.name(kind, of, plan.rng)
        plan.order.append(piece)
        plan.record((piece,), (plan.names[piece],), PhiType.NAME)


def _sounds_given(word: str) -> bool:
    surname = gazetteer.surnames().get(word, 99_999)
    return gazetteer.given_names().get(word, 99_999) < surname or surname == 99_999
