"""The schedule's file outlives the process, always has times to offer, and is the line's alone."""

import sqlite3
import stat
from datetime import UTC, datetime, timedelta

import pytest

from pipelines.intake.schedule import (
    Schedule,
    ScheduleError,
    SlotTakenError,
    open_schedule,
)

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


async def test_appointments_outlive_the_process_and_times_are_added(path, intake):
    """A schedule in a file keeps what was booked and always reaches ten working days ahead."""
    clock = [TUESDAY]
    first = Schedule(path, zone=UTC, clock=lambda: clock[0])
    await first.book("s-1-0", intake(), call_id="a")
    clock[0] += timedelta(days=1)
    second = Schedule(path, zone=UTC, clock=lambda: clock[0])
    with pytest.raises(SlotTakenError):
        await second.book("s-1-0", intake(name="Someone Else"), call_id="b")
    last = (await second.find("in two weeks")).slots[0]
    assert last.starts.date() == (TUESDAY + timedelta(days=15)).date()


@pytest.mark.parametrize("months_later", ["a restart", "no restart"])
async def test_sample_times_never_run_out(path, months_later):
    """When every sample time has passed there are new ones, also without a restart."""
    clock = [TUESDAY]
    schedule = Schedule(path, zone=UTC, clock=lambda: clock[0])
    clock[0] += timedelta(days=120)
    if months_later == "a restart":
        schedule = Schedule(path, zone=UTC, clock=lambda: clock[0])
    first = (await schedule.find()).slots[0]
    assert clock[0].date() < first.starts.date() < (clock[0] + timedelta(days=5)).date()


def _samples(path):
    db = sqlite3.connect(path)
    found = dict(db.execute("SELECT sample, COUNT(*) FROM slot GROUP BY sample").fetchall())
    db.close()
    return found


async def test_a_clinic_with_times_of_its_own_is_offered_no_samples(path):
    """Sample times say that they are; none is added to a schedule that has real ones."""
    Schedule(path, zone=UTC, clock=lambda: TUESDAY)
    assert _samples(path) == {1: 50}
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM slot")
        db.execute("INSERT INTO slot (id, clinician, starts) VALUES ('x', 'y', '2026-11-27T09:00')")
    db.close()
    schedule = Schedule(path, zone=UTC, clock=lambda: TUESDAY)
    assert _samples(path) == {0: 1}
    assert [slot.id for slot in (await schedule.find()).slots] == ["x"]


def test_only_the_line_can_read_the_schedule(path):
    """Appointments are PHI: no file of SQLite's, and not their folder, is open to others."""
    schedule = Schedule(path)
    files = list(path.parent.iterdir())
    assert len(files) > 1
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    del schedule


def test_a_file_that_was_open_to_others_is_closed_to_them(tmp_path):
    """Whatever made the file, from now on it is the line's."""
    path = tmp_path / "schedule.sqlite3"
    path.touch(mode=0o644)
    Schedule(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_is_no_schedule_is_refused_in_one_line(tmp_path):
    """The message names the fault and quotes nothing."""
    path = tmp_path / "schedule.sqlite3"
    path.write_text("Rebecca Lawson " * 100)
    with pytest.raises(ScheduleError, match=r"^the schedule cannot be opened$"):
        Schedule(path)


def test_a_process_opens_a_file_once_and_a_rehearsal_has_its_own(path):
    """Calls of one line share its schedule; without a file each has a fresh one."""
    assert open_schedule(path, UTC) is open_schedule(path, UTC)
    assert open_schedule(None, UTC) is not open_schedule(None, UTC)
