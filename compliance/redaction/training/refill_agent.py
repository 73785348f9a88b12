"""What the agent reads back follows the new values, or shows placeholders as the line does."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

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
    made = tuple(_known(atoms, plan, shown))
    made = tuple(_figures(made, plan, shown, after))
    if any(is_month(atom.word) and ("month", _number(atom.word)) in plan.memo for atom in made):
        made = tuple(date(made, plan))
    return tuple(clinical(made, plan)) if made == tuple(atoms) else made


def _number(month: str) -> str:
    return str(next(n for n, name in enumerate(numbers.MONTHS, 1) if name[:3] == month[:3]))


def _known(atoms: Sequence[Atom], plan: Plan, shown: bool) -> Iterator[Atom]:
    """Names, towns, streets and organisations, and what is spelled of names."""
    spelled = {found.start: found for found in spellings(atoms, least=3)}
    at = 0
    while at < len(atoms):
        if at in spelled:
            found = spelled[at]
            yield from spell(atoms, found, new_letters(found.letters, plan), plan.rng)
            at = found.end
            continue
        length, kind, new = _match(atoms, at, plan)
        if not length:
            yield atoms[at]
        elif shown:
            yield _placeholder(atoms[at : at + length], kind)
        else:
            yield from spread(atoms[at : at + length], " ".join(new))
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


def _figures(
    atoms: Sequence[Atom], plan: Plan, shown: bool, after: frozenset[PhiType]
) -> Iterator[Atom]:
    at = 0
    while at < len(atoms):
        end = at
        while end < len(atoms) and _is_figure(atoms[end].word):
            end += 1
        run = atoms[at:end]
        digits = spoken.digits(" ".join(atom.text for atom in run))
        if len(digits) > 1 and any(digits in value for value in plan.digits.split()):
            kind = next(iter(sorted(after)), PhiType.OTHER_ID)
            made = (_placeholder(run, kind),) if shown else tuple(identifier(run, plan))
            yield from made
            at = end
        else:
            yield atoms[at]
            at += 1


def _is_figure(word: str) -> bool:
    figures = any(c.isdecimal() for c in word) and not word.endswith("]")
    return numbers.is_number(word) or figures or word in ("double", "triple", "hundred", "thousand")
