"""What was said just before the caller's turn, as the tagger reads it.

An answer means what the question makes it: "march third eighty two" is a birth date, an
appointment or the day of an operation. Whoever asks again ("mm hmm", "go on", "and the rest?")
leaves the earlier turns to tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from compliance.redaction.types import PhiType

_BEFORE_AGENT = 2
_CHARACTERS = 160
_KEPT = 8
_MOST_EXPECTED = 2


class Said(NamedTuple):
    """One turn."""

    caller: bool
    text: str


def context(turns: Sequence[Said]) -> str:
    """The agent's latest words, what followed, and up to two turns before; newest last.

    Cut from the left to 160 characters at a word's start.
    """
    agents = [at for at, turn in enumerate(turns) if not turn.caller]
    start = max((agents[-1] if agents else len(turns) - 1) - _BEFORE_AGENT, 0)
    joined = " | ".join(turn.text for turn in turns[start:])
    return joined if len(joined) <= _CHARACTERS else joined[-_CHARACTERS:].partition(" ")[2]


def expecting(before: str, asked: Sequence[PhiType]) -> str:
    """The context, and behind it the types that the last question asks for: "… | phone"."""
    expected = " ".join(type.value.lower().replace("_", " ") for type in asked[:_MOST_EXPECTED])
    return f"{before} | {expected}" if expected else before


@dataclass
class History:
    """The latest turns of a call; an agent's utterance arrives in pieces."""

    _turns: list[Said] = field(default_factory=list)

    def agent(self, text: str) -> None:
        """Take what the agent said, or the next piece of it."""
        if self._turns and not self._turns[-1].caller:
            text = f"{self._turns.pop().text} {text}"
        self._add(Said(False, text))

    def caller(self, text: str) -> None:
        """Take what the caller said."""
        self._add(Said(True, text))

    def context(self, begun: Sequence[str] = ()) -> str:
        """What came before; `begun` is what the agent has begun to say and was not yet heard."""
        if not begun:
            return context(self._turns)
        ahead = History(list(self._turns))
        for sentence in begun:
            ahead.agent(sentence)
        return context(ahead._turns)

    def copy(self) -> "History":
        """An independent copy."""
        return History(list(self._turns))

    def _add(self, said: Said) -> None:
        self._turns = [*self._turns[1 - _KEPT :], said]
