"""The local key-encryption key."""

import os
from pathlib import Path

import pytest

from compliance.key_file import KeyFileError, LocalKey, load_key, load_or_create_key
from compliance.sealing import KeyRefusedError


def test_a_new_key_is_ours_alone_and_the_same_the_next_time(tmp_path: Path) -> None:
    """A key file is made once, with 0600 in a 0700 folder, and found again."""
    path = tmp_path / "keys" / "kek"
    made = load_or_create_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert len(path.read_bytes()) == 32
    assert load_or_create_key(path) == made
    assert [found.name for found in path.parent.iterdir()] == ["kek"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666, 0o610])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    """Any right of group or others refuses the file and names the command that mends it."""
    path = tmp_path / "kek"
    load_or_create_key(path)
    path.chmod(mode)
    with pytest.raises(KeyFileError, match=f"chmod 600 {path}") as refused:
        load_or_create_key(path)
    assert "\n" not in str(refused.value)


def test_a_folder_that_others_can_write_is_refused(tmp_path: Path) -> None:
    """A key that others can replace is no key."""
    path = tmp_path / "keys" / "kek"
    load_or_create_key(path)
    path.parent.chmod(0o777)
    with pytest.raises(KeyFileError, match=f"chmod 700 {path.parent}"):
        load_key(path)


@pytest.mark.parametrize("size", [0, 16, 31, 33, 64])
def test_a_key_of_the_wrong_size_is_refused(tmp_path: Path, size: int) -> None:
    """Only 32 bytes are a key."""
    path = tmp_path / "kek"
    path.write_bytes(b"k" * size)
    path.chmod(0o600)
    with pytest.raises(KeyFileError, match="32-byte"):
        load_or_create_key(path)


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    """A link could point at somebody else's file, whether it exists or not."""
    load_or_create_key(tmp_path / "kek")
    (tmp_path / "link").symlink_to(tmp_path / "kek")
    (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
    for name in ("link", "dangling"):
        with pytest.raises(KeyFileError, match="plain file"):
            load_or_create_key(tmp_path / name)


def test_a_folder_or_a_pipe_is_refused(tmp_path: Path) -> None:
    """What is not a plain file is refused at once, not waited for."""
    os.mkfifo(tmp_path / "pipe", 0o600)
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(KeyFileError, match="plain file"):
            load_or_create_key(path)


def test_another_users_key_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file must belong to the user who runs the line."""
    path = tmp_path / "kek"
    load_or_create_key(path)
    ours = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: ours + 1)
    with pytest.raises(KeyFileError, match="chown"):
        load_key(path)


def test_a_missing_key_or_an_impossible_folder_says_so(tmp_path: Path) -> None:
    """Loading makes no key, and a path through a file is an error of one line."""
    with pytest.raises(KeyFileError, match="no key file"):
        load_key(tmp_path / "kek")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(KeyFileError, match="cannot"):
        load_or_create_key(tmp_path / "file" / "kek")


def test_a_wrapped_key_opens_only_with_its_key_and_for_its_use() -> None:
    """Another key, another use and any change of the wrapped bytes are refused."""
    kek, other = LocalKey(b"1" * 32), LocalKey(b"2" * 32)
    wrapped = kek.wrap(b"d" * 32, b"session 1")
    assert kek.unwrap(wrapped, b"session 1") == b"d" * 32
    for key, sealed, use in [
        (other, wrapped, b"session 1"),
        (kek, wrapped, b"session 2"),
        (kek, wrapped[:-1], b"session 1"),
        (kek, b"", b"session 1"),
    ]:
        with pytest.raises(KeyRefusedError):
            key.unwrap(sealed, use)


def test_a_key_does_not_show_itself() -> None:
    """Neither repr nor str of a key holds its bytes."""
    assert "kkk" not in f"{LocalKey(b'k' * 32)!r} {LocalKey(b'k' * 32)}"
