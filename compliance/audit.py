"""The audit trail: what happened and when, never what was said.

45 CFR 164.312(b): record activity. 164.316(b)(2)(i): the records are kept six years, and can be
because no PHI fits in them: events and facts come from a closed vocabulary, and a fact is a
number, a flag or a short identifier. There is no free text.

A trail is a file of JSON lines, one record each, only ever appended to:

    {"format": 1, "n": 1, "at": "2026-11-23T09:30:00.123456+00:00", "session_id": "s1",
     "kind": "call_started", "facts": {}, "previous": "00…", "hash": "…"}

`n` counts from 1, `hash` is the SHA-256 of the record's JSON (keys sorted, no spaces) without
`hash`, and `previous` is the hash before it. `AuditTrail.head` names the newest record, to be
committed elsewhere: a chain alone cannot show that its own end is missing.
"""

import fcntl
import hashlib
import json
import math
import os
import re
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

FORMAT = 1
_GENESIS = "0" * 64

_FLAG, _NUMBER = bool, int
_WORD = re.compile(r"[a-z][a-z0-9_]{0,39}")
# An identifier that is all digits could be a telephone, record or card number.
_IDENTIFIER = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9_.:/-]{0,63}")
_TYPE = re.compile(r"[A-Z][A-Za-z0-9_]{0,59}")

Fact = int | bool | str
FACTS: Mapping[str, type | re.Pattern[str]] = {
    **dict.fromkeys(("session_id", "call_id", "slot_id", "certificate_id"), _IDENTIFIER),
    **dict.fromkeys(("model", "version", "key_id", "region", "provider", "module"), _IDENTIFIER),
    **dict.fromkeys(("tool", "argument", "problem", "outcome", "reason", "status"), _WORD),
    **dict.fromkeys(("stream", "category", "service", "stage", "source", "role"), _WORD),
    **dict.fromkeys(("purpose", "channel", "state", "action"), _WORD),
    **dict.fromkeys(("error", "phi_type"), _TYPE),
    **dict.fromkeys(("ok", "granted", "recording", "continues", "complete"), _FLAG),
    **dict.fromkeys(("replayed", "timed_out", "interrupted", "speculative"), _FLAG),
    **dict.fromkeys(("duration_ms", "at_ms", "latency_ms", "limit_ms", "seconds"), _NUMBER),
    **dict.fromkeys(("bytes", "lost_bytes", "chunks", "sample_rate", "size"), _NUMBER),
    **dict.fromkeys(("turn", "turns", "attempt", "attempts", "count", "records"), _NUMBER),
    **dict.fromkeys(("arguments", "problems", "slots", "messages", "placeholders"), _NUMBER),
    **dict.fromkeys(("spans", "tokens", "port", "sessions", "line"), _NUMBER),
}
_LARGEST = 10**12


class EventKind(StrEnum):
    """What a record can be about."""

    CALL_STARTED = "call_started"
    CALL_ENDED = "call_ended"
    CONSENT_GRANTED = "consent_granted"
    CONSENT_DECLINED = "consent_declined"
    TOOL_STARTED = "tool_started"
    TOOL_FINISHED = "tool_finished"
    TOOL_REFUSED = "tool_refused"
    PLACEHOLDER_REFUSED = "placeholder_refused"
    EMERGENCY = "emergency"
    ESCALATED = "escalated"
    SEAL_STARTED = "seal_started"
    SEAL_LOST = "seal_lost"
    SEAL_CLOSED = "seal_closed"
    SEAL_DISCARDED = "seal_discarded"
    REDACTION_FAILED_CLOSED = "redaction_failed_closed"
    EGRESS_BLOCKED = "egress_blocked"
    SESSION_REFUSED = "session_refused"
    PROVIDER_FAILED = "provider_failed"
    TRAIL_REPAIRED = "trail_repaired"


class AuditError(Exception):
    """A record was refused or could not be made durable: the side effect must not happen."""


class Trail(Protocol):
    """Where records go: a trail, or a queue before it."""

    def record(self, kind: EventKind, **facts: Fact) -> None:
        """Append a record, durable on return. Raises AuditError."""


@dataclass(frozen=True)
class TrailHead:
    """The newest record of a trail: how many there are, and the hash of the last."""

    n: int = 0
    hash: str = _GENESIS


def is_fact(key: str, value: object) -> bool:
    """Whether `key` is in the vocabulary and `value` is of its kind; else it may be PHI."""
    kind = FACTS.get(key)
    if isinstance(kind, re.Pattern):
        return isinstance(value, str) and kind.fullmatch(value) is not None
    if kind is _FLAG:
        return isinstance(value, bool)
    if kind is not _NUMBER or isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and abs(value) < _LARGEST


