"""The session store after a crash, and after somebody has changed its files."""

import json
import os
import shutil
from pathlib import Path

import pytest

from compliance.key_file import LocalKey
from compliance.sealing import Mark, SealBrokenError, SealError
from compliance.session_store import SessionStore, Stream

KEK = LocalKey(b"k" * 32)


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    """A new store under tmp_path/sessions."""
    return SessionStore(tmp_path / "sessions", KEK)


def kept(store: SessionStore, session_id: str = "s1") -> None:
    """Keep a short session and close it."""
    writer = store.open_session(session_id)
    writer.start()
    writer.audio(Stream.CALLER_AUDIO, b"\x01\x02" * 160)
    writer.audio(Stream.AGENT_AUDIO, b"\x03\x04" * 160)
    writer.transcript(Stream.RAW_TRANSCRIPT, "I am Rebecca Lawson", 1200)
    writer.transcript(Stream.REDACTED_TRANSCRIPT, "I am [NAME_1]", 1200)
    writer.close("booked")


@pytest.mark.parametrize("stream", list(Stream))
def test_a_stream_of_another_session_is_seen(
    store: SessionStore, tmp_path: Path, stream: Stream
) -> None:
    """A whole file moved between sessions does not open in its new place."""
    kept(store, "s1")
    kept(store, "s2")
    root = tmp_path / "sessions"
    shutil.copy(root / "s1" / f"{stream}.sealed", root / "s2" / f"{stream}.sealed")
    with pytest.raises(SealBrokenError):
        store.read("s2", stream)


def test_a_stream_cut_after_its_close_is_seen(store: SessionStore, tmp_path: Path) -> None:
    """An end that is missing from a closed session is no crash."""
    kept(store)
    path = tmp_path / "sessions" / "s1" / "caller_audio.sealed"
    os.truncate(path, path.stat().st_size - 29)
    with pytest.raises(SealBrokenError, match="cut"):
        store.read("s1", Stream.CALLER_AUDIO)


def test_a_missing_stream_is_an_error(store: SessionStore, tmp_path: Path) -> None:
    """A stream that is not there is not an empty one."""
    kept(store)
    (tmp_path / "sessions" / "s1" / "caller_audio.sealed").unlink()
    with pytest.raises(SealError, match="no such stream"):
        store.read("s1", Stream.CALLER_AUDIO)


def crashed(store: SessionStore, root: Path) -> Path:
    """Leave a session as a crash does: open, unlocked, its streams without an end."""
    kept(store)
    folder = root / "s1"
    for path in folder.glob("*.sealed"):
        os.truncate(path, path.stat().st_size - 29)
    entry = json.loads((folder / "session.json").read_text())
    (folder / "session.json").write_text(json.dumps({**entry, "state": "open", "streams": {}}))
    return folder


def test_a_crashed_session_is_closed_at_the_next_start(store: SessionStore, tmp_path: Path) -> None:
    """Everything whole stays readable, marked as interrupted, and a later cut is seen."""
    root = tmp_path / "sessions"
    folder = crashed(store, root)
    with (folder / "caller_audio.sealed").open("ab") as file:
        file.write(b"\0\0\0\5torn")
    again = SessionStore(root, KEK)
    assert again.unrecovered == ()
    (entry,) = again.list()
    assert entry.state == "interrupted"
    assert entry.streams["caller_audio"] == {"bytes": 320, "chunks": 1, "lost_bytes": 0}
    audio = again.read("s1", Stream.CALLER_AUDIO)
    assert audio.content == b"\x01\x02" * 160
    assert audio.ending is Mark.LAST_AFTER_CRASH
    path = folder / "caller_audio.sealed"
    os.truncate(path, path.stat().st_size - 29 - 349)
    with pytest.raises(SealBrokenError):
        again.read("s1", Stream.CALLER_AUDIO)


def test_a_crashed_session_under_another_key_waits(store: SessionStore, tmp_path: Path) -> None:
    """A key that does not fit leaves the session alone and names it; the right one closes it."""
    root = tmp_path / "sessions"
    crashed(store, root)
    assert SessionStore(root, LocalKey(b"?" * 32)).unrecovered == ("s1",)
    assert SessionStore(root, KEK).list()[0].state == "interrupted"


def test_a_damaged_crashed_session_does_not_stop_the_line(
    store: SessionStore, tmp_path: Path
) -> None:
    """Damage is marked and left as evidence; the streams that are whole stay readable."""
    root = tmp_path / "sessions"
    folder = crashed(store, root)
    path = folder / "agent_audio.sealed"
    damaged = bytearray(path.read_bytes())
    damaged[-1] ^= 1
    path.write_bytes(damaged)
    again = SessionStore(root, KEK)
    assert again.list()[0].state == "damaged"
    assert path.read_bytes() == bytes(damaged)
    assert again.read("s1", Stream.CALLER_AUDIO).content == b"\x01\x02" * 160
    with pytest.raises(SealBrokenError):
        again.read("s1", Stream.AGENT_AUDIO)
