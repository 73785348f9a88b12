"""The dialogues that are measured, and what is marked in them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

UNSEEN = Path(__file__).parent / "unseen"


class DialogueError(ValueError):
    """A line of a file is no dialogue; the message quotes nothing of it."""


@dataclass(frozen=True)
class Mark:
    """Characters `start` to `end` of a caller's turn are PHI; `optional`: masking is either way."""

    start: int
    end: int
    type: str
    optional: bool = False


@dataclass(frozen=True)
class Turn:
    """What one side said."""

    caller: bool
    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Dialogue:
    """A talk, and which file it is from."""

    file: str
    style: str
    kind: str
    category: str
    turns: tuple[Turn, ...]

    @property
    def answers(self) -> list[Turn]:
        """The caller's turns."""
        return [turn for turn in self.turns if turn.caller]

    @property
    def hard_negative(self) -> bool:
        """Whether it was written to tempt into masking what is no PHI."""
        return self.kind == "hard" and "neg" in self.category


def load(folder: Path = UNSEEN, limit: int | None = None) -> list[Dialogue]:
    """The dialogues of every `*.jsonl` in a folder, or `limit` of each file, from all over it."""
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise DialogueError(f"no *.jsonl in {folder}")
    return [dialogue for file in files for dialogue in _spread(list(_read(file)), limit)]


def _spread(dialogues: list[Dialogue], limit: int | None) -> list[Dialogue]:
    if limit is None or limit >= len(dialogues):
        return dialogues
    return [dialogues[n * len(dialogues) // limit] for n in range(limit)]


def _read(file: Path) -> Iterator[Dialogue]:
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if line.strip():
            try:
                yield _dialogue(file.stem, json.loads(line))
            except (KeyError, TypeError, ValueError) as error:
                raise DialogueError(f"{file.name}, line {number}: {type(error).__name__}") from None


def _dialogue(file: str, line: dict[str, Any]) -> Dialogue:
    turns = tuple(_turn(turn) for turn in line["turns"])
    return Dialogue(file, line["style"], line["kind"], line["category"], turns)


def _turn(turn: dict[str, Any]) -> Turn:
    if turn["role"] not in ("agent", "caller"):
        raise ValueError("no such role")
    marks = tuple(
        Mark(span["start"], span["end"], span["type"], span.get("optional", False))
        for span in turn.get("spans", ())
    )
    if not all(0 <= mark.start < mark.end <= len(turn["text"]) for mark in marks):
        raise ValueError("a mark outside the text")
    return Turn(turn["role"] == "caller", turn["text"], marks)
