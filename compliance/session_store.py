"""What is kept of a call, sealed as it is made, in one folder per session.

    ROOT/SESSION_ID/caller_audio.sealed      16-bit PCM, mono
                    agent_audio.sealed
                    raw_transcript.sealed    JSON lines {"at_ms", "text"}
                    redacted_transcript.sealed
                    session.json             state and sizes; no PHI

Folders are 0700, files 0600 (45 CFR 164.312(a)(1)). A thread per session writes, so that the
call never waits for the disk: audio is durable within half a second, a transcript at once. When
the disk fails the call goes on: content waits in memory, up to a bound, and is written when the
disk is back; what had to be dropped is counted and audited. The folder is locked while its
session lives: one that says "open" and is not locked was left by a crash.
"""

import fcntl
import json
import os
import shutil
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from io import FileIO
from pathlib import Path

from compliance import sealing
from compliance.audit import AuditError, AuditTrail, EventKind, Fact, is_fact
from compliance.sealing import OpenedStream, SealBrokenError, SealError, StreamContext

FORMAT = 1
_FLUSH_S = 0.4  # with the write and the sync this stays under half a second
_WAITING = 4 << 20  # bytes per stream that wait for a failing disk: two minutes at 16 kHz


class Stream(StrEnum):
    """The streams of a session, each under its own key (164.502(b): minimum necessary)."""

    CALLER_AUDIO = "caller_audio"
    AGENT_AUDIO = "agent_audio"
    RAW_TRANSCRIPT = "raw_transcript"
    REDACTED_TRANSCRIPT = "redacted_transcript"


Sizes = dict[str, int]  # bytes, chunks and lost_bytes of the plaintext


@dataclass(frozen=True)
class SealSummary:
    """What was sealed; `complete` once each stream has its end, `unaudited` counts records."""

    streams: Mapping[str, Sizes]
    complete: bool
    unaudited: int

    @property
    def lost(self) -> bool:
        """Whether anything that was to be kept is missing."""
        return any(sizes["lost_bytes"] for sizes in self.streams.values())


@dataclass(frozen=True)
class SessionEntry:
    """One session: `state` is open, closed, interrupted or damaged; times in Unix seconds."""

    session_id: str
    created: int
    expires: int
    state: str = "open"
    outcome: str = ""
    streams: Mapping[str, Sizes] = field(default_factory=dict)


class _Lane:
    """One stream on its way to disk: pieces wait here, and a flush is all or nothing."""

    def __init__(self, path: Path, context: StreamContext, dek: sealing.DataKey) -> None:
        self._path, self._context, self._dek = path, context, dek
        self._lock, self._waiting, self._held = threading.Lock(), deque[bytes](), 0
        self._writer: sealing.SealedStreamWriter | None = None
        self._file: FileIO | None = None
        self._outage = self.closed = self.unreported = False
        self.sizes: Sizes = {"bytes": 0, "chunks": 0, "lost_bytes": 0}

    def add(self, piece: bytes) -> None:
        with self._lock:
            self._waiting.append(piece)
            self._held += len(piece)
            while self._held > _WAITING and len(self._waiting) > 1:
                self._drop()

    def flush(self, *, last: bool = False) -> None:
        """Make what waits durable or put it back; after the `last` flush nothing waits."""
        with self._lock:
            taken, self._waiting = self._waiting, deque()
        if not (taken or last):
            return
        try:
            content = b"".join(taken)
            self._write(content, last)
            with self._lock:
                self._held -= len(content)
            self._outage = False
        except OSError:
            with self._lock:
                self._waiting = taken + self._waiting
                while last and self._waiting:
                    self._drop()

    def release(self) -> None:
        if self._file:
            self._file.close()

    def _write(self, content: bytes, last: bool) -> None:
        if self._writer is None or self._file is None:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            self._file = open(descriptor, "r+b", buffering=0)  # noqa: SIM115 release() closes it
            self._writer = sealing.SealedStreamWriter(self._file, self._dek, self._context)
        before = self._writer.state
        try:
            self._writer.append(content)
            chunks = self._writer.state[1]
            if last:
                self._writer.close()
            os.fsync(self._file.fileno())
        except OSError:
            self._writer.undo(before)
            raise
        self.closed = last
        self.sizes["bytes"] += len(content)
        self.sizes["chunks"] = chunks

    def _drop(self) -> None:
        piece = self._waiting.popleft()
        self._held -= len(piece)
        self.sizes["lost_bytes"] += len(piece)
        self.unreported |= not self._outage
        self._outage = True


