"""What was said just before the caller's turn, as the tagger reads it.

An answer means what the question makes it: "march third eighty two" is a birth date, an
appointment or the day of an operation. Whoever asks again ("mm hmm", "go on", "and the rest?")
leaves the earlier turns to tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

_TURNS = 3
_CHARACTERS = 160
_BETWEEN = " | "


def context(turns: Sequence[str]) -> str:
    """The last three turns, newest last, cut from the left to 160 characters at a word's start."""
    said = _BETWEEN.join(turn.strip() for turn in turns[-_TURNS:] if turn.strip())
    if len(said) <= _CHARACTERS:
        return said
    cut = said[-_CHARACTERS:]
    return cut if said[-_CHARACTERS - 1].isspace() else cut.partition(" ")[2]


@dataclass
class History:
    """The latest turns of a call; an agent's utterance arrives in pieces."""

    _turns: list[str] = field(default_factory=list)
    _agent_speaks: bool = False

    def agent(self, text: str) -> None:
        """Take what the agent said, or the next piece of it."""
        if self._agent_speaks:
            self._turns[-1] = f"{self._turns[-1]} {text}"
        else:
            self._add(text)
        self._agent_speaks = True

    def caller(self, text: str) -> None:
        """Take what the caller said."""
        self._add(text)
        self._agent_speaks = False

    def context(self, begun: Sequence[str] = ()) -> str:
        """What came before; `begun` is what the agent has begun to say and was not yet heard."""
        return context([*self._turns, *begun])

    def copy(self) -> "History":
        """An independent copy."""
        return History(list(self._turns), self._agent_speaks)

    def _add(self, text: str) -> None:
        self._turns = [*self._turns[1 - _TURNS :], text]
