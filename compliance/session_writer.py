"""Writes one session while it is held.

A thread per session writes, so that the call never waits for the disk: audio is durable within
half a second, a transcript at once. When the disk fails the call goes on: content waits in
memory, up to a bound, and is written when the disk is back; what had to be dropped is counted
and audited.
"""

import json
import os
import shutil
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from compliance import session_files
from compliance.audit import AuditError, EventKind, Fact, Trail, is_fact
from compliance.sealing import SealError
from compliance.session_files import SealSummary, SessionEntry, Stream
from compliance.session_lane import Lane

_FLUSH_S = 0.4  # with the write and the sync this stays under half a second


class SessionWriter:
    """Takes what is said in one session, from any thread, and never makes it wait.

    Before `start` nothing is kept, neither on disk nor in memory: there is no consent yet.
    """

    def __init__(
        self,
        folder: Path,
        entry: SessionEntry,
        lanes: Mapping[Stream, Lane],
        audit: Trail | None,
    ) -> None:
        self._folder, self._entry, self._lanes, self._audit = folder, entry, lanes, audit
        self._thread = threading.Thread(target=self._run, name="session-writer", daemon=True)
        self._wake, self._ended = threading.Event(), threading.Event()
        self._started = self._discarded = False
        self._beginning = threading.Lock()
        self._lock, self._unaudited = -1, 0

    def start(self) -> None:
        """Begin to keep the session; raises AuditError if that cannot be audited. Blocks."""
        with self._beginning:
            if self._started:
                return
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
                lock = session_files.lock(self._folder)
                try:
                    session_files.save(self._folder, self._entry)
                    self._lock = lock
                except OSError:
                    os.close(lock)
        return self._lock >= 0

    def _finish(self) -> None:
        summary = self.summary()
        state = "closed" if summary.complete else "interrupted"
        with suppress(OSError):  # it then says "open", and the next start looks after it
            session_files.save(
                self._folder, replace(self._entry, state=state, streams=summary.streams)
            )
        for stream, lane in self._lanes.items():
            facts: dict[str, Fact] = {"stream": str(stream), "complete": lane.closed, **lane.sizes}
            self._unaudited += lane.unreported + (not self._record(EventKind.SEAL_CLOSED, **facts))

    def _record(self, kind: EventKind, **facts: Fact) -> bool:
        with suppress(AuditError):
            if self._audit:
                self._audit.record(kind, **facts)
            return True
        return False
