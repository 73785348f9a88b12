"""Goes through a file of dialogues, one redactor each, in the order in which things were said."""

import os
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from compliance.redaction import PhiType, Redactor
from compliance.redaction.vault import Vault
from pipelines.transcripts.dialogues import (
    Dialogue,
    TranscriptError,
    Turn,
    dialogue_line,
    read_dialogues,
)


@dataclass
class Redacted:
    """What was found in a file: how many dialogues and turns, spans by type."""

    dialogues: int = 0
    caller_turns: int = 0
    failed_turns: int = 0
    """Turns that could not be redacted and are masked whole."""
    spans: dict[str, int] = field(default_factory=dict)


def redacted_dialogue(
    dialogue: Dialogue, found: Redacted, generalise: Collection[PhiType] = ()
) -> Dialogue:
    """The dialogue with `spans` and `redacted` on the caller's turns, as the live call has them.

    Agent turns stay as they are: they are taken for what the line itself says.
    """
    redactor = Redactor(Vault(generalise))
    turns = [_redacted_turn(redactor, turn, found) for turn in dialogue.turns]
    found.dialogues += 1
    return dialogue.model_copy(update={"turns": turns})


def _redacted_turn(redactor: Redactor, turn: Turn, found: Redacted) -> Turn:
    if turn.role == "agent":
        redactor.agent(turn.text)
        return turn
    redaction = redactor.caller(turn.text)
    found.caller_turns += 1
    found.failed_turns += redaction.failed
    for span in redaction.spans:
        found.spans[span.type] = found.spans.get(span.type, 0) + 1
    spans = [{"start": s.start, "end": s.end, "type": str(s.type)} for s in redaction.spans]
    return turn.model_copy(update={"spans": spans, "redacted": redaction.redacted})


def redact_file(
    source: Path,
    out: Path,
    *,
    generalise: Collection[PhiType] = (),
    on_dialogue: Callable[[Dialogue], None] = lambda _: None,
    on_progress: Callable[[int], None] = lambda _: None,
) -> Redacted:
    """Redact `source` into `out` (0600: `text` is still PHI).

    `out` appears whole or not at all. `on_progress` gets the bytes read so far.

    Raises:
        TranscriptError: the source is malformed, or the output cannot be written.
    """
    found, read = Redacted(), 0
    with _appearing_whole(out) as lines:
        for dialogue, size in read_dialogues(source):
            done = redacted_dialogue(dialogue, found, generalise)
            lines.write(dialogue_line(done))
            on_dialogue(done)
            read += size
            on_progress(read)
    return found


@contextmanager
def _appearing_whole(out: Path) -> Iterator[IO[str]]:
    """A file beside `out` that takes its place when all went well."""
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    except OSError as error:
        raise TranscriptError(f"cannot write {out}: {error.strerror}") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as lines:
            yield lines
        Path(name).replace(out)
    except OSError as error:
        raise TranscriptError(f"cannot write {out}: {error.strerror}") from None
    finally:
        Path(name).unlink(missing_ok=True)
