"""The sealed stream: its bytes, and every way to tamper with them."""

import hashlib
import io
import struct
from collections.abc import Callable
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from compliance.key_file import LocalKey
from compliance.sealing import (
    MAX_CHUNK,
    DataKey,
    KeyRefusedError,
    Mark,
    SealBrokenError,
    SealedStreamWriter,
    SealError,
    StreamContext,
    new_data_key,
    open_stream,
)

Seal, ChunksOf = Callable[..., bytes], Callable[[bytes], list[bytes]]
KEK = LocalKey(bytes(range(32)))
CONTEXT = StreamContext("s1", "caller_audio", "audio/pcm", 1_790_000_000, 1_792_592_000)
PREFIX = (
    b"IKSL\x01\x00\x69"
    b'{"created":1790000000,"expires":1792592000,"media":"audio/pcm",'
    b'"session_id":"s1","stream":"caller_audio"}'
)
DEK = DataKey(
    b"\x42" * 32, b"\x07" * 12 + AESGCM(KEK.key).encrypt(b"\x07" * 12, b"\x42" * 32, PREFIX)
)
VECTOR = (  # key commitment, then the three chunks
    "d57ff11899b59126db57300144cce19ccbc29098520b329a1d26a297cd4a920c"
    "0000000200000000000000000031dff9b7db11f1fd1181f97caf3364f591f600"
    "000002000000000000000001088d85d80de7e1a7ec04781cfcb2a90cae2d0000"
    "00000100000000000000023423ec50c244b3ddf7a684e17ad3778a"
)
HEADER = len(PREFIX) + 32 + 512


def assert_never_passes(sealed: bytes, parts: tuple[bytes, ...]) -> None:
    """Assert that it opens to an error, or to an unfinished beginning of `parts`."""
    try:
        opened = open_stream(io.BytesIO(sealed), KEK)
    except (SealBrokenError, KeyRefusedError):
        return
    assert not opened.complete
    assert opened.ending is Mark.MORE
    assert opened.chunks == parts[: len(opened.chunks)]


def test_the_format_is_as_documented(seal: Seal) -> None:
    """A reader written from the documentation alone opens the stream, byte for byte."""
    sealed = seal(b"\x01\x02", b"\x03\x04", dek=DEK)
    digest = hashlib.sha256(PREFIX).digest()
    derived = HKDF(hashes.SHA256(), 64, digest, b"intakeline sealed stream 1").derive(DEK.plain)
    expected = PREFIX + derived[32:] + struct.pack(">H510s", 60, DEK.wrapped)
    for position, (plain, mark) in enumerate([(b"\x01\x02", 0), (b"\x03\x04", 0), (b"", 1)]):
        nonce = bytes(3) + struct.pack(">QB", position, mark)
        bound = digest + struct.pack(">QB", position, mark)
        expected += struct.pack(">IBQ", len(plain), mark, position)
        expected += AESGCM(derived[:32]).encrypt(nonce, plain, bound)
    assert sealed == expected


def test_the_test_vector_opens() -> None:
    """Format 1 stays readable: these literal bytes always open to the same content."""
    sealed = bytes.fromhex(VECTOR)
    commitment, chunks = sealed[:32], sealed[32:]
    file = PREFIX + commitment + struct.pack(">H510s", 60, DEK.wrapped) + chunks
    opened = open_stream(io.BytesIO(file), KEK)
    assert opened.chunks == (b"\x01\x02", b"\x03\x04")
    assert opened.context == CONTEXT
    assert opened.complete


@given(st.lists(st.binary(max_size=200), max_size=8))
def test_what_is_sealed_opens(seal: Seal, parts: list[bytes]) -> None:
    """Any content comes back in order, and its end is known."""
    opened = open_stream(io.BytesIO(seal(*parts)), KEK)
    assert opened.content == b"".join(parts)
    assert opened.chunks == tuple(part for part in parts if part)
    assert opened.complete


def test_a_large_piece_becomes_several_chunks(seal: Seal) -> None:
    """No chunk is larger than a reader must hold."""
    content = bytes(MAX_CHUNK * 2 + 5)
    opened = open_stream(io.BytesIO(seal(content)), KEK)
    assert [len(chunk) for chunk in opened.chunks] == [MAX_CHUNK, MAX_CHUNK, 5]


@given(st.data())
def test_no_flipped_bit_passes(seal: Seal, data: st.DataObject) -> None:
    """A bit changed anywhere is seen; only the unused part of the key slot is nobody's."""
    parts = (b"first", b"second", b"third")
    sealed = bytearray(seal(*parts))
    unused = range(len(PREFIX) + 32 + 2 + 60, HEADER)
    at = data.draw(st.sampled_from([i for i in range(len(sealed)) if i not in unused]))
    sealed[at] ^= 1 << data.draw(st.integers(0, 7))
    assert_never_passes(bytes(sealed), parts)


@given(st.data())
def test_a_cut_keeps_what_is_before_it_and_is_seen(seal: Seal, data: st.DataObject) -> None:
    """However a stream is cut, its whole chunks open and it is not complete."""
    parts = (b"first", b"second", b"third")
    sealed = seal(*parts)
    length = data.draw(st.integers(HEADER, len(sealed) - 1))
    opened = open_stream(io.BytesIO(sealed[:length]), KEK)
    ends = [HEADER + sum(29 + len(part) for part in parts[: n + 1]) for n in range(3)]
    assert opened.chunks == parts[: sum(end <= length for end in ends)]
    assert not opened.complete


