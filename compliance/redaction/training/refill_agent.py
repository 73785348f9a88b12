"""What the agent reads back follows the new values, or shows placeholders as the line does."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from compliance.redaction import gazetteer, spoken
from compliance.redaction.training import numbers
from compliance.redaction.training.atoms import Atom, parts, spread
from compliance.redaction.training.plan import Phrase, Plan
from compliance.redaction.training.refill_clinical import clinical
from compliance.redaction.training.refill_dates import date, is_month
from compliance.redaction.training.refill_ids import identifier
from compliance.redaction.training.refill_names import new_letters
from compliance.redaction.training.spelled import spell, spellings
from compliance.redaction.types import PhiType

_LONGEST = 8


def agent(atoms: Sequence[Atom], plan: Plan, after: frozenset[PhiType]) -> tuple[Atom, ...]:
    """The agent's words; `after`: the types of the caller's turn before."""
    shown = plan.rng.random() < 0.5
    made: list[Atom] = []
    for changed, pairs in groupby(_known(atoms, plan, shown, after), lambda pair: pair[1]):
        stretch = [atom for atom, _ in pairs]
        dated = not changed and any(_is_known_month(atom.word, plan) for atom in stretch)
        made += date(stretch, plan) if dated else stretch if changed else clinical(stretch, plan)
    return tuple(made)


def _is_known_month(word: str, plan: Plan) -> bool:
    if not is_month(word):
        return False
    number = next(n for n, name in enumerate(numbers.MONTHS, 1) if name[:3] == word[:3])
    return ("month", str(number)) in plan.memo


def _known(
    atoms: Sequence[Atom], plan: Plan, shown: bool, after: frozenset[PhiType]
) -> Iterator[tuple[Atom, bool]]:
    """The atoms, each with whether it is a value's: new, or a placeholder if `shown`."""
    spelled = {found.start: found for found in spellings(atoms, least=3)}
    at = 0
    while at < len(atoms):
        length, kind, new = _match(atoms, at, plan)
        figures = _figures(atoms, at, plan)
        made: Iterable[Atom]
        if at in spelled:
            letters = new_letters(spelled[at].letters, plan)
            made = spell(atoms, spelled[at], letters, plan.rng)
            length = spelled[at].end - at
        elif length and not shown:
            made = spread(atoms[at : at + length], " ".join(new))
        elif figures > length and not shown:
            length, made = figures, identifier(atoms[at : at + figures], plan)
        elif length or figures:
            kind = kind if length else next(iter(sorted(after)), PhiType.OTHER_ID)
            length = length or figures
            made = (_placeholder(atoms[at : at + length], kind),)
        else:
            made = (atoms[at],)
        yield from ((atom, length > 0) for atom in made)
        at += length or 1


def _match(atoms: Sequence[Atom], at: int, plan: Plan) -> tuple[int, PhiType, Phrase]:
    words = tuple(atom.word.removesuffix("'s") for atom in atoms[at : at + _LONGEST])
    for length in range(len(words), 0, -1):
        found = plan.phrases.get(words[:length])
        if found and (length > 1 or not _says_other(words[0], found[0])):
            return length, *found
    return 0, PhiType.NAME, ()


def _says_other(word: str, kind: PhiType) -> bool:
    """Whether the agent may well mean something else by the word."""
    if kind is PhiType.NAME:
        return gazetteer.is_function(word)
    return gazetteer.is_ordinary(word) or len(word) < 2 or _is_figure(word)


def _placeholder(atoms: Sequence[Atom], kind: PhiType) -> Atom:
    lead, trail = parts(atoms[0].text)[0], parts(atoms[-1].text)[2]
    return replace(atoms[0], text=f"{lead}[{kind}_1]{trail}")


def _figures(atoms: Sequence[Atom], at: int, plan: Plan) -> int:
    """How many atoms from `at` on say figures of an identifier."""
    end = at
    while end < len(atoms) and _is_figure(atoms[end].word):
        end += 1
    digits = spoken.digits(" ".join(atom.text for atom in atoms[at:end]))
    known = len(digits) > 1 and any(digits in value for value in plan.digits.split())
    return end - at if known else 0


def _is_figure(word: str) -> bool:
    figures = any(c.isdecimal() for c in word) and not word.endswith("]")
    return numbers.is_number(word) or figures or word in ("double", "triple", "hundred", "thousand")
