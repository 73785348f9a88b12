"""New addresses, towns and organisations."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance.redaction.training import lists, numbers, organisations
from compliance.redaction.training.atoms import Atom, like, parts, spread
from compliance.redaction.training.numbers import ORDINAL, ORDINALS, is_number
from compliance.redaction.training.plan import Plan
from compliance.redaction.training.refill_ids import identifier
from compliance.redaction.training.refill_names import new_letters, respelled
from compliance.redaction.training.spelled import spellings
from compliance.redaction.types import PhiType

_STREET = frozenset(
    "street st avenue ave road rd drive dr lane ln court ct circle cir boulevard blvd way place pl "
    "terrace trail parkway pkwy highway hwy route rural loop square alley pike turnpike run row "
    "crossing point bend extension plaza path landing ridge county state north south east west "
    "northeast northwest southeast southwest n s e w ne nw se sw apartment apt unit suite ste "
    "floor building bldg room lot space trailer number box p o po post office hundred thousand "
    "and the of at on corner block house upstairs downstairs basement rear front dash half double "
    "triple as in like for no not sorry wait it's is it's um uh oh that's i mean then".split()
)
_LOCALITY = frozenset("county parish township borough".split())


def address(atoms: Sequence[Atom], plan: Plan) -> Iterator[Atom]:
    """Another street, with numbers of the same form, the same street type and unit."""
    at = 0
    while at < len(atoms):
        end = at
        while end < len(atoms) and _is_street(atoms, end):
            end += 1
        if end > at:
            yield from _street(atoms[at:end], plan)
        else:
            end = at + 1
            while end < len(atoms) and not _is_street(atoms, end):
                end += 1
            yield from _numbers(atoms[at:end], plan)
        at = end


def _is_street(atoms: Sequence[Atom], at: int) -> bool:
    word = atoms[at].word
    return (
        len(word) > 1 and word.isalpha() and word not in _STREET and word not in ORDINAL
        and not is_number(word)
    )  # fmt: skip


def _street(atoms: Sequence[Atom], plan: Plan) -> tuple[Atom, ...]:
    old = " ".join(atom.word for atom in atoms)
    new = plan.memo.setdefault(("street", old), lists.street(plan.rng))
    plan.record(old.split(), new.split(), PhiType.ADDRESS)
    return spread(atoms, new)


def _numbers(atoms: Sequence[Atom], plan: Plan) -> Iterator[Atom]:
    for old, atom in zip(atoms, identifier(atoms, plan), strict=True):
        if old.word in _STREET:
            yield old
        elif old.word in ORDINAL and ORDINAL[old.word] < 20:
            high = 9 if ORDINAL[old.word] < 10 else 19
            new = ORDINALS[plan.rng.randint(high - 8, high)]
            yield replace(old, text=like(old.text, new))
        else:
            yield _ordinal_figures(old, atom)


def _ordinal_figures(old: Atom, new: Atom) -> Atom:
    """ "23rd" stays an ordinal that can be said."""
    core = parts(new.text)[1]
    if old.word[-2:] not in ("st", "nd", "rd", "th") or not core[:-2].isdecimal():
        return new
    return replace(new, text=like(old.text, numbers.nth(int(core[:-2]) or 1)))


def town(atoms: Sequence[Atom], plan: Plan) -> tuple[Atom, ...]:
    """Another town; "county" and a spelling stay."""
    if found := spellings(atoms):
        return _spelled(atoms, found[0].start, plan)
    tail = atoms[-1:] if len(atoms) > 1 and atoms[-1].word in _LOCALITY else ()
    body = atoms[: len(atoms) - len(tail)]
    old = " ".join(atom.word for atom in body)
    new = plan.memo.setdefault(("town", old), lists.town(plan.rng))
    plan.record(old.split(), new.split(), PhiType.CITY)
    return (*spread(body, new), *tail)


def _spelled(atoms: Sequence[Atom], start: int, plan: Plan) -> tuple[Atom, ...]:
    """A town with its spelling, which starts at `start`."""
    words, rest = atoms[:start], atoms[start:]
    head: tuple[Atom, ...] = ()
    if words:
        old = "".join(atom.word for atom in words)
        new = plan.memo.setdefault(("town", old), lists.town(plan.rng))
        plan.names[old] = new.replace(" ", "")
        head = spread(words, new)
    return (*head, *respelled(rest, spellings(rest), plan))


def organisation(atoms: Sequence[Atom], plan: Plan) -> tuple[Atom, ...]:
    """Another organisation of the same kind."""
    assert atoms[0].mark
    found = spellings(atoms, least=2)
    spelled = found and not atoms[0].mark.optional
    if spelled and found[0].start == 0 and found[0].end == len(atoms):
        letters = new_letters(found[0].letters, plan)
        if plan.rng.random() < 0.7:
            letters = plan.rng.choice(lists.groups("organisations")["initials"])
        return tuple(respelled(atoms, (), plan)) if not letters else _letters(atoms, letters)
    old = " ".join(atom.word for atom in atoms)
    new = plan.memo.get(("organisation", old)) or organisations.draw(
        old, plan.heard, plan.rng, optional=atoms[0].mark.optional
    )
    plan.memo["organisation", old] = new
    plan.record(old.split(), new.split(), PhiType.ORG)
    return spread(atoms, new)


def _letters(atoms: Sequence[Atom], letters: str) -> tuple[Atom, ...]:
    if len(atoms) == 1:
        return (replace(atoms[0], text=like(atoms[0].text, letters)),)
    return spread(atoms, " ".join(letters))