@given(st.integers(0, HEADER - 1))
def test_a_header_cut_short_does_not_open(seal: Seal, length: int) -> None:
    """Without its header a stream is broken, not empty."""
    with pytest.raises(SealBrokenError):
        open_stream(io.BytesIO(seal(b"x")[:length]), KEK)


@given(st.data())
def test_no_reordered_repeated_or_missing_chunk_passes(
    seal: Seal, chunks_of: ChunksOf, data: st.DataObject
) -> None:
    """Any other sequence of a stream's own chunks is seen."""
    parts = (b"same", b"size", b"here", b"four")
    sealed = seal(*parts)
    chunks = chunks_of(sealed)
    order = data.draw(
        st.lists(st.integers(0, 4), max_size=7).filter(lambda o: o != [0, 1, 2, 3, 4])
    )
    assert_never_passes(sealed[:HEADER] + b"".join(chunks[i] for i in order), parts)


@given(
    st.sampled_from(["session_id", "stream", "created", "expires", "media", None]),
    st.integers(0, 2),
    st.integers(0, 2),
)
def test_no_chunk_of_another_stream_passes(
    seal: Seal, chunks_of: ChunksOf, field: str | None, mine: int, theirs: int
) -> None:
    """A chunk of another session, stream, time, or of the same under another key is seen."""
    other = replace(
        CONTEXT, **{field: 7 if field in ("created", "expires") else "x"} if field else {}
    )
    parts = (b"one", b"two")
    sealed, foreign = seal(*parts), seal(b"ONE", b"TWO", context=other)
    chunks = chunks_of(sealed)
    offset = len(foreign) - sum(29 + n for n in (3, 3, 0))
    chunks[mine] = [foreign[offset:][:32], foreign[offset + 32 :][:32], foreign[-29:]][theirs]
    assert_never_passes(sealed[:HEADER] + b"".join(chunks), parts)


@given(st.sampled_from(["session_id", "stream", "media"]))
def test_a_header_of_another_stream_does_not_fit(seal: Seal, field: str) -> None:
    """Neither the whole header nor only the wrapped key of another stream opens the chunks."""
    other = seal(b"one", context=replace(CONTEXT, **{field: "x"}))
    sealed = seal(b"one")
    (length,) = struct.unpack_from(">H", other, 5)
    assert_never_passes(other[: 7 + length + 544] + sealed[HEADER:], (b"one",))
    slot = other[7 + length + 32 : 7 + length + 544]
    assert_never_passes(sealed[: len(PREFIX) + 32] + slot + sealed[HEADER:], (b"one",))


def test_an_earlier_state_of_a_stream_is_seen() -> None:
    """A file put back to what it was while it was written is not complete."""
    file = io.BytesIO()
    writer = SealedStreamWriter(file, new_data_key(KEK, CONTEXT), CONTEXT)
    states = []
    for part in (b"one", b"two", b"three"):
        writer.append(part)
        states.append(file.getvalue())
    writer.close()
    for state in states:
        assert_never_passes(state, (b"one", b"two", b"three"))


def test_bytes_after_the_end_are_seen(seal: Seal) -> None:
    """Nothing can follow the last chunk."""
    with pytest.raises(SealBrokenError):
        open_stream(io.BytesIO(seal(b"x") + b"\0"), KEK)


def test_a_data_key_must_be_the_committed_one(seal: Seal) -> None:
    """A second data key for the same bytes is refused, even if its wrapping is genuine."""
    sealed = seal(b"x", dek=DEK)
    other = new_data_key(KEK, CONTEXT)
    slot = struct.pack(">H510s", len(other.wrapped), other.wrapped)
    with pytest.raises(SealBrokenError, match="commits"):
        open_stream(io.BytesIO(sealed[: len(PREFIX) + 32] + slot + sealed[HEADER:]), KEK)


def test_another_key_opens_nothing(seal: Seal) -> None:
    """Without its key-encryption key a stream stays closed, and says nothing of its content."""
    with pytest.raises(KeyRefusedError):
        open_stream(io.BytesIO(seal(b"x")), LocalKey(b"?" * 32))


def test_a_rewrap_leaves_the_content_alone(seal: Seal) -> None:
    """The wrapped key can be replaced in place: the chunks do not depend on it."""
    sealed = bytearray(seal(b"x", dek=DEK))
    new = LocalKey(b"n" * 32)
    wrapped = new.wrap(DEK.plain, PREFIX)
    sealed[len(PREFIX) + 32 : HEADER] = struct.pack(">H510s", len(wrapped), wrapped)
    assert open_stream(io.BytesIO(sealed), new).content == b"x"


def test_names_that_are_not_identifiers_are_refused() -> None:
    """A session or stream name cannot carry a path, a blank or a name with an accent."""
    for name in ("", "../x", "a b", "a/b", "é", "-x", "x" * 65):
        with pytest.raises(SealError):
            new_data_key(KEK, replace(CONTEXT, session_id=name))


def test_keys_do_not_show_themselves(seal: Seal) -> None:
    """Neither the data key nor the content is in a repr."""
    opened = open_stream(io.BytesIO(seal(b"secret", dek=DEK)), KEK)
    assert "secret" not in repr(opened)
    assert "BBBB" not in repr(DEK)
