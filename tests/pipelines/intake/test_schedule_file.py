"""The schedule's file outlives the process, serves several at once, and is the line's alone."""

import sqlite3
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.intake.schedule import (
    Schedule,
    ScheduleError,
    SlotTakenError,
    open_schedule,
)

ROOT = Path(__file__).parents[3]
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)

# Waits for the starting shot, opens the file, and asks for every slot there is.
CALLER = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from pipelines.intake.appointment import Intake
from pipelines.intake.schedule import Schedule, SlotTakenError

path, who, at = Path(sys.argv[1]), sys.argv[2], datetime(2026, 11, 24, 10, tzinfo=UTC)


async def ask():
    schedule = Schedule(path, zone=UTC, clock=lambda: at)
    for slot in (f"s-{day}-{n}" for day in range(10) for n in range(5)):
        intake = Intake(f"{who} {slot}", "1988-05-17", "+19195550145", "earache")
        try:
            await schedule.book(slot, intake, call_id=f"{who}-{slot}")
            print(slot)
        except SlotTakenError:
            pass


print("ready", flush=True)
sys.stdin.readline()
asyncio.run(ask())
"""

# Fills the disk while a booking is made, frees it, and says what became of three bookings.
FULL_DISK = """
import asyncio, resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from pipelines.intake.appointment import Intake
from pipelines.intake.schedule import Schedule

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
schedule = Schedule(path, zone=UTC, clock=lambda: datetime(2026, 11, 24, 10, tzinfo=UTC))


async def book(slot):
    intake = Intake(f"Caller {slot}", "1988-05-17", "+19195550145", "earache", notes="n" * 9000)
    try:
        await schedule.book(slot, intake, call_id=slot)
        return "booked"
    except Exception as error:
        return type(error).__name__


async def run():
    print(await book("s-0-0"))
    full = path.with_name(path.name + "-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (full, resource.RLIM_INFINITY))
    print(await book("s-0-1"))
    print(len((await schedule.find()).slots))
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(await book("s-0-1"))


asyncio.run(run())
"""


@pytest.fixture
def path(tmp_path):
    """Where a clinic keeps its schedule."""
    return tmp_path / "clinic" / "schedule.sqlite3"


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


@pytest.mark.parametrize("attempt", range(3))
def test_two_processes_racing_for_every_slot_get_each_once(path, attempt):
    """On a file that neither has seen, two lines start, fill it and book: no slot goes twice."""
    callers = [
        subprocess.Popen(
            [sys.executable, "-c", CALLER, str(path), who],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True,
        )
        for who in ("one", "two")
    ]  # fmt: skip
    assert [caller.stdout.readline() for caller in callers] == ["ready\n"] * 2
    for caller in callers:
        caller.stdin.write("\n")
        caller.stdin.flush()
    said = [caller.communicate(timeout=60) for caller in callers]
    assert [caller.returncode for caller in callers] == [0, 0], said
    booked = [slot for out, _ in said for slot in out.split()]
    assert len(booked) == len(set(booked)) == 50
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT COUNT(*) FROM appointment").fetchone() == (50,)
    db.close()


def test_a_line_that_starts_while_another_makes_the_file_waits(path):
    """SQLite itself does not wait there: it would refuse the second line."""
    path.parent.mkdir()
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE made (up)")
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO made VALUES (1)")
    done = threading.Timer(0.3, lambda: other.execute("COMMIT"))
    done.start()
    Schedule(path)
    done.join()
    other.close()


def test_a_full_disk_refuses_the_booking_and_is_forgotten_when_it_is_back(path):
    """A booking that did not reach the disk did not happen; offers and later bookings do."""
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)],
        cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    first, refused, offers, again = done.stdout.split()
    assert (first, offers, again) == ("booked", "2", "booked")
    assert refused != "booked"


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
