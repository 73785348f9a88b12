"""The clinic's schedule: SQLite, in a file or in memory, with sample times if it has no other.

Rules it enforces:
- a slot is given once, whoever asks at the same moment, also from another process (a primary key
  inside one transaction);
- nothing is offered or booked in the past, by the clinic's own clock;
- one call holds one slot per patient: booking again corrects or moves the appointment.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import astuple, fields
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from pathlib import Path

from pipelines.intake.appointment import Intake
from pipelines.intake.offer import Offer, best
from pipelines.intake.sample_times import add_sample_times
from pipelines.intake.schedule_file import COLUMNS, ScheduleError, ScheduleFile
from pipelines.intake.slot import Slot, spoken_time
from pipelines.intake.wishes import understand

__all__ = ["Schedule", "ScheduleError", "SlotTakenError", "UnknownSlotError", "open_schedule"]

_VALUES = ", ".join("?" for _ in fields(Intake))
_FREE = """
SELECT MIN(id), starts FROM slot
WHERE starts > ? AND id NOT IN (SELECT slot_id FROM appointment) GROUP BY starts
"""
_HELD = f"""
SELECT slot_id, call_id, {COLUMNS} FROM appointment WHERE call_id = ? OR slot_id = ?
"""  # noqa: S608 - our own names
_BOOK = f"INSERT INTO appointment VALUES (?, ?, {_VALUES})"  # noqa: S608 - question marks


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
        self._file = ScheduleFile(path)
        self._filled: date | None = None
        try:
            self._fill()
        except sqlite3.Error:
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
        with suppress(sqlite3.Error):  # a disk that is full is no reason not to offer what there is
            self._fill()
        with self._file.transaction() as db:
            free = db.execute(_FREE, [now.isoformat(timespec="seconds")]).fetchall()
            reference = _starts(db, after) if after else None
        slots = [
            _slot(id, datetime.fromisoformat(starts), now)
            for id, starts in free
            if not reference or id not in refused
        ]
        return best(slots, understand(wish, now, reference), reference, limit)

    def _book(self, slot_id: str, intake: Intake, call_id: str) -> Slot:
        now = self.now()
        with self._file.transaction() as db:
            starts = _starts(db, slot_id)
            if starts <= now:
                raise SlotTakenError("the slot is in the past")
            for held, holder, *values in db.execute(_HELD, [call_id, slot_id]).fetchall():
                ours = holder == call_id and _same_patient(Intake(*values), intake, held == slot_id)
                if ours:
                    db.execute("DELETE FROM appointment WHERE slot_id = ?", [held])
                elif held == slot_id:
                    raise SlotTakenError("the slot is taken")
            db.execute(_BOOK, [slot_id, call_id, *astuple(intake)])
        return _slot(slot_id, starts, now)

    def _fill(self) -> None:
        """Once a day, so that a line that runs for months has sample times to offer."""
        today = self.now().date()
        if self._filled != today:
            with self._file.transaction() as db:
                add_sample_times(db, today)
            self._filled = today


@cache
def _shared(path: Path, zone: tzinfo) -> Schedule:
    return Schedule(path, zone=zone)


def open_schedule(path: Path | None, zone: tzinfo) -> Schedule:
    """Return this process's schedule in that file, or a fresh one in memory. Blocks the first time.

    Raises ScheduleError.
    """
    return _shared(path.absolute(), zone) if path else Schedule(zone=zone)


def _starts(db: sqlite3.Connection, slot_id: str) -> datetime:
    found = db.execute("SELECT starts FROM slot WHERE id = ?", [slot_id]).fetchone()
    if found is None:
        raise UnknownSlotError("no such slot")
    return datetime.fromisoformat(found[0])


def _slot(id: str, starts: datetime, now: datetime) -> Slot:
    return Slot(id, starts, spoken_time(starts, now.date()))


def _same_patient(held: Intake, new: Intake, same_slot: bool) -> bool:
    """Whether `new` replaces `held`; in one slot a name or a birth date may have been corrected."""
    same = [
        held.patient_name.casefold() == new.patient_name.casefold(),
        held.date_of_birth == new.date_of_birth,
    ]
    return any(same) if same_slot else all(same)
