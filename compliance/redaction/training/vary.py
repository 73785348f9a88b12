"""Variations of a dialogue: questions, cuts, joins, styles, noise."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from compliance.redaction.training import lists, noise, styles
from compliance.redaction.training.atoms import Atom, Dialogue, Turn, runs
from compliance.redaction.training.plan import IDENTIFIERS
from compliance.redaction.training.questions import QUESTION, Pool, asked
from compliance.redaction.training.smart import smart

Noise = Callable[[Sequence[Atom], random.Random], tuple[Atom, ...]]
_STYLED = {
    "smart": (("smart", 0.66), ("raw", 0.18), ("rawdigits", 0.07), ("mixed", 0.09)),
    "raw": (("raw", 0.67), ("rawdigits", 0.11), ("mixed", 0.11), ("smart", 0.11)),
    "rawdigits": (("rawdigits", 0.55), ("raw", 0.25), ("mixed", 0.1), ("smart", 0.1)),
    "mixed": (("mixed", 0.65), ("raw", 0.2), ("rawdigits", 0.08), ("smart", 0.07)),
}
_NOISES: tuple[tuple[float, Noise], ...] = (
    (0.20, noise.hesitate),
    (0.09, noise.begin),
    (0.05, noise.end),
    (0.08, noise.repeat),
    (0.12, noise.mishear),
)
"""How often the turns of a noisy call have each."""
_ROUGH: tuple[tuple[float, Noise], ...] = (
    (0.08, noise.lose),
    (0.05, noise.join),
    (0.20, noise.homophones),
)
"""What only a recogniser that writes words as it hears them does."""


def vary(dialogue: Dialogue, pool: Pool, rng: random.Random) -> Dialogue:
    """The dialogue, changed in several of the ways this module knows."""
    turns = asked(dialogue.turns, pool, rng)
    if rng.random() < 0.25:
        turns = _joined(turns, rng)
    if rng.random() < 0.45:
        turns = _cut(turns, rng)
    if rng.random() < 0.15:
        turns = _backchannel(turns, rng)
    style = _style(dialogue.style, rng)
    heard = rng.random() < 0.5
    resaid = style == "raw" and rng.random() < 0.3
    turns = tuple(_heard(turn, dialogue.style, style, rng) for turn in turns)
    if resaid:
        turns = tuple(
            replace(turn, atoms=styles.resaid(turn.atoms, rng)) if turn.caller else turn
            for turn in turns
        )
    turns = tuple(_noisy(turn, style, rng) if turn.caller and heard else turn for turn in turns)
    return replace(dialogue, style=style, turns=tuple(turn for turn in turns if turn.atoms))


def _joined(turns: Sequence[Turn], rng: random.Random) -> tuple[Turn, ...]:
    """Two caller turns with no question, or a short one, between them become one."""
    places = [at for at in range(len(turns) - 2) if turns[at].caller and turns[at + 2].caller
              and len(turns[at + 1].atoms) < QUESTION and not turns[at + 1].caller]  # fmt: skip
    if not places:
        return tuple(turns)
    at = rng.choice(places)
    behind = turns[at + 2].atoms
    both = (*turns[at].atoms, replace(behind[0], space=True), *behind[1:])
    return (*turns[:at], Turn(True, both), *turns[at + 3 :])


def _cut(turns: Sequence[Turn], rng: random.Random) -> tuple[Turn, ...]:
    """A caller turn cut in two, inside an identifier if there is one, with or without a reply."""
    places = [at for at, turn in enumerate(turns) if turn.caller and len(turn.atoms) > 3]
    if not places:
        return tuple(turns)
    at = rng.choice(places)
    atoms = turns[at].atoms
    inside = [n for n in range(1, len(atoms))
              if atoms[n].mark and atoms[n].mark == atoms[n - 1].mark]  # fmt: skip
    chosen = inside if inside and rng.random() < 0.75 else range(1, len(atoms))
    cuts = [n for n in chosen if atoms[n].space]
    if not cuts:
        return tuple(turns)
    cut = rng.choice(cuts)
    first, second = Turn(True, atoms[:cut]), Turn(True, atoms[cut:])
    reply = (_reply(first, rng),) if rng.random() < 0.55 else ()
    return (*turns[:at], first, *reply, second, *turns[at + 1 :])


def _reply(first: Turn, rng: random.Random) -> Turn:
    """A reaction, or the figures that were heard, said or shown."""
    mark, found = runs(first.atoms)[-1]
    if mark and mark.type in IDENTIFIERS and rng.random() < 0.3:
        if rng.random() < 0.5:
            return Turn(False, (Atom(f"[{mark.type}_1]"),))
        return Turn(False, tuple(replace(atom, mark=None) for atom in found))
    return _reaction(rng)


def _reaction(rng: random.Random) -> Turn:
    return Turn(False, tuple(Atom(w) for w in rng.choice(lists.lines("reactions")).split()))


def _backchannel(turns: Sequence[Turn], rng: random.Random) -> tuple[Turn, ...]:
    """The agent reacts once more before the caller answers."""
    places = [at for at, turn in enumerate(turns) if turn.caller]
    at = rng.choice(places) if places else 0
    said = [Turn(True, (Atom(rng.choice(("um", "uh", "okay", "sure", "yeah", "well"))),))]
    said = said if rng.random() < 0.5 else []
    return (*turns[:at], *said, _reaction(rng), *turns[at:])


def _style(old: str, rng: random.Random) -> str:
    choices = _STYLED[old]
    return rng.choices([name for name, _ in choices], [weight for _, weight in choices])[0]


def _heard(turn: Turn, old: str, style: str, rng: random.Random) -> Turn:
    if not turn.caller:
        return replace(turn, atoms=_agent(turn.atoms, style, rng))
    atoms = turn.atoms
    if old != style:
        atoms = atoms if old == "raw" else styles.raw(atoms, rng)
        if style == "rawdigits":
            atoms = styles.rawdigits(atoms, rng)
        elif style == "mixed":
            atoms = styles.mixed(atoms, rng)
        elif style == "smart":
            atoms = smart(atoms, rng)
    return replace(turn, atoms=atoms)


def _agent(atoms: tuple[Atom, ...], style: str, rng: random.Random) -> tuple[Atom, ...]:
    draw = rng.random()
    if draw < (0.2 if style == "smart" else 0.6):
        return styles.plain(atoms)
    return styles.written(atoms, rng) if draw < 0.9 and atoms else atoms


def _noisy(turn: Turn, style: str, rng: random.Random) -> Turn:
    atoms = turn.atoms
    for rate, add in (*_NOISES, *(() if style == "smart" else _ROUGH)):
        if atoms and rng.random() < rate:
            atoms = add(atoms, rng)
    return replace(turn, atoms=atoms)
