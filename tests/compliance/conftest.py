"""Sealed streams for tests: one key, one context, and what a stream is made of."""

import io
import struct
from collections.abc import Callable

import pytest

from compliance.key_file import LocalKey
from compliance.sealing import DataKey, SealedStreamWriter, StreamContext, new_data_key

KEK = LocalKey(bytes(range(32)))
CONTEXT = StreamContext("s1", "caller_audio", "audio/pcm", 1_790_000_000, 1_792_592_000)


@pytest.fixture(scope="session")
def seal() -> Callable[..., bytes]:
    """Return a whole stream of these chunks."""

    def sealed(
        *parts: bytes, context: StreamContext = CONTEXT, dek: DataKey | None = None
    ) -> bytes:
        file = io.BytesIO()
        writer = SealedStreamWriter(file, dek or new_data_key(KEK, context), context)
        for part in parts:
            writer.append(part)
        writer.close()
        return file.getvalue()

    return sealed


@pytest.fixture(scope="session")
def chunks_of() -> Callable[[bytes], list[bytes]]:
    """Split a stream behind its header into its sealed chunks, the last included."""

    def chunks(sealed: bytes) -> list[bytes]:
        (context,) = struct.unpack_from(">H", sealed, 5)
        offset, found = 7 + context + 32 + 512, []
        while offset < len(sealed):
            (length,) = struct.unpack_from(">I", sealed, offset)
            found.append(sealed[offset : offset + 29 + length])
            offset += 29 + length
        return found

    return chunks
