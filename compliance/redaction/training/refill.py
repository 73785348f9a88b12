"""Gives a dialogue new values that keep the form of the old ones."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

from compliance.redaction.training import refill_dates, refill_names, refill_net, refill_places
from compliance.redaction.training.atoms import Atom, Dialogue, Mark, Turn, runs
from compliance.redaction.training.plan import Plan, plan
from compliance.redaction.training.refill_agent import agent
from compliance.redaction.training.refill_clinical import clinical
from compliance.redaction.training.refill_ids import identifier
from compliance.redaction.types import PhiType


def refill(dialogue: Dialogue, rng: random.Random) -> Dialogue:
    """The dialogue with other people, numbers, places, drugs and quantities."""
    decided = plan(dialogue, rng)
    for _, atoms in _marked(dialogue, PhiType.NAME):
        refill_names.learn(atoms, decided)
    turns = []
    before: tuple[Atom, ...] = ()
    for turn in dialogue.turns:
        near = (*before, *turn.atoms)
        decided.heard = frozenset(atom.word for atom in near if not atom.mark)
        turns.append(_caller(turn, decided) if turn.caller else turn)
        before = turn.atoms
    made: list[Turn] = []
    for turn in turns:
        types = frozenset(a.mark.type for a in made[-1].atoms if a.mark) if made else frozenset()
        made.append(turn if turn.caller else replace(turn, atoms=agent(turn.atoms, decided, types)))
    return replace(dialogue, turns=tuple(made))


def _marked(dialogue: Dialogue, kind: PhiType) -> Iterable[tuple[Mark, Sequence[Atom]]]:
    for turn in dialogue.turns:
        for mark, atoms in runs(turn.atoms):
            if mark and mark.type is kind:
                yield mark, atoms


def _caller(turn: Turn, decided: Plan) -> Turn:
    made: list[Atom] = []
    for mark, atoms in runs(turn.atoms):
        new = tuple(_value(mark.type, atoms, decided) if mark else clinical(atoms, decided))
        if mark:
            words = [atom.word for atom in atoms]
            decided.record(words, [atom.word for atom in new], mark.type)
        made += new
    return replace(turn, atoms=tuple(made))


def _value(kind: PhiType, atoms: Sequence[Atom], decided: Plan) -> Iterable[Atom]:
    match kind:
        case PhiType.NAME:
            return refill_names.name(atoms, decided)
        case PhiType.DOB | PhiType.DATE | PhiType.AGE_OVER_89:
            return refill_dates.date(atoms, decided, kind)
        case PhiType.ADDRESS:
            return refill_places.address(atoms, decided)
        case PhiType.CITY:
            return refill_places.town(atoms, decided)
        case PhiType.ORG:
            return refill_places.organisation(atoms, decided)
        case PhiType.EMAIL | PhiType.URL:
            return refill_net.address(atoms, decided)
        case _:
            return identifier(atoms, decided)
