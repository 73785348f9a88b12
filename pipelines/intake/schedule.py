"""The clinic's schedule: SQLite, in memory or in a file, with sample times made at start.

Rules it enforces:
- a slot is given once, whoever asks at the same moment (a primary key inside one transaction);
- nothing is offered or booked in the past, by the clinic's own clock;
- one call holds one slot per patient: booking again corrects or moves the appointment.
"""

import asyncio
import os
import sqlite3
import threading
import weakref
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import astuple, fields
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from pipelines.intake.appointment import Intake
from pipelines.intake.offer import Offer, best
from pipelines.intake.sample_times import add_sample_times
from pipelines.intake.slot import Slot, spoken_time
from pipelines.intake.wishes import understand

_COLUMNS = ", ".join(field.name for field in fields(Intake))
_VALUES = ", ".join("?" for _ in fields(Intake))
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS slot (
    id TEXT PRIMARY KEY, clinician TEXT NOT NULL, starts TEXT NOT NULL, UNIQUE (clinician, starts)
);
CREATE TABLE IF NOT EXISTS appointment (
    slot_id TEXT PRIMARY KEY REFERENCES slot (id), call_id TEXT NOT NULL, {_COLUMNS}
);
"""
_FREE = """
SELECT MIN(id), starts FROM slot
WHERE starts > ? AND id NOT IN (SELECT slot_id FROM appointment) GROUP BY starts
"""
_BOOKED = f"SELECT slot_id, call_id, {_COLUMNS} FROM appointment"  # noqa: S608 - our own names
_BOOK = f"INSERT INTO appointment VALUES (?, ?, {_VALUES})"  # noqa: S608 - question marks


class ScheduleError(Exception):
    """The schedule's file cannot be used."""


class UnknownSlotError(LookupError):
    """There is no such slot."""


class SlotTakenError(Exception):
    """The slot is not free any more: another call has it, or its time has come."""


class Schedule:
    """Offers and books times. Its methods are for the event loop; SQLite works on a thread.

    `zone` is the clinic's time zone (the machine's own by default); `clock` gives an aware now.
    """

    def __init__(
        self,
        path: Path | None = None,
        *,
        zone: tzinfo | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._zone, self._clock = zone, clock
        self._lock = threading.Lock()
        try:
            self._db = _connect(path)
            weakref.finalize(self, self._db.close)
            self._db.executescript(_SCHEMA)
            with self._transaction():
                add_sample_times(self._db, self.now().date())
        except (OSError, sqlite3.Error):
            raise ScheduleError("the schedule cannot be opened") from None

    def now(self) -> datetime:
        """Return the clinic's wall clock."""
        return self._clock().astimezone(self._zone).replace(tzinfo=None)

    async def find(
        self,
        wish: str = "",
        after_slot_id: str = "",
        *,
        refused: Collection[str] = (),
        limit: int = 2,
    ) -> Offer:
        """Return free slots for a spoken wish, else the nearest ones.

        With `after_slot_id`, those after that slot come first and `refused` ones not at all.
        Raises UnknownSlotError.
        """
        return await asyncio.to_thread(self._find, wish, after_slot_id, refused, limit)

    async def book(self, slot_id: str, intake: Intake, *, call_id: str) -> Slot:
        """Give the slot to the patient. Raises UnknownSlotError or SlotTakenError."""
        return await asyncio.to_thread(self._book, slot_id, intake, call_id)

    def _find(self, wish: str, after: str, refused: Collection[str], limit: int) -> Offer:
        now = self.now()
        with self._transaction() as db:
            free = db.execute(_FREE, [now.isoformat(timespec="seconds")]).fetchall()
            reference = self._starts(after) if after else None
        slots = [
            _slot(id, datetime.fromisoformat(starts), now)
            for id, starts in free
            if not reference or id not in refused
        ]
        return best(slots, understand(wish, now, reference), reference, limit)

    def _book(self, slot_id: str, intake: Intake, call_id: str) -> Slot:
        now = self.now()
        with self._transaction() as db:
            starts = self._starts(slot_id)
            if starts <= now:
                raise SlotTakenError("the slot is in the past")
            for held, holder, *values in db.execute(_BOOKED).fetchall():
                ours = holder == call_id and _same_patient(Intake(*values), intake, held == slot_id)
                if ours:
                    db.execute("DELETE FROM appointment WHERE slot_id = ?", [held])
                elif held == slot_id:
                    raise SlotTakenError("the slot is taken")
            db.execute(_BOOK, [slot_id, call_id, *astuple(intake)])
        return _slot(slot_id, starts, now)

    def _starts(self, slot_id: str) -> datetime:
        found = self._db.execute("SELECT starts FROM slot WHERE id = ?", [slot_id]).fetchone()
        if found is None:
            raise UnknownSlotError("no such slot")
        return datetime.fromisoformat(found[0])

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")


def _connect(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        # 164.312(a)(1): appointments are PHI; SQLite gives its side files the mode of this one.
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        os.fchmod(descriptor, 0o600)
        os.close(descriptor)
    db = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA journal_mode = WAL")
    return db


def _slot(id: str, starts: datetime, now: datetime) -> Slot:
    return Slot(id, starts, spoken_time(starts, now.date()))


def _same_patient(held: Intake, new: Intake, same_slot: bool) -> bool:
    """Whether `new` replaces `held`; in one slot a name or a birth date may have been corrected."""
    same = [
        held.patient_name.casefold() == new.patient_name.casefold(),
        held.date_of_birth == new.date_of_birth,
    ]
    return any(same) if same_slot else all(same)
