"""The audit trail: no PHI fits in it, and no change of it goes unseen."""

import errno
import json
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.audit import AuditError, AuditTrail, EventKind, TrailHead, is_fact, verify


def written(folder: Path, records: int = 5) -> tuple[Path, TrailHead]:
    """Return a trail of `records` tool calls, and its head."""
    path = folder / "audit" / "s1.jsonl"
    trail = AuditTrail(path, "s1")
    for n in range(records):
        trail.record(EventKind.TOOL_STARTED, tool="find_slots", attempt=n)
    trail.close()
    return path, trail.head


@pytest.fixture(scope="module")
def trail(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, TrailHead]:
    """One whole trail, not to be changed in place."""
    return written(tmp_path_factory.mktemp("trail"))


def test_a_whole_trail_verifies(trail: tuple[Path, TrailHead]) -> None:
    """An untouched trail has no broken record, and is readable by its owner alone."""
    path, head = trail
    assert verify(path) is None
    assert verify(path, head) is None
    assert head.n == 5
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "Rebecca"},
        {"tool": "Rebecca Lawson"},
        {"tool": "rebecca@example.org"},
        {"tool": 5},
        {"call_id": "5551234567"},
        {"call_id": "+15551234567"},
        {"reason": "she said: my chest hurts"},
        {"reason": "x" * 41},
        {"ok": 1},
        {"ok": "yes"},
        {"attempt": True},
        {"attempt": "3"},
        {"attempt": 10**12},
        {"seconds": 1.5},
        {"seconds": float("nan")},
        {"argument": "[NAME_1]"},
        {"argument": "phone\n"},
        {"error": None},
        {"error": ["ValueError"]},
    ],
)
def test_a_fact_outside_the_vocabulary_is_refused(tmp_path: Path, facts: dict[str, object]) -> None:
    """Unknown keys, free text, number-like identifiers and other types leave no record."""
    trail = AuditTrail(tmp_path / "s1.jsonl", "s1")
    with pytest.raises(AuditError) as refused:
        trail.record(EventKind.TOOL_STARTED, **facts)  # type: ignore[arg-type]
    assert str(refused.value) == "a fact is outside the audit vocabulary"
    assert (tmp_path / "s1.jsonl").read_bytes() == b""
    trail.close()


def test_an_event_outside_the_vocabulary_is_refused(tmp_path: Path) -> None:
    """Only a kind of the vocabulary is an event, not its name, nor any text."""
    trail = AuditTrail(tmp_path / "s1.jsonl", "s1")
    for kind in ("call_started", "Rebecca called"):
        with pytest.raises(AuditError):
            trail.record(kind)  # type: ignore[arg-type]
    trail.close()


@given(st.text(max_size=40), st.sampled_from(" @[]+,'\n"), st.text(max_size=40))
def test_no_sentence_is_a_fact(before: str, sign: str, after: str) -> None:
    """What has a blank, an @, a bracket or the like is refused under every key."""
    text = before + sign + after
    for key in ("tool", "call_id", "reason", "error", "phi_type", "model", "module"):
        assert not is_fact(key, text)


