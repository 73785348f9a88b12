"""The sealed stream when its writer dies or its disk is full."""

import io
import struct
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.key_file import LocalKey
from compliance.sealing import (
    Mark,
    SealBrokenError,
    SealedStreamReader,
    SealedStreamWriter,
    StreamContext,
    close_after_crash,
    new_data_key,
    open_stream,
)

Seal, ChunksOf = Callable[..., bytes], Callable[[bytes], list[bytes]]
KEK = LocalKey(bytes(range(32)))
CONTEXT = StreamContext("s1", "caller_audio", "audio/pcm", 1_790_000_000, 1_792_592_000)
HEADER = len(CONTEXT.encode()) + 32 + 512


@given(st.integers(0, 3), st.integers(0, 28))
def test_a_crashed_stream_is_closed_with_all_it_had(seal: Seal, whole: int, torn: int) -> None:
    """Closing after a crash keeps whole chunks, drops a torn one, and shows a later cut."""
    parts = (b"a" * 9, b"b" * 9, b"c" * 9)
    crashed = seal(*parts)[: HEADER + whole * 38 + torn]
    file = io.BytesIO(crashed)
    assert close_after_crash(file, KEK) == (9 * whole, whole)
    opened = open_stream(io.BytesIO(file.getvalue()), KEK)
    assert opened.chunks == parts[:whole]
    assert opened.ending is Mark.LAST_AFTER_CRASH
    assert not opened.complete
    again = io.BytesIO(file.getvalue())
    close_after_crash(again, KEK)
    assert again.getvalue() == file.getvalue()


def test_a_damaged_stream_is_left_as_evidence(seal: Seal) -> None:
    """Closing after a crash does not touch bytes that somebody changed."""
    sealed = bytearray(seal(b"one", b"two")[:-29])
    sealed[HEADER + 20] ^= 1
    file = io.BytesIO(bytes(sealed))
    with pytest.raises(SealBrokenError):
        close_after_crash(file, KEK)
    assert file.getvalue() == bytes(sealed)


class FailingFile(io.BytesIO):
    """A file on a disk that takes `room` more bytes of a write, then none."""

    room: int | None = None

    def write(self, data: bytes) -> int:
        """Write what fits; raise when nothing does."""
        if self.room is None:
            return super().write(data)
        if not self.room:
            raise OSError(28, "no space left")
        written = super().write(bytes(data)[: self.room])
        self.room -= written
        return written


@given(st.integers(0, 80), st.integers(0, 2))
def test_a_failed_write_is_undone_and_no_nonce_is_used_twice(
    chunks_of: ChunksOf, room: int, before: int
) -> None:
    """After a full disk the stream goes on as if the failed chunk had not been tried."""
    file = FailingFile()
    writer = SealedStreamWriter(file, new_data_key(KEK, CONTEXT), CONTEXT)
    for _ in range(before):
        writer.append(b"before")
    file.room = room
    with pytest.raises(OSError, match="no space"):
        writer.append(b"secret" * 30)
    file.room = None
    kept = b"before" * before
    assert not file.getvalue() or open_stream(io.BytesIO(file.getvalue()), KEK).content == kept
    writer.append(b"after")
    writer.close()
    reader = SealedStreamReader(io.BytesIO(file.getvalue()), KEK)
    assert b"".join(reader) == kept + b"after"
    assert reader.mark is Mark.LAST
    counters = [struct.unpack_from(">Q", chunk, 5)[0] for chunk in chunks_of(file.getvalue())]
    assert counters[:before] == list(range(before))
    # The number of the failed chunk is skipped whenever any of that chunk can have been written.
    assert counters[before] in ({before + 1} if before else {0, 1})
