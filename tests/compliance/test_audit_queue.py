"""Records keep their order, on one thread; what cannot be refused waits for the disk."""

import json
import threading
from pathlib import Path

import pytest

from compliance.audit import AuditError, AuditTrail, EventKind, verify
from compliance.audit_queue import AuditQueue


class Disk(AuditTrail):
    """A trail on a disk that can be full, or slow while `free` is not set."""

    full = False

    def __init__(self, path: Path) -> None:
        super().__init__(path, "s1")
        self.free = threading.Event()
        self.free.set()

    def record(self, kind, **facts):
        self.free.wait(5)
        if self.full:
            raise AuditError("the audit trail cannot be written")
        super().record(kind, **facts)


@pytest.fixture
def path(tmp_path):
    """The trail's file."""
    return tmp_path / "s1.jsonl"


@pytest.fixture
def disk(path):
    """A trail on a disk that works."""
    return Disk(path)


def _turns(path):
    """The facts `turn` in the trail, which must verify."""
    assert verify(path) is None
    return [json.loads(line)["facts"].get("turn") for line in path.read_text().splitlines()]


def test_records_and_notes_keep_their_order(disk, path):
    """Whichever kind they are, they are written as they were asked for."""
    queue = AuditQueue(disk)
    for turn in range(20):
        ask = queue.record if turn % 3 else queue.note
        ask(EventKind.TOOL_STARTED, turn=turn)
    assert queue.close() == 0
    assert _turns(path) == list(range(20))


def test_a_note_waits_for_no_disk_and_a_record_for_its_own(disk, path):
    """A slow disk holds up who must know, and nobody else."""
    queue = AuditQueue(disk)
    disk.free.clear()
    queue.note(EventKind.EMERGENCY, turn=1)
    assert path.read_bytes() == b""
    disk.free.set()
    queue.record(EventKind.TOOL_STARTED, turn=2)
    assert _turns(path) == [1, 2]
    queue.close()


def test_a_full_disk_refuses_records_and_keeps_notes_for_later(disk, path):
    """No refused record is written later; every note is, before the first record after it."""
    queue, disk.full = AuditQueue(disk), True
    queue.note(EventKind.EMERGENCY, turn=1)
    with pytest.raises(AuditError):
        queue.record(EventKind.TOOL_STARTED, turn=2)
    queue.note(EventKind.TOOL_FINISHED, turn=3)
    disk.full = False
    queue.record(EventKind.TOOL_STARTED, turn=4)
    assert queue.close() == 0
    assert _turns(path) == [1, 3, 4]


def test_what_the_disk_never_took_is_counted(disk, path):
    """The close tries once more, and then tells how much is missing."""
    queue, disk.full = AuditQueue(disk), True
    queue.note(EventKind.EMERGENCY, turn=1)
    queue.note(EventKind.CALL_ENDED, turn=2)
    assert queue.close() == 2
    assert _turns(path) == []


def test_after_the_close_a_record_is_refused_and_a_note_counted(disk):
    """Nothing is silently dropped."""
    queue = AuditQueue(disk)
    queue.close()
    with pytest.raises(AuditError):
        queue.record(EventKind.TOOL_STARTED)
    queue.note(EventKind.CALL_ENDED)
    assert queue.close() == 1


def test_a_note_with_a_fact_that_may_be_phi_loses_the_fact_only(disk, path):
    """The event is recorded, the words are not, and nothing is held up."""
    queue = AuditQueue(disk)
    queue.note(EventKind.EMERGENCY, category="Rebecca Lawson", turn=1)
    queue.note(EventKind.TOOL_FINISHED, duration_ms=1.5, turn=2)
    assert queue.close() == 0
    assert _turns(path) == [1, 2]
    assert "Rebecca" not in path.read_text()
