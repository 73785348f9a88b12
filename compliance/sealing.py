"""Sealed streams: append-only encrypted files that cannot be cut, reordered or spliced unseen.

45 CFR 164.312(a)(2)(iv) encryption, (c)(1) integrity. The construction is STREAM (Hoang,
Reyhanitabar, Rogaway, Vizár 2015) over AES-256-GCM with a key commitment. Format 1, byte by
byte, integers big-endian:

    header
      0       4    magic "IKSL"
      4       1    format version, 1
      5       2    n, length of the context
      7       n    context: ASCII JSON, keys sorted, no spaces:
                   created, expires (Unix seconds), media, session_id, stream
      7+n     32   key commitment
      39+n    2    w, length of the wrapped data key (DEK)
      41+n    510  the wrapped DEK, then zeros; a re-wrap replaces it in place
    chunk, one after the other from 551+n
      0       4    m, length of the plaintext, at most 1 MiB
      4       1    mark: 0 more follow, 1 last, 2 last and closed after a crash
      5       8    counter
      13      m+16 ciphertext and tag

    digest            = SHA-256(header[0 : 7+n])
    wrapping          : the key-encryption key (KEK) binds header[0 : 7+n] as associated data
    key | commitment  = HKDF-SHA256(DEK, salt=digest, info="intakeline sealed stream 1", 64 bytes)
    chunk nonce       = 3 zero bytes | counter | mark
    associated data   = digest | position (8 bytes, 0 for the first chunk) | mark

The position is the reader's own count, so a missing, moved or foreign chunk does not open. The
counter only rises and skips the number of a write that failed, so that no nonce ever covers
two plaintexts. The last chunk is empty; a stream without it was cut, by a crash or by somebody,
and opens up to the cut. No earlier state of a file had a last chunk: putting one back is seen.
"""

import hashlib
import hmac
import io
import json
import re
import secrets
import struct
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from enum import IntEnum
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC, FORMAT = b"IKSL", 1
MAX_CHUNK = 1 << 20
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_SLOT, _TAG = 510, 16
_CHUNK_HEADER = struct.Struct(">IBQ")
_INFO = b"intakeline sealed stream 1"
# A stream that is closed after a crash jumps over every counter its dead writer can have used.
_AFTER_CRASH = 1 << 32

SealedFile = io.RawIOBase | io.BytesIO  # unbuffered, so that a write is the file's own


class SealError(Exception):
    """Sealed content cannot be written or opened."""


class SealBrokenError(SealError):
    """The bytes are not those that were sealed: altered, reordered, spliced or foreign."""


class KeyRefusedError(SealError):
    """This key-encryption key does not open the data key of this stream."""


class KeyEncryptionKey(Protocol):
    """Wraps data keys: a local file here, a key service elsewhere."""

    def wrap(self, dek: bytes, associated_data: bytes) -> bytes:
        """Return the wrapped `dek`, at most 510 bytes."""

    def unwrap(self, wrapped: bytes, associated_data: bytes) -> bytes:
        """Return the data key, or raise `KeyRefusedError`."""


class Mark(IntEnum):
    """What a chunk says about the end of its stream."""

    MORE = 0
    LAST = 1
    LAST_AFTER_CRASH = 2


@dataclass(frozen=True)
class StreamContext:
    """What a stream is, in the clear and bound to every byte of it; times in Unix seconds."""

    session_id: str
    stream: str
    media: str
    created: int
    expires: int

    def encode(self) -> bytes:
        """Return the first part of the header: magic, version and this context."""
        if not (IDENTIFIER.fullmatch(self.session_id) and IDENTIFIER.fullmatch(self.stream)):
            raise SealError("a session or stream name is not a plain identifier")
        context = json.dumps(asdict(self), sort_keys=True, separators=(",", ":")).encode("ascii")
        return struct.pack(">4sBH", MAGIC, FORMAT, len(context)) + context


@dataclass(frozen=True)
class DataKey:
    """A 32-byte data key (DEK) of one stream, with its wrapped form."""

    plain: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)


@dataclass(frozen=True)
class OpenedStream:
    """The plaintext chunks of a stream, and how it ended (MORE: its writer did not close it)."""

    context: StreamContext
    chunks: tuple[bytes, ...] = field(repr=False)
    ending: Mark

    @property
    def complete(self) -> bool:
        """Whether the writer closed the stream itself, so that nothing can be missing."""
        return self.ending is Mark.LAST

    @property
    def content(self) -> bytes:
        """All chunks joined."""
        return b"".join(self.chunks)


def new_data_key(kek: KeyEncryptionKey, context: StreamContext) -> DataKey:
    """Make a data key for one stream, wrapped so that it serves no other."""
    dek = secrets.token_bytes(32)
    wrapped = kek.wrap(dek, context.encode())
    if len(wrapped) > _SLOT:
        raise SealError("the wrapped data key does not fit its slot")
    return DataKey(dek, wrapped)


class _Cipher:
    """Seals and opens the chunks of one stream."""

    def __init__(self, dek: bytes, prefix: bytes) -> None:
        self._digest = hashlib.sha256(prefix).digest()
        derived = HKDF(hashes.SHA256(), 64, salt=self._digest, info=_INFO).derive(dek)
        self._aead, self.commitment = AESGCM(derived[:32]), derived[32:]

    def seal(self, plain: bytes, position: int, mark: Mark, counter: int) -> bytes:
        sealed = self._aead.encrypt(*self._bound(plain, position, mark, counter))
        return _CHUNK_HEADER.pack(len(plain), mark, counter) + sealed

    def open(self, sealed: bytes, position: int, mark: Mark, counter: int) -> bytes:
        try:
            return self._aead.decrypt(*self._bound(sealed, position, mark, counter))
        except InvalidTag:
            raise SealBrokenError("a chunk is not the one that was sealed here") from None

    def _bound(self, data: bytes, position: int, mark: Mark, counter: int) -> tuple[bytes, ...]:
        nonce = struct.pack(">3xQB", counter, mark)
        return nonce, data, self._digest + struct.pack(">QB", position, mark)


