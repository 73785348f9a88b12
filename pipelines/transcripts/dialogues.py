"""Dialogues as JSON lines: `{"id": …, "turns": [{"role": "agent" | "caller", "text": …}]}`.

Whatever else a line holds is kept as it is.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError


class TranscriptError(Exception):
    """A file of dialogues cannot be read or written; one line says what to do."""


class Turn(BaseModel):
    """One utterance. Offsets of spans are characters (code points) of `text`."""

    model_config = ConfigDict(extra="allow")
    role: Literal["agent", "caller"]
    text: str


class Dialogue(BaseModel):
    """One call."""

    model_config = ConfigDict(extra="allow")
    id: str | int
    turns: list[Turn]


def read_dialogues(file: Path) -> Iterator[tuple[Dialogue, int]]:
    """Yield each dialogue with the number of bytes of its line.

    Raises:
        TranscriptError: the file cannot be read, or a line is no dialogue. It names the line and
            the field, never the content.
    """
    try:
        with file.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _dialogue(line, f"{file}, line {number}"), len(line)
    except OSError as error:
        raise TranscriptError(f"cannot read {file}: {error.strerror}") from None


def _dialogue(line: bytes, where: str) -> Dialogue:
    try:
        return Dialogue.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        place = ".".join(map(str, first["loc"])) or "the line"
        reason = "is not JSON" if first["type"] == "json_invalid" else first["msg"].lower()
        raise TranscriptError(
            f"{where}: {place}: {reason}; "
            'a line is {"id": …, "turns": [{"role": "agent" or "caller", "text": …}]}'
        ) from None


def dialogue_line(dialogue: Dialogue) -> str:
    """One line of JSON."""
    return json.dumps(dialogue.model_dump(), ensure_ascii=False) + "\n"
