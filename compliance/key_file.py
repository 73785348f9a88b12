"""The key-encryption key in a local file: for development and the embedded line.

The file holds 32 random bytes and nothing else, belongs to the user who runs the line, and
opens to nobody else. A wrapped data key is nonce (12 bytes) | ciphertext (32) | tag (16).
"""

import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from compliance.sealing import KeyRefusedError

_SIZE = 32
_NONCE = 12


class KeyFileError(Exception):
    """The key file cannot be trusted or read; the message is one line that says what to do."""


@dataclass(frozen=True)
class LocalKey:
    """A key-encryption key held in this process."""

    key: bytes = field(repr=False)

    def wrap(self, dek: bytes, associated_data: bytes) -> bytes:
        """Return `dek` (32 bytes) sealed under this key, in 60 bytes."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(self.key).encrypt(nonce, dek, associated_data)

    def unwrap(self, wrapped: bytes, associated_data: bytes) -> bytes:
        """Return the data key; raises KeyRefusedError if the key or what it is for differs."""
        try:
            nonce, sealed = wrapped[:_NONCE], wrapped[_NONCE:]
            return AESGCM(self.key).decrypt(nonce, sealed, associated_data)
        except (InvalidTag, ValueError):
            raise KeyRefusedError("this key does not open the stream's data key") from None


def load_or_create_key(path: Path) -> LocalKey:
    """Return the key in `path`, making it on first use; raises KeyFileError."""
    try:
        _create(path)
    except FileExistsError:
        return load_key(path)
    except OSError as error:
        raise KeyFileError(f"cannot create the key file {path}: {error.strerror}") from None
    return load_key(path)


def load_key(path: Path) -> LocalKey:
    """Return the key in `path`; raises KeyFileError unless it is ours alone and whole."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        raise KeyFileError(f"there is no key file at {path}") from None
    except OSError as error:
        raise KeyFileError(
            f"cannot open the key file {path}: {error.strerror}; it must be a plain file"
        ) from None
    try:
        _check(path, os.fstat(descriptor))
        return LocalKey(os.read(descriptor, _SIZE))
    finally:
        os.close(descriptor)


def _check(path: Path, found: os.stat_result) -> None:
    """Check the opened file itself, so that nothing can be swapped in after the check."""
    if not stat.S_ISREG(found.st_mode):
        raise KeyFileError(f"{path} is not a plain file; name one, or remove it")
    if found.st_uid != os.geteuid():
        raise KeyFileError(f"{path} belongs to another user: chown {os.geteuid()} {path}")
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise KeyFileError(f"others can read the key file: chmod 600 {path}")
    folder = path.parent.stat().st_mode
    if folder & 0o022 and not folder & stat.S_ISVTX:
        raise KeyFileError(f"others can replace the key file: chmod 700 {path.parent}")
    if found.st_size != _SIZE:
        raise KeyFileError(f"{path} does not hold a {_SIZE}-byte key; restore it from its backup")


def _create(path: Path) -> None:
    """Write a new key under a temporary name first: a crash leaves no half key behind."""
    if path.is_symlink() or path.exists():
        raise FileExistsError
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_SIZE))
            file.flush()
            os.fsync(descriptor)
        os.link(draft, path)  # unlike a rename, refuses to replace another process's key
    finally:
        draft.unlink()