class SealedStreamWriter:
    """Writes one sealed stream; a method that raises OSError has undone what it was writing."""

    def __init__(self, file: SealedFile, dek: DataKey, context: StreamContext) -> None:
        prefix = context.encode()
        self._file, self._cipher = file, _Cipher(dek.plain, prefix)
        slot = struct.pack(f">H{_SLOT}s", len(dek.wrapped), dek.wrapped)
        self._header = prefix + self._cipher.commitment + slot
        self._end = self._position = self._counter = 0

    @property
    def state(self) -> tuple[int, int]:
        """(bytes written, chunks written): where `undo` can return to."""
        return self._end, self._position

    def append(self, plain: bytes) -> None:
        """Seal `plain` in as many chunks as it needs, all or nothing."""
        starts = range(0, len(plain), MAX_CHUNK)
        self._chunks([plain[start : start + MAX_CHUNK] for start in starts], Mark.MORE)

    def close(self) -> None:
        """Write the last chunk; the file itself is the caller's to sync and close."""
        self._chunks([b""], Mark.LAST)

    def undo(self, state: tuple[int, int]) -> None:
        """Cut the file back to an earlier `state`, now or before the next write."""
        self._end, self._position = state
        with suppress(OSError):
            self._file.truncate(self._end)

    def _chunks(self, parts: Sequence[bytes], mark: Mark) -> None:
        before = self.state
        try:
            self._file.truncate(self._end)  # again: an undo on a failing disk may have failed
            if not self._end:
                self._write(self._header)
            for part in parts:
                counter, self._counter = self._counter, self._counter + 1
                self._write(self._cipher.seal(part, self._position, mark, counter))
                self._position += 1
        except OSError:
            self.undo(before)
            raise

    def _write(self, data: bytes) -> None:
        self._file.seek(self._end)
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) or 0 :]
        self._end += len(data)


class SealedStreamReader:
    """Yields the chunks of one sealed stream, each authenticated; memory is one chunk.

    After the last one, `mark` says how the stream ended (MORE: it was cut). Raises
    SealBrokenError or KeyRefusedError.
    """

    def __init__(self, file: SealedFile, kek: KeyEncryptionKey) -> None:
        self._file = file
        magic, version, length = struct.unpack(">4sBH", self._exactly(7))
        if magic != MAGIC or version != FORMAT:
            raise SealBrokenError("not a sealed stream of a known format")
        raw = self._exactly(length)
        commitment = self._exactly(32)
        used, slot = struct.unpack(f">H{_SLOT}s", self._exactly(2 + _SLOT))
        prefix = struct.pack(">4sBH", magic, version, length) + raw
        self.cipher = _Cipher(kek.unwrap(slot[:used], prefix), prefix)
        if not hmac.compare_digest(self.cipher.commitment, commitment):
            raise SealBrokenError("the data key is not the one this stream commits to")
        # Only now is the context more than a claim: the wrapping has authenticated it.
        self.context = StreamContext(**json.loads(raw))
        self.mark, self.position, self.counter = Mark.MORE, 0, -1
        self.end = 7 + length + 34 + _SLOT

    def __iter__(self) -> Iterator[bytes]:
        while self.mark is Mark.MORE:
            head = self._upto(_CHUNK_HEADER.size)
            if len(head) < _CHUNK_HEADER.size:
                return
            length, mark, counter = _CHUNK_HEADER.unpack(head)
            if length > MAX_CHUNK or mark > Mark.LAST_AFTER_CRASH or counter <= self.counter:
                raise SealBrokenError("a chunk's header is not one that was sealed")
            sealed = self._upto(length + _TAG)
            if len(sealed) < length + _TAG:
                return
            plain = self.cipher.open(sealed, self.position, Mark(mark), counter)
            self.mark, self.counter = Mark(mark), counter
            self.position += 1
            self.end += len(head) + len(sealed)
            if self.mark is Mark.MORE:
                yield plain
        if self._upto(1):
            raise SealBrokenError("bytes follow the end of the stream")

    def _upto(self, size: int) -> bytes:
        data = b""
        while len(data) < size and (part := self._file.read(size - len(data))):
            data += part
        return data

    def _exactly(self, size: int) -> bytes:
        if len(data := self._upto(size)) < size:
            raise SealBrokenError("the header is cut short")
        return data


def open_stream(file: SealedFile, kek: KeyEncryptionKey) -> OpenedStream:
    """Open a whole stream; raises SealBrokenError or KeyRefusedError."""
    reader = SealedStreamReader(file, kek)
    return OpenedStream(reader.context, tuple(reader), reader.mark)


def close_after_crash(file: SealedFile, kek: KeyEncryptionKey) -> tuple[int, int]:
    """End a stream whose writer died, keeping every whole chunk; return (bytes, chunks).

    Without this a later cut would look like the crash. Does nothing to a stream that has its
    end. Raises SealBrokenError, and then leaves the file alone: it is evidence.
    """
    reader = SealedStreamReader(file, kek)
    sizes = [len(chunk) for chunk in reader]
    if reader.mark is Mark.MORE:
        mark, counter = Mark.LAST_AFTER_CRASH, reader.counter + _AFTER_CRASH
        file.truncate(reader.end)
        file.seek(reader.end)
        file.write(reader.cipher.seal(b"", reader.position, mark, counter))
    return sum(sizes), len(sizes)
