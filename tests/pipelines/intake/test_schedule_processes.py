"""The schedule's file serves several processes at once, and survives a full disk."""

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pipelines.intake.schedule import Schedule

ROOT = Path(__file__).parents[3]

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
