"""One call's audit trail for the event loop: records in the order they were asked for, one thread.

Two kinds of record:
- `record` waits until the record is on disk, and raises if it cannot be: for a side effect that
  must not happen unrecorded (45 CFR 164.312(b)). It blocks: call it in a thread;
- `note` neither waits nor raises: for what has happened already, and for what must happen in any
  case, such as an emergency announcement. On a disk that is full, notes wait in memory and are
  written, in their order, before the next record that the disk takes.
"""

import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor

from compliance.audit import AuditError, AuditTrail, EventKind, Fact, is_fact


class AuditQueue:
    """Writes to `trail`, and closes it."""

    def __init__(self, trail: AuditTrail) -> None:
        self._trail = trail
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="audit")
        self._lock, self._closed = threading.Lock(), False
        self._late = deque[tuple[EventKind, dict[str, Fact]]]()

    def record(self, kind: EventKind, **facts: Fact) -> None:
        """Append one record, durable on return. Blocks. Raises AuditError."""
        with self._lock:
            if self._closed:
                raise AuditError("the audit trail is closed")
            written = self._worker.submit(self._write, kind, facts)
        written.result()

    def note(self, kind: EventKind, **facts: Fact) -> None:
        """Append one record as soon as the disk takes it."""
        # A fact outside the vocabulary would never be taken, and hold up everything after it.
        known = {k: v for k, v in facts.items() if is_fact(k, v) and not isinstance(v, float)}
        with self._lock:
            if self._closed:
                self._late.append((kind, known))
            else:
                self._worker.submit(self._note, kind, known)

    def close(self) -> int:
        """Write what waits; return how many notes the disk did not take. Blocks."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._worker.submit(self._catch_up)
        self._worker.shutdown()
        self._trail.close()
        return len(self._late)

    def _write(self, kind: EventKind, facts: dict[str, Fact]) -> None:
        if not self._catch_up():
            raise AuditError("earlier records wait for the disk")
        self._trail.record(kind, **facts)

    def _note(self, kind: EventKind, facts: dict[str, Fact]) -> None:
        self._late.append((kind, facts))
        self._catch_up()

    def _catch_up(self) -> bool:
        """Write the notes that wait; whether none waits any more."""
        while self._late:
            kind, facts = self._late[0]
            try:
                self._trail.record(kind, **facts)
            except AuditError:
                return False
            self._late.popleft()
        return True
