"""The clinic's open times: SQLite, with sample data made at start.

Times are the clinic's local time. A slot is sold once (UNIQUE); nothing lies in the past.
"""

import json
import re
import sqlite3
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

_TIMES = (time(8, 40), time(9, 30), time(11, 10), time(14, 20), time(16, 5))
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SCHEMA = """
CREATE TABLE slot (id TEXT PRIMARY KEY, starts TEXT NOT NULL);
CREATE TABLE appointment (slot_id TEXT NOT NULL UNIQUE REFERENCES slot(id), intake TEXT NOT NULL);
"""


class SlotTakenError(Exception):
    """The slot does not exist or has been sold."""


@dataclass(frozen=True)
class Slot:
    """One open time; `when` is speakable and holds no calendar date."""

    id: str
    starts: datetime
    when: str


class Schedule:
    """The open times of one clinic."""

    def __init__(self, path: str = ":memory:", *, now: datetime | None = None) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.executescript(_SCHEMA)
        day, made = self._today().date(), 0
        while made < 10:
            day += timedelta(days=1)
            if day.weekday() < 5:
                for n, at in enumerate(_TIMES):
                    starts = datetime.combine(day, at).isoformat()
                    self._db.execute("INSERT INTO slot VALUES (?, ?)", (f"s-{made}-{n}", starts))
                made += 1

    def _today(self) -> datetime:
        return self._now or datetime.now()

    def find(self, wish: str = "", after_slot_id: str = "", *, limit: int = 2) -> list[Slot]:
        """Return open slots that fit a spoken wish, else the nearest; at most one a half-day."""
        with self._lock:
            rows = self._db.execute(
                "SELECT id, starts FROM slot WHERE id NOT IN (SELECT slot_id FROM appointment) "
                "AND starts > ? ORDER BY starts",
                (self._today().isoformat(),),
            ).fetchall()
            after = self._db.execute("SELECT starts FROM slot WHERE id = ?", (after_slot_id,))
            last = after.fetchone()
        slots = [(i, datetime.fromisoformat(s)) for i, s in rows if not last or s > last[0]]
        fitting = [slot for slot in slots if _fits(wish.lower(), slot[1], self._today())]
        return [self._slot(i, s) for i, s in _spread(fitting or slots, limit)]

    def _slot(self, id: str, starts: datetime) -> Slot:
        return Slot(id, starts, _spoken(starts, self._today()))

    def book(self, slot_id: str, intake: Mapping[str, Any]) -> Slot:
        """Sell a slot. Raises SlotTakenError."""
        with self._lock:
            row = self._db.execute("SELECT starts FROM slot WHERE id = ?", (slot_id,)).fetchone()
            if row is None:
                raise SlotTakenError("no such slot")
            try:
                self._db.execute(
                    "INSERT INTO appointment VALUES (?, ?)", (slot_id, json.dumps(dict(intake)))
                )
            except sqlite3.IntegrityError:
                raise SlotTakenError("the slot is taken") from None
        return self._slot(slot_id, datetime.fromisoformat(row[0]))


def _spread(slots: list[tuple[str, datetime]], limit: int) -> list[tuple[str, datetime]]:
    chosen: list[tuple[str, datetime]] = []
    for slot in slots:
        if not chosen or slot[1] - chosen[-1][1] >= timedelta(hours=4):
            chosen.append(slot)
        if len(chosen) == limit:
            break
    return chosen


def _fits(wish: str, starts: datetime, today: datetime) -> bool:
    days = [n for n, day in enumerate(_DAYS) if day in wish]
    ahead = (starts.date() - today.date()).days
    if days and starts.weekday() not in days:
        return False
    if "next week" in wish and ahead < 7 - today.weekday():
        return False
    if "tomorrow" in wish and ahead != 1:
        return False
    if re.search(r"later (in|this)|end of the week", wish) and starts.weekday() < 2:
        return False
    if "morning" in wish and starts.hour >= 12:
        return False
    return not (re.search(r"afternoon|after lunch|evening", wish) and starts.hour < 12)


def _spoken(starts: datetime, today: datetime) -> str:
    ahead = (starts.date() - today.date()).days
    day = _DAYS[starts.weekday()].capitalize()
    if ahead == 1:
        day = "tomorrow"
    elif ahead >= 7 - today.weekday():
        day = f"next {day}" if ahead < 14 - today.weekday() else f"{day} in two weeks"
    hour = starts.hour % 12 or 12
    return f"{day} at {hour}:{starts.minute:02d} {'AM' if starts.hour < 12 else 'PM'}"