class AuditTrail:
    """Appends records to one trail; threads and processes may share the file.

    `record` returns once the record is on disk. Every method raises AuditError.
    """

    def __init__(self, path: Path, session_id: str) -> None:
        if not is_fact("session_id", session_id):
            raise AuditError("the session id is not a plain identifier")
        self._session_id = session_id
        self._lock = threading.Lock()
        self._size, self._head = 0, TrailHead()
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
            self._file = open(os.open(path, flags, 0o600), "r+b", buffering=0)  # noqa: SIM115 held open
            _sync_folder(path.parent)
        except OSError:
            raise AuditError("the audit trail cannot be opened") from None

    @property
    def head(self) -> TrailHead:
        """The newest record this trail has written or seen."""
        return self._head

    def record(self, kind: EventKind, **facts: Fact) -> None:
        """Append one record and make it durable."""
        if not isinstance(kind, EventKind) or not all(
            is_fact(key, value) and not isinstance(value, float) for key, value in facts.items()
        ):
            raise AuditError("a fact is outside the audit vocabulary")
        with self._lock:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX)
                try:
                    self._catch_up()
                    self._append(kind, facts)
                finally:
                    fcntl.flock(self._file, fcntl.LOCK_UN)
            except (OSError, ValueError):
                raise AuditError("the audit trail cannot be written") from None

    def close(self) -> None:
        """Release the file; a record after this raises AuditError."""
        self._file.close()

    def _append(self, kind: EventKind, facts: Mapping[str, Fact]) -> None:
        record = {
            "format": FORMAT,
            "n": self._head.n + 1,
            "at": datetime.now(UTC).isoformat(timespec="microseconds"),
            "session_id": self._session_id,
            "kind": kind.value,
            "facts": dict(facts),
            "previous": self._head.hash,
        }
        record["hash"] = _hash(record)
        line = _encode(record) + b"\n"
        try:
            if self._file.write(line) != len(line):
                raise OSError
            os.fsync(self._file.fileno())
        except OSError:
            with suppress(OSError):
                self._file.truncate(self._size)
            raise
        self._size += len(line)
        self._head = TrailHead(self._head.n + 1, str(record["hash"]))

    def _catch_up(self) -> None:
        """Take in what others appended; cut off a record that a crash left half written.

        Nobody acted on that record, because `record` had not returned.
        """
        size = os.fstat(self._file.fileno()).st_size
        if size < self._size:
            raise ValueError("records have been taken away")
        if size == self._size:
            return
        self._file.seek(self._size)
        news = self._file.readall() or b""
        whole = news[: news.rfind(b"\n") + 1]
        for line in whole.splitlines()[-1:]:
            last = json.loads(line)
            self._head = TrailHead(int(last["n"]), str(last["hash"]))
        self._size += len(whole)
        if torn := len(news) - len(whole):
            self._file.truncate(self._size)
            self._append(EventKind.TRAIL_REPAIRED, {"bytes": torn})


def verify(path: Path, head: TrailHead | None = None) -> int | None:
    """Return the number (from 1) of the first broken record, or None if the trail is whole.

    With `head`, a trail that lacks that record, or has another in its place, is broken too.
    Memory is one record. Raises OSError if the trail cannot be read.
    """
    n, previous = 0, _GENESIS
    committed = head is None or head == TrailHead()
    with path.open("rb") as file:
        for n, line in enumerate(file, start=1):
            found = _checked(line, n, previous)
            if found is None:
                return n
            previous = found
            if head is not None and n == head.n:
                if previous != head.hash:
                    return n
                committed = True
    return None if committed else n + 1


def _checked(line: bytes, n: int, previous: str) -> str | None:
    """Return the hash of record `n`, or None if it is not the record it says it is."""
    try:
        record = json.loads(line)
        claimed = record.pop("hash")
        # Byte for byte: a record that merely parses to the same values has been rewritten.
        exact = _encode({**record, "hash": claimed}) + b"\n" == line
        linked = (record["n"], record["previous"], record["format"]) == (n, previous, FORMAT)
        return claimed if exact and linked and _hash(record) == claimed else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _hash(record: Mapping[str, object]) -> str:
    return hashlib.sha256(_encode(record)).hexdigest()


def _encode(record: Mapping[str, object]) -> bytes:
    return json.dumps(record, sort_keys=True, separators=(",", ":")).encode("ascii")


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