class SessionWriter:
    """Takes what is said in one session, from any thread, and never makes it wait.

    Before `start` nothing is kept, neither on disk nor in memory: there is no consent yet.
    """

    def __init__(
        self,
        folder: Path,
        entry: SessionEntry,
        lanes: Mapping[Stream, _Lane],
        audit: AuditTrail | None,
    ) -> None:
        self._folder, self._entry, self._lanes, self._audit = folder, entry, lanes, audit
        self._thread = threading.Thread(target=self._run, name="session-writer", daemon=True)
        self._wake, self._ended = threading.Event(), threading.Event()
        self._started = self._discarded = False
        self._lock, self._unaudited = -1, 0

    def start(self) -> None:
        """Begin to keep the session; raises AuditError if that cannot be audited."""
        if not self._started:
            if self._audit:
                self._audit.record(EventKind.SEAL_STARTED)
            self._started = True
            self._thread.start()

    def audio(self, stream: Stream, pcm: bytes) -> None:
        """Keep 16-bit mono PCM."""
        if pcm and self._started and not self._ended.is_set():
            self._lanes[stream].add(bytes(pcm))

    def transcript(self, stream: Stream, text: str, at_ms: int) -> None:
        """Keep one turn, said `at_ms` into the call."""
        self.audio(stream, json.dumps({"at_ms": at_ms, "text": text}).encode("ascii") + b"\n")
        self._wake.set()

    def close(self, outcome: str) -> SealSummary:
        """Seal what waits and end the streams. Blocks on the disk: call it in a thread."""
        if not is_fact("outcome", outcome):
            raise SealError("the outcome is not a plain word")
        if not self._ended.is_set():
            self._entry = replace(self._entry, outcome=outcome)
        self._end()
        return self.summary()

    def discard(self) -> None:
        """Keep nothing: the caller refused, or withdrew the consent. Blocks like `close`."""
        self._discarded = not self._ended.is_set()
        self._end()

    def summary(self) -> SealSummary:
        """How much is durable by now, and how much is lost."""
        streams = {str(stream): dict(lane.sizes) for stream, lane in self._lanes.items()}
        complete = all(lane.closed for lane in self._lanes.values())
        return SealSummary(streams, complete, self._unaudited)

    def _end(self) -> None:
        self._ended.set()
        self._wake.set()
        if self._started:
            self._thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            self._wake.wait(_FLUSH_S)
            self._wake.clear()
            self._flush(last=False)
        if self._discarded:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._unaudited += not self._record(EventKind.SEAL_DISCARDED)
        else:
            self._flush(last=True)
            self._finish()
        for lane in self._lanes.values():
            lane.release()
        if self._lock >= 0:
            os.close(self._lock)

    def _flush(self, *, last: bool) -> None:
        if not self._folder_is_ours() and not last:
            return
        for stream, lane in self._lanes.items():
            lane.flush(last=last)
            if lane.unreported:
                lost = lane.sizes["lost_bytes"]
                lane.unreported = not self._record(
                    EventKind.SEAL_LOST, stream=str(stream), lost_bytes=lost
                )

    def _folder_is_ours(self) -> bool:
        if self._lock < 0:
            with suppress(OSError):
                self._folder.mkdir(mode=0o700, exist_ok=True)
                lock = _lock(self._folder)
                try:
                    _save(self._folder, self._entry)
                    self._lock = lock
                except OSError:
                    os.close(lock)
        return self._lock >= 0

    def _finish(self) -> None:
        summary = self.summary()
        state = "closed" if summary.complete else "interrupted"
        with suppress(OSError):  # it then says "open", and the next start looks after it
            _save(self._folder, replace(self._entry, state=state, streams=summary.streams))
        for stream, lane in self._lanes.items():
            facts: dict[str, Fact] = {"stream": str(stream), "complete": lane.closed, **lane.sizes}
            self._unaudited += lane.unreported + (not self._record(EventKind.SEAL_CLOSED, **facts))

    def _record(self, kind: EventKind, **facts: Fact) -> bool:
        with suppress(AuditError):
            if self._audit:
                self._audit.record(kind, **facts)
            return True
        return False


