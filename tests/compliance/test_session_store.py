"""The session store: what is kept, under which key, and what is refused."""

import errno
import json
import os
import time
from pathlib import Path

import pytest

from compliance.audit import AuditError, AuditTrail, verify
from compliance.key_file import LocalKey
from compliance.sealing import KeyRefusedError, SealBrokenError, SealError
from compliance.session_store import SessionStore, SessionWriter, Stream

KEK = LocalKey(b"k" * 32)
SECRET = "Rebecca Lawson"


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    """A new store under tmp_path/sessions."""
    return SessionStore(tmp_path / "sessions", KEK)


@pytest.fixture
def trail(tmp_path: Path) -> AuditTrail:
    """The trail of the session s1."""
    return AuditTrail(tmp_path / "audit" / "s1.jsonl", "s1")


def kept(store: SessionStore, session_id: str = "s1") -> SessionWriter:
    """Keep a short session and close it."""
    writer = store.open_session(session_id)
    writer.start()
    writer.audio(Stream.CALLER_AUDIO, b"\x01\x02" * 160)
    writer.audio(Stream.AGENT_AUDIO, b"\x03\x04" * 160)
    writer.transcript(Stream.RAW_TRANSCRIPT, f"I am {SECRET}", 1200)
    writer.transcript(Stream.REDACTED_TRANSCRIPT, "I am [NAME_1]", 1200)
    writer.close("booked")
    return writer


def events(tmp_path: Path) -> list[str]:
    """The kinds of events in the trail of s1, which must verify."""
    path = tmp_path / "audit" / "s1.jsonl"
    assert verify(path) is None
    return [json.loads(line)["kind"] for line in path.read_text().splitlines()]


def test_what_is_kept_can_be_read(store: SessionStore) -> None:
    """Audio and turns come back whole, each stream with its own facts."""
    summary = kept(store).summary()
    assert summary.complete
    assert not summary.lost
    assert summary.streams["caller_audio"] == {"bytes": 320, "chunks": 1, "lost_bytes": 0}
    audio = store.read("s1", Stream.CALLER_AUDIO)
    assert audio.content == b"\x01\x02" * 160
    assert audio.complete
    assert audio.context.media == "audio/pcm;bits=16;channels=1;rate=16000"
    line = store.read("s1", Stream.REDACTED_TRANSCRIPT).content
    assert json.loads(line) == {"at_ms": 1200, "text": "I am [NAME_1]"}


def test_a_closed_session_is_listed(tmp_path: Path) -> None:
    """The list says how a session ended and when it expires: 30 days unless told otherwise."""
    store = SessionStore(tmp_path, KEK, now=lambda: 1_790_000_000.5)
    kept(store)
    (entry,) = store.list()
    assert (entry.session_id, entry.state, entry.outcome) == ("s1", "closed", "booked")
    assert entry.expires - entry.created == 30 * 86_400
    assert entry.streams["agent_audio"]["bytes"] == 320


def test_nothing_is_readable_without_the_key(store: SessionStore, tmp_path: Path) -> None:
    """No file holds a word that was said, and only the owner can read the files at all."""
    kept(store)
    for path in (tmp_path / "sessions").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)
        assert path.is_dir() or b"Rebecca" not in path.read_bytes()
    with pytest.raises(KeyRefusedError):
        SessionStore(tmp_path / "sessions", LocalKey(b"?" * 32)).read("s1", Stream.CALLER_AUDIO)


def test_each_stream_has_its_own_key(store: SessionStore, tmp_path: Path) -> None:
    """No wrapped key of one stream opens another: minimum necessary."""
    kept(store)
    folder = tmp_path / "sessions" / "s1"
    raw, redacted = folder / "raw_transcript.sealed", folder / "redacted_transcript.sealed"
    raw.write_bytes(redacted.read_bytes())
    with pytest.raises(SealBrokenError, match="another stream"):
        store.read("s1", Stream.RAW_TRANSCRIPT)


def test_nothing_is_kept_before_consent(
    store: SessionStore, tmp_path: Path, trail: AuditTrail
) -> None:
    """Until start, and for a caller who refuses, there is no file, folder or buffered word."""
    writer = store.open_session("s1", audit=trail)
    writer.audio(Stream.CALLER_AUDIO, b"\x01\x02" * 160)
    writer.transcript(Stream.RAW_TRANSCRIPT, SECRET, 0)
    writer.discard()
    writer.audio(Stream.CALLER_AUDIO, b"\x01\x02" * 160)
    assert list((tmp_path / "sessions").iterdir()) == []
    assert writer.summary().streams["caller_audio"]["bytes"] == 0
    trail.close()
    later = store.open_session("s2")
    later.audio(Stream.CALLER_AUDIO, b"before")
    later.start()
    later.audio(Stream.CALLER_AUDIO, b"after!")
    later.close("booked")
    assert store.read("s2", Stream.CALLER_AUDIO).content == b"after!"


def test_a_withdrawn_consent_removes_what_was_kept(
    store: SessionStore, tmp_path: Path, trail: AuditTrail
) -> None:
    """Discarding a started session leaves nothing but its audit records."""
    writer = store.open_session("s1", audit=trail)
    writer.start()
    writer.transcript(Stream.RAW_TRANSCRIPT, SECRET, 0)
    wait_for(lambda: (tmp_path / "sessions" / "s1" / "raw_transcript.sealed").exists())
    writer.discard()
    assert list((tmp_path / "sessions").iterdir()) == []
    assert events(tmp_path) == ["seal_started", "seal_discarded"]
    trail.close()


