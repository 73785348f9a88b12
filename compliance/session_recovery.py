"""Closes the session that a crash left open, keeping everything of it that is whole."""

import os
from dataclasses import replace
from pathlib import Path

from compliance import sealing, session_files
from compliance.sealing import SealBrokenError
from compliance.session_files import SessionEntry


def recover(folder: Path, kek: sealing.KeyEncryptionKey, *, created: int, expires: int) -> bool:
    """Close the session if its writer died; False if this key does not open it.

    `created` and `expires` are for a session that died before it had a session.json.
    """
    entry = session_files.load(folder)
    if entry and entry.state != "open":
        return True
    try:
        lock = session_files.lock(folder)
    except BlockingIOError:
        return True  # its writer lives
    try:
        entry = session_files.load(folder) or SessionEntry(folder.name, created, expires)
        if entry.state == "open":
            session_files.save(folder, _ended(folder, kek, entry))
        return True
    except sealing.KeyRefusedError:
        return False
    finally:
        os.close(lock)


def _ended(folder: Path, kek: sealing.KeyEncryptionKey, entry: SessionEntry) -> SessionEntry:
    streams, state = {}, "interrupted"
    for path in sorted(folder.glob("*.sealed")):
        if not path.stat().st_size:
            continue  # made, and not yet written to
        try:
            with path.open("r+b", buffering=0) as file:
                size, chunks = sealing.close_after_crash(file, kek)
                os.fsync(file.fileno())
            streams[path.stem] = {"bytes": size, "chunks": chunks, "lost_bytes": 0}
        except SealBrokenError:
            state = "damaged"
    return replace(entry, state=state, streams=streams)
