"""The agent's questions: which there are, and which can stand for which."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from compliance.redaction import gazetteer
from compliance.redaction.training.atoms import Atom, Dialogue, Turn, runs
from compliance.redaction.types import PhiType

Key = frozenset[PhiType]
QUESTION = 4
"""Words of the shortest question that can be swapped."""


@dataclass(frozen=True)
class Pool:
    """The seeds' questions by the types of the answers that follow."""

    questions: dict[Key, tuple[tuple[Atom, ...], ...]]

    @staticmethod
    def of(dialogues: Sequence[Dialogue]) -> "Pool":
        """The questions of `dialogues` that name nothing of the dialogue."""
        made: dict[Key, list[tuple[Atom, ...]]] = {}
        for dialogue in dialogues:
            told = {a.word for turn in dialogue.turns for a in turn.atoms if a.mark}
            for turn, after in zip(dialogue.turns, dialogue.turns[1:], strict=False):
                if after.caller and is_question(turn) and not _tells(turn, told):
                    made.setdefault(types(after), []).append(turn.atoms)
        return Pool({key: tuple(found) for key, found in made.items()})


def types(turn: Turn) -> Key:
    """The types of what is marked in a turn and must be masked."""
    return frozenset(a.mark.type for a in turn.atoms if a.mark and not a.mark.optional)


def is_question(turn: Turn) -> bool:
    """Whether the agent says enough to be asking."""
    return not turn.caller and len(turn.atoms) >= QUESTION


def _tells(turn: Turn, told: set[str]) -> bool:
    """Whether the agent's words name a value."""
    return any(
        any(c.isdecimal() for c in a.text) or "[" in a.text
        or ((a.word in told or gazetteer.is_given_name(a.word))
            and not gazetteer.is_ordinary(a.word))
        for a in turn.atoms
    )  # fmt: skip


def asked(turns: Sequence[Turn], pool: Pool, rng: random.Random) -> tuple[Turn, ...]:
    """Questions swapped for others with the same kind of answer, or left out."""
    made: list[Turn] = []
    for turn, after in zip(turns, (*turns[1:], None), strict=True):
        if after is None or not after.caller or not is_question(turn):
            made.append(turn)
            continue
        draw = rng.random()
        choices = pool.questions.get(types(after), ())
        if draw < (0.4 if types(after) else 0.15) and choices:
            made.append(replace(turn, atoms=rng.choice(choices)))
        elif draw < 0.96 or not _tells_by_itself(after):
            made.append(turn)
    return tuple(made)


def _tells_by_itself(turn: Turn) -> bool:
    """Whether the answer can be understood without its question."""
    return not types(turn) or any(mark and len(found) > 4 for mark, found in runs(turn.atoms))