def test_sealing_is_audited(store: SessionStore, tmp_path: Path, trail: AuditTrail) -> None:
    """The trail says when sealing began, and what each stream held in the end."""
    writer = store.open_session("s1", audit=trail)
    writer.start()
    writer.audio(Stream.CALLER_AUDIO, bytes(640))
    assert writer.close("booked").unaudited == 0
    assert events(tmp_path) == ["seal_started"] + ["seal_closed"] * 4
    trail.close()


def test_a_session_that_cannot_be_audited_does_not_start(
    store: SessionStore, tmp_path: Path, trail: AuditTrail
) -> None:
    """Without its audit record nothing is kept: fail closed."""
    trail.close()
    writer = store.open_session("s1", audit=trail)
    with pytest.raises(AuditError):
        writer.start()
    writer.audio(Stream.CALLER_AUDIO, bytes(640))
    writer.close("other")
    assert list((tmp_path / "sessions").iterdir()) == []


def wait_for(condition: object, seconds: float = 5.0) -> None:
    """Wait until `condition()` holds."""
    assert callable(condition)
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_content_is_durable_while_the_call_runs(store: SessionStore) -> None:
    """A turn is on disk at once and audio within half a second, without a close."""
    writer = store.open_session("s1")
    writer.start()
    began = time.monotonic()
    writer.audio(Stream.CALLER_AUDIO, bytes(640))
    wait_for(lambda: writer.summary().streams["caller_audio"]["bytes"] == 640, 0.9)
    writer.transcript(Stream.RAW_TRANSCRIPT, SECRET, 0)
    wait_for(lambda: writer.summary().streams["raw_transcript"]["chunks"] == 1, 0.3)
    assert time.monotonic() - began < 1.0
    live = store.read("s1", Stream.RAW_TRANSCRIPT)
    assert SECRET.encode() in live.content
    assert not live.complete
    writer.close("booked")


def test_what_is_not_synced_is_not_called_durable(
    store: SessionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sync that fails undoes the write, which is tried again until the disk has it."""
    writer = store.open_session("s1")
    writer.start()
    writer.transcript(Stream.RAW_TRANSCRIPT, "first", 0)
    wait_for(lambda: writer.summary().streams["raw_transcript"]["chunks"] == 1)

    def failing(_: int) -> None:
        raise OSError(errno.EIO, "the disk does not answer")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing)
        writer.transcript(Stream.RAW_TRANSCRIPT, "second", 0)
        time.sleep(0.6)
        assert writer.summary().streams["raw_transcript"]["chunks"] == 1
        assert b"second" not in store.read("s1", Stream.RAW_TRANSCRIPT).content
    assert not writer.close("booked").lost
    assert b"second" in store.read("s1", Stream.RAW_TRANSCRIPT).content


def test_a_live_session_is_not_mistaken_for_a_crashed_one(
    store: SessionStore, tmp_path: Path
) -> None:
    """A second store on the same folder leaves a session alone while its writer lives."""
    writer = store.open_session("s1")
    writer.start()
    writer.transcript(Stream.RAW_TRANSCRIPT, SECRET, 0)
    wait_for(lambda: writer.summary().streams["raw_transcript"]["chunks"] == 1)
    other = SessionStore(tmp_path / "sessions", KEK)
    assert [entry.state for entry in other.list()] == ["open"]
    writer.transcript(Stream.RAW_TRANSCRIPT, "and more", 900)
    assert writer.close("booked").complete
    assert store.read("s1", Stream.RAW_TRANSCRIPT).content.count(b"\n") == 2


def test_a_close_is_final(store: SessionStore) -> None:
    """What comes after the close is not kept, and a second close changes nothing."""
    writer = kept(store)
    before = writer.summary()
    writer.audio(Stream.CALLER_AUDIO, bytes(640))
    writer.discard()
    assert writer.close("other") == before
    assert store.list()[0].outcome == "booked"


def test_a_session_of_the_same_name_is_refused(store: SessionStore) -> None:
    """Nothing kept is ever written over."""
    kept(store)
    with pytest.raises(SealError, match="already"):
        store.open_session("s1")


@pytest.mark.parametrize("name", ["", "..", "../s1", "a/b", "Rebecca Lawson", "."])
def test_names_that_are_not_identifiers_are_refused(store: SessionStore, name: str) -> None:
    """A session id cannot lead out of the folder."""
    with pytest.raises(SealError):
        store.open_session(name)
    with pytest.raises(SealError):
        store.read(name, Stream.CALLER_AUDIO)


def test_an_outcome_is_a_word(store: SessionStore, tmp_path: Path) -> None:
    """No sentence gets into session.json through the outcome."""
    writer = store.open_session("s1")
    with pytest.raises(SealError):
        writer.close("Rebecca hung up")
    writer.close("other")


def test_a_key_service_that_is_down_refuses_new_sessions(tmp_path: Path) -> None:
    """Without a wrapped key no session opens; a running one needs no key service."""

    class Failing:
        def wrap(self, dek: bytes, associated_data: bytes) -> bytes:
            raise SealError("the key service does not answer")

        def unwrap(self, wrapped: bytes, associated_data: bytes) -> bytes:
            raise KeyRefusedError

    with pytest.raises(SealError):
        SessionStore(tmp_path, Failing()).open_session("s1")


def test_a_store_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    """A file where the folder should be is one clear error."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SealError, match="cannot be used"):
        SessionStore(tmp_path / "file", KEK)
