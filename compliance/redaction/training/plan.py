"""What a dialogue's old values become: decided once, so that every repetition agrees."""

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from compliance.redaction import spoken
from compliance.redaction.training import alphabet, numbers
from compliance.redaction.training.atoms import Atom, Dialogue
from compliance.redaction.types import PhiType

IDENTIFIERS = frozenset(
    PhiType[name]
    for name in "PHONE FAX SSN MRN INSURANCE_ID ACCOUNT LICENSE VEHICLE DEVICE IP ZIP "
    "OTHER_ID".split()
)
"""Types made of figures and letters."""
_JOINED = re.compile(r"teen|ty$|^ten$|^eleven$|^twelve$|^hundred$|^thousand$")
Phrase = tuple[str, ...]


@dataclass
class Plan:
    """The old values of one dialogue and their new ones, filled while it is rewritten.

    `figures`, `letters`: a permutation, or nothing, for each to be drawn by itself. `names`: old
    name word to new; `phrases`: what the agent may say again, with its type; `memo`: the rest.
    `digits`: the old figures; `heard`: the words around the value at hand.
    """

    rng: random.Random
    figures: dict[str, str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    phrases: dict[Phrase, tuple[PhiType, Phrase]] = field(default_factory=dict)
    memo: dict[tuple[str, str], str] = field(default_factory=dict)
    digits: str = ""
    heard: frozenset[str] = frozenset()

    def figure(self, digit: str, *, low: str = "0") -> str:
        """The new figure for `digit`, not below `low`."""
        if self.figures:
            return self.figures[digit]
        return str(self.rng.randint(int(low), 9))

    def letter(self, letter: str) -> str:
        """The new letter for a lower-case `letter`."""
        return self.letters.get(letter) or self.rng.choice(tuple(alphabet.NATO))

    def record(self, old: Iterable[str], new: Iterable[str], kind: PhiType) -> None:
        """Remember that `old` became `new`."""
        key = tuple(old)
        if key and all(key):
            self.phrases.setdefault(key, (kind, tuple(new)))


def plan(dialogue: Dialogue, rng: random.Random) -> Plan:
    """A plan that fits the dialogue: permutations where the agent reads figures back."""
    marked = [atom for turn in dialogue.turns for atom in turn.atoms
              if atom.mark and atom.mark.type in IDENTIFIERS]  # fmt: skip
    made = Plan(rng, digits=_digits(marked))
    heard = [a.word for turn in dialogue.turns if not turn.caller for a in turn.atoms]
    if rng.random() < 0.4 or any(numbers.is_number(word) for word in heard):
        fixed = "01" if any(_JOINED.search(atom.word) for atom in marked) else ""
        made.figures = _shuffled("0123456789", fixed, rng)
        made.letters = _shuffled("abcdefghijklmnopqrstuvwxyz", "", rng)
    return made


def _digits(marked: Sequence[Atom]) -> str:
    """The figures of the dialogue's identifiers, numbers parted by a space."""
    values: dict[tuple[PhiType, int], list[str]] = {}
    for atom in marked:
        assert atom.mark
        values.setdefault((atom.mark.type, atom.mark.number), []).append(atom.text)
    by_type: dict[PhiType, str] = {}
    for (kind, _), words in values.items():
        by_type[kind] = by_type.get(kind, "") + spoken.digits(" ".join(words))
    return " ".join(by_type.values())


def _shuffled(alphabet_: str, fixed: str, rng: random.Random) -> dict[str, str]:
    free = [c for c in alphabet_ if c not in fixed]
    return dict(zip(free, rng.sample(free, len(free)), strict=True)) | {c: c for c in fixed}
