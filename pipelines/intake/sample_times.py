"""Sample clinicians and open times, so that a line without a record system has what to offer."""

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
    """Fill the coming working days that have no times yet."""
    filled = {day for (day,) in db.execute("SELECT DISTINCT date(starts) FROM slot")}
    day, ahead = today, 0
    while ahead < _DAYS:
        day += timedelta(days=1)
        if day.weekday() >= _SATURDAY:
            continue
        ahead += 1
        if day.isoformat() not in filled:
            for n, (at, clinician) in enumerate(_TIMES):
                starts = datetime.combine(day, at).isoformat()
                slot = (f"s-{len(filled)}-{n}", clinician, starts)
                db.execute("INSERT INTO slot VALUES (?, ?, ?)", slot)
            filled.add(day.isoformat())
