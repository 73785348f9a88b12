"""The schedule's SQLite file: its tables, its mode, and one transaction at a time.

Several processes may use one file: it is in WAL mode, every transaction takes the write lock at
its beginning, and waits its turn for at most `_BUSY_S`.
"""

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from time import monotonic, sleep

from pipelines.intake.appointment import Intake

COLUMNS = ", ".join(field.name for field in fields(Intake))
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS slot (
    id TEXT PRIMARY KEY, clinician TEXT NOT NULL, starts TEXT NOT NULL,
    sample INTEGER NOT NULL DEFAULT 0, UNIQUE (clinician, starts)
);
CREATE TABLE IF NOT EXISTS appointment (
    slot_id TEXT PRIMARY KEY REFERENCES slot (id), call_id TEXT NOT NULL, {COLUMNS}
);
"""
_BUSY_S = 5.0


class ScheduleError(Exception):
    """The schedule's file cannot be used."""


class ScheduleFile:
    """One connection, for any thread; without a path the schedule is in memory."""

    def __init__(self, path: Path | None) -> None:
        self._lock = threading.Lock()
        try:
            self._db = _connect(path)
            weakref.finalize(self, self._db.close)
            _patiently(self._db, "PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA secure_delete = ON")  # a corrected appointment is no trace
            self._db.executescript(_SCHEMA)
        except (OSError, sqlite3.Error):
            raise ScheduleError("the schedule cannot be opened") from None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything in it happens, durably, or nothing does. Blocks: use it in a thread."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:  # a full disk may already have rolled it back
                    self._db.execute("ROLLBACK")


def _connect(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        # 164.312(a)(1): appointments are PHI; SQLite gives its side files the mode of this one.
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        os.fchmod(descriptor, 0o600)
        os.close(descriptor)
    return sqlite3.connect(
        path or ":memory:", timeout=_BUSY_S, isolation_level=None, check_same_thread=False
    )


def _patiently(db: sqlite3.Connection, statement: str) -> None:
    """SQLite does not wait by itself while another process changes the journal's mode."""
    until = monotonic() + _BUSY_S
    while True:
        try:
            db.execute(statement)
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(0.01)
