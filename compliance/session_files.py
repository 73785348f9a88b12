"""A session's folder: its streams, what its session.json says, and the lock on it.

Folders are 0700, files 0600 (45 CFR 164.312(a)(1)). The folder is locked while its session
lives: one that says "open" and is not locked was left by a crash.
"""

import fcntl
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

FORMAT = 1


class Stream(StrEnum):
    """The streams of a session, each under its own key (164.502(b): minimum necessary)."""

    CALLER_AUDIO = "caller_audio"
    AGENT_AUDIO = "agent_audio"
    RAW_TRANSCRIPT = "raw_transcript"
    REDACTED_TRANSCRIPT = "redacted_transcript"


Sizes = dict[str, int]  # bytes, chunks and lost_bytes of the plaintext


@dataclass(frozen=True)
class SealSummary:
    """What was sealed; `complete` once each stream has its end, `unaudited` counts records."""

    streams: Mapping[str, Sizes]
    complete: bool
    unaudited: int

    @property
    def lost(self) -> bool:
        """Whether anything that was to be kept is missing."""
        return any(sizes["lost_bytes"] for sizes in self.streams.values())


@dataclass(frozen=True)
class SessionEntry:
    """One session: `state` is open, closed, interrupted or damaged; times in Unix seconds."""

    session_id: str
    created: int
    expires: int
    state: str = "open"
    outcome: str = ""
    streams: Mapping[str, Sizes] = field(default_factory=dict)


def lock(folder: Path) -> int:
    """Lock a session's folder for as long as the returned descriptor is open."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def save(folder: Path, entry: SessionEntry) -> None:
    """Replace session.json as a whole: a crash leaves the old one or the new one."""
    draft = folder / "session.json.new"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump({"format": FORMAT, **asdict(entry)}, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / "session.json")
    for changed in (folder, folder.parent):
        descriptor = os.open(changed, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def load(folder: Path) -> SessionEntry | None:
    """Return what session.json says, or None if there is none that can be read."""
    try:
        facts = json.loads((folder / "session.json").read_text())
        return SessionEntry(**facts) if facts.pop("format") == FORMAT else None
    except (OSError, ValueError, TypeError, KeyError):
        return None