class SessionStore:
    """The sessions under one folder; making it closes what a crash left open.

    `unrecovered` names the crashed sessions that this key does not open. Raises SealError.
    """

    def __init__(
        self,
        root: Path,
        kek: sealing.KeyEncryptionKey,
        *,
        retention_days: int = 30,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._root, self._kek, self._now = root, kek, now
        self._kept_s = retention_days * 86_400
        try:
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.unrecovered = tuple(
                folder.name for folder in self._folders() if not self._recover(folder)
            )
        except OSError:
            raise SealError("the session folder cannot be used") from None

    def open_session(
        self,
        session_id: str,
        *,
        audit: AuditTrail | None = None,
        caller_rate: int = 16_000,
        agent_rate: int = 16_000,
    ) -> SessionWriter:
        """Return the writer of a new session; a key that cannot wrap raises here, before it."""
        folder = self._folder(session_id)
        if folder.exists():
            raise SealError("a session of this name is already kept")
        created = int(self._now())
        entry = SessionEntry(session_id, created, created + self._kept_s)
        rates = {Stream.CALLER_AUDIO: caller_rate, Stream.AGENT_AUDIO: agent_rate}
        lanes = {}
        for stream in Stream:
            rate = rates.get(stream)
            media = f"audio/pcm;bits=16;channels=1;rate={rate}" if rate else "application/jsonl"
            context = StreamContext(session_id, stream, media, created, entry.expires)
            key = sealing.new_data_key(self._kek, context)
            lanes[stream] = _Lane(folder / f"{stream}.sealed", context, key)
        return SessionWriter(folder, entry, lanes, audit)

    def list(self) -> tuple[SessionEntry, ...]:
        """Return every session, by name."""
        return tuple(entry for folder in self._folders() if (entry := _load(folder)))

    def read(self, session_id: str, stream: Stream) -> OpenedStream:
        """Open one stream; raises SealError, or SealBrokenError if it is not what was kept."""
        folder = self._folder(session_id)
        entry = _load(folder)
        try:
            with (folder / f"{Stream(stream)}.sealed").open("rb", buffering=0) as file:
                opened = sealing.open_stream(file, self._kek)
        except OSError:
            raise SealError("there is no such stream") from None
        if (opened.context.session_id, opened.context.stream) != (session_id, stream):
            raise SealBrokenError("this is another stream, put in the place of this one")
        if entry and entry.state in ("closed", "interrupted"):
            kept = entry.streams.get(stream, {}).get("chunks")
            if opened.ending is sealing.Mark.MORE and entry.state == "closed":
                raise SealBrokenError("the stream was cut after it had been closed")
            if kept != len(opened.chunks):
                raise SealBrokenError("the stream does not hold what was sealed")
        return opened

    def _folder(self, session_id: str) -> Path:
        if not sealing.IDENTIFIER.fullmatch(session_id):
            raise SealError("the session id is not a plain identifier")
        return self._root / session_id

    def _folders(self) -> Iterator[Path]:
        for folder in sorted(self._root.iterdir()):
            if sealing.IDENTIFIER.fullmatch(folder.name) and folder.is_dir():
                yield folder

    def _recover(self, folder: Path) -> bool:
        """Close the session if its writer died; False if this key does not open it."""
        entry = _load(folder)
        if entry and entry.state != "open":
            return True
        try:
            lock = _lock(folder)
        except BlockingIOError:
            return True  # its writer lives
        try:
            created = int(self._now())
            entry = _load(folder) or SessionEntry(folder.name, created, created + self._kept_s)
            if entry.state == "open":
                _save(folder, self._ended(folder, entry))
            return True
        except sealing.KeyRefusedError:
            return False
        finally:
            os.close(lock)

    def _ended(self, folder: Path, entry: SessionEntry) -> SessionEntry:
        streams, state = {}, "interrupted"
        for path in sorted(folder.glob("*.sealed")):
            if not path.stat().st_size:
                continue  # made, and not yet written to
            try:
                with path.open("r+b", buffering=0) as file:
                    size, chunks = sealing.close_after_crash(file, self._kek)
                    os.fsync(file.fileno())
                streams[path.stem] = {"bytes": size, "chunks": chunks, "lost_bytes": 0}
            except SealBrokenError:
                state = "damaged"
        return replace(entry, state=state, streams=streams)


def _lock(folder: Path) -> int:
    """Lock a session's folder for as long as the returned descriptor is open."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _save(folder: Path, entry: SessionEntry) -> None:
    """Replace session.json as a whole: a crash leaves the old one or the new one."""
    draft = folder / "session.json.new"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump({"format": FORMAT, **asdict(entry)}, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / "session.json")
    for changed in (folder, folder.parent):
        descriptor = os.open(changed, os.O_RDONLY | os.O_DIRECTORY)
        os.fsync(descriptor)
        os.close(descriptor)


def _load(folder: Path) -> SessionEntry | None:
    try:
        facts = json.loads((folder / "session.json").read_text())
        return SessionEntry(**facts) if facts.pop("format") == FORMAT else None
    except (OSError, ValueError, TypeError, KeyError):
        return None
