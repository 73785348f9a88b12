"""Sample clinicians and open times, so that a line without a record system has what to offer.

Every sample time says `sample = 1` in the table `slot`. A schedule that holds a time of the
clinic's own gets none.
"""

import sqlite3
from datetime import date, datetime, time, timedelta

_DAYS = 10  # working days ahead, from tomorrow
_SATURDAY = 5
_TIMES = (
    (time(8, 40), "Dr. Amara Osei"),
    (time(9, 30), "Jonas Lindqvist, nurse practitioner"),
    (time(11, 10), "Dr. Amara Osei"),
    (time(14, 20), "Jonas Lindqvist, nurse practitioner"),
    (time(16, 5), "Dr. Amara Osei"),
)


def add_sample_times(db: sqlite3.Connection, today: date) -> None:
    """Fill the coming working days that have no times yet, unless the clinic has its own."""
    if db.execute("SELECT 1 FROM slot WHERE NOT sample LIMIT 1").fetchone():
        return
    samples = db.execute("SELECT id, date(starts) FROM slot").fetchall()
    number = max((int(id.split("-")[1]) for id, _ in samples), default=-1)
    filled = {day for _, day in samples}
    day, ahead = today, 0
    while ahead < _DAYS:
        day += timedelta(days=1)
        if day.weekday() >= _SATURDAY:
            continue
        ahead += 1
        if day.isoformat() not in filled:
            number += 1
            for n, (at, clinician) in enumerate(_TIMES):
                slot = (f"s-{number}-{n}", clinician, datetime.combine(day, at).isoformat())
                db.execute("INSERT INTO slot VALUES (?, ?, ?, 1)", slot)
