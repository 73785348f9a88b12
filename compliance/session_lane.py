"""One stream of a session on its way to disk: content waits here while the disk fails."""

import os
import threading
from collections import deque
from io import FileIO
from pathlib import Path

from compliance.sealing import DataKey, SealedStreamWriter, StreamContext
from compliance.session_files import Sizes

WAITING_BYTES = 4 << 20  # per stream, for a failing disk: two minutes at 16 kHz


class Lane:
    """One stream on its way to disk: pieces wait here, and a flush is all or nothing."""

    def __init__(self, path: Path, context: StreamContext, dek: DataKey) -> None:
        self._path, self._context, self._dek = path, context, dek
        self._lock, self._waiting, self._held = threading.Lock(), deque[bytes](), 0
        self._writer: SealedStreamWriter | None = None
        self._file: FileIO | None = None
        self._outage = self.closed = self.unreported = False
        self.sizes: Sizes = {"bytes": 0, "chunks": 0, "lost_bytes": 0}

    def add(self, piece: bytes) -> None:
        """Take a piece; over the bound the oldest one that waits is dropped and counted."""
        with self._lock:
            self._waiting.append(piece)
            self._held += len(piece)
            while self._held > WAITING_BYTES and len(self._waiting) > 1:
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
        """Let go of the file."""
        if self._file:
            self._file.close()

    def _write(self, content: bytes, last: bool) -> None:
        if self._writer is None or self._file is None:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            self._file = open(descriptor, "r+b", buffering=0)  # noqa: SIM115 release() closes it
            self._writer = SealedStreamWriter(self._file, self._dek, self._context)
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