@given(st.data())
def test_any_changed_byte_breaks_the_trail(
    trail: tuple[Path, TrailHead], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """The first record that was edited is named, wherever it was edited."""
    path, head = trail
    whole = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= 1 << data.draw(st.integers(0, 7))
    record = bytes(path.read_bytes()[:at]).count(b"\n") + 1
    copy = tmp_path_factory.getbasetemp() / "edited.jsonl"
    copy.write_bytes(bytes(whole))
    assert verify(copy, head) == record


@given(st.lists(st.integers(0, 4), max_size=6).filter(lambda order: order != [0, 1, 2, 3, 4]))
def test_no_other_sequence_of_records_verifies(
    trail: tuple[Path, TrailHead], tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    """Removed, repeated, moved and missing last records are seen, given the head."""
    path, head = trail
    lines = path.read_bytes().splitlines(keepends=True)
    copy = tmp_path_factory.getbasetemp() / "reordered.jsonl"
    copy.write_bytes(b"".join(lines[i] for i in order))
    right = next((n for n, i in enumerate(order) if i != n), len(order))
    assert verify(copy, head) == right + 1


def test_a_record_written_in_other_bytes_is_broken(tmp_path: Path) -> None:
    """The same values with other blanks or order are not the record that was written."""
    path, _ = written(tmp_path)
    lines = path.read_text().splitlines()
    lines[2] = json.dumps(json.loads(lines[2]))
    path.write_text("\n".join(lines) + "\n")
    assert verify(path) == 3


def test_a_rewritten_chain_does_not_match_its_head(tmp_path: Path) -> None:
    """Whoever recomputes a whole trail still cannot make it end in the committed hash."""
    path, head = written(tmp_path / "real")
    forged, _ = written(tmp_path / "forged")
    assert verify(forged) is None
    assert verify(forged, head) == 5
    assert verify(path, head) is None


def test_a_trail_goes_on_after_a_restart(tmp_path: Path) -> None:
    """A second process continues the chain of the first."""
    path, _ = written(tmp_path)
    trail = AuditTrail(path, "s1")
    trail.record(EventKind.CALL_ENDED, outcome="booked")
    assert trail.head.n == 6
    assert verify(path, trail.head) is None
    trail.close()


def test_a_half_written_record_is_cut_and_the_cut_recorded(tmp_path: Path) -> None:
    """A crash within a write leaves a trail that goes on, and says what was cut."""
    path, _ = written(tmp_path)
    with path.open("ab") as file:
        file.write(b'{"at":"2026-11')
    assert verify(path) == 6
    trail = AuditTrail(path, "s1")
    trail.record(EventKind.CALL_ENDED)
    trail.close()
    assert verify(path, trail.head) is None
    kinds = [json.loads(line)["kind"] for line in path.read_text().splitlines()]
    assert kinds[5:] == ["trail_repaired", "call_ended"]


def test_a_damaged_end_refuses_new_records(tmp_path: Path) -> None:
    """Nothing is appended to a trail whose last record cannot be read: fail closed."""
    path, _ = written(tmp_path)
    with path.open("ab") as file:
        file.write(b"not a record\n")
    trail = AuditTrail(path, "s1")
    for _ in range(2):
        with pytest.raises(AuditError):
            trail.record(EventKind.CALL_ENDED)
    trail.close()
    assert verify(path) == 6


def test_a_trail_that_lost_records_refuses_new_ones(tmp_path: Path) -> None:
    """Whoever cuts the trail of a running call stops its side effects."""
    path = tmp_path / "s1.jsonl"
    trail = AuditTrail(path, "s1")
    trail.record(EventKind.CALL_STARTED)
    os.truncate(path, 0)
    with pytest.raises(AuditError):
        trail.record(EventKind.CALL_ENDED)
    trail.close()


def test_a_record_that_cannot_be_made_durable_raises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk refuses the side effect with a static message, and leaves a whole trail."""
    path, _ = written(tmp_path)
    trail = AuditTrail(path, "s1")
    trail.record(EventKind.TOOL_STARTED, tool="book_appointment")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(AuditError, match=r"^the audit trail cannot be written$"):
            trail.record(EventKind.TOOL_FINISHED, tool="book_appointment", ok=True)
    assert verify(path, trail.head) is None
    trail.record(EventKind.TOOL_FINISHED, tool="book_appointment", ok=True)
    assert trail.head.n == 7
    assert verify(path, trail.head) is None
    trail.close()


def test_a_closed_trail_refuses(tmp_path: Path) -> None:
    """A record after the close is an error, not a silence."""
    trail = AuditTrail(tmp_path / "s1.jsonl", "s1")
    trail.close()
    with pytest.raises(AuditError):
        trail.record(EventKind.CALL_ENDED)


def test_a_trail_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    """No place for the trail, a link in its place or a strange session id: no call."""
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    for path, session_id in [
        (tmp_path / "file" / "s1.jsonl", "s1"),
        (tmp_path / "link", "s1"),
        (tmp_path / "s1.jsonl", "5551234567"),
        (tmp_path / "s1.jsonl", "Rebecca Lawson"),
    ]:
        with pytest.raises(AuditError):
            AuditTrail(path, session_id)


def test_threads_and_trails_share_one_file(tmp_path: Path) -> None:
    """Records of several writers make one chain, none lost."""
    path = tmp_path / "line.jsonl"
    trails = [AuditTrail(path, f"s{n}") for n in range(3)]

    def write(trail: AuditTrail) -> None:
        for turn in range(10):
            trail.record(EventKind.TOOL_STARTED, turn=turn)

    threads = [threading.Thread(target=write, args=(trail,)) for trail in trails for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for trail in trails:
        trail.close()
    assert verify(path) is None
    assert len(path.read_bytes().splitlines()) == 60
