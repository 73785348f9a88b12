"""What is kept of a call, sealed as it is made, in one folder per session.

ROOT/SESSION_ID/caller_audio.sealed      16-bit PCM, mono
                agent_audio.sealed
                raw_transcript.sealed    JSON lines {"at_ms", "text"}
                redacted_transcript.sealed
                session.json             state and sizes; no PHI
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from compliance import sealing, session_files
from compliance.audit import Trail
from compliance.sealing import OpenedStream, SealBrokenError, SealError, StreamContext
from compliance.session_files import SealSummary, SessionEntry, Sizes, Stream
from compliance.session_lane import Lane
from compliance.session_recovery import recover
from compliance.session_writer import SessionWriter

__all__ = ["SealSummary", "SessionEntry", "SessionStore", "SessionWriter", "Sizes", "Stream"]


class SessionStore:
    """The sessions under one folder; making it closes what a crash left open.

    `unrecovered` names the crashed sessions that this key does not open. Raises SealError.
    """

    def __init__(
        self,
        root: Path,
        kek: sealing.KeyEncryptionKey,
        *,
        retention_days: int = 30,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._root, self._kek, self._now = root, kek, now
        self._kept_s = retention_days * 86_400
        try:
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.unrecovered = tuple(
                folder.name for folder in self._folders() if not self._recover(folder)
            )
        except OSError:
            raise SealError("the session folder cannot be used") from None

    def open_session(
        self,
        session_id: str,
        *,
        audit: Trail | None = None,
        caller_rate: int = 16_000,
        agent_rate: int = 16_000,
    ) -> SessionWriter:
        """Return the writer of a new session; a key that cannot wrap raises here, before it."""
        folder = self._folder(session_id)
        if folder.exists():
            raise SealError("a session of this name is already kept")
        created = int(self._now())
        entry = SessionEntry(session_id, created, created + self._kept_s)
        rates = {Stream.CALLER_AUDIO: caller_rate, Stream.AGENT_AUDIO: agent_rate}
        lanes = {}
        for stream in Stream:
            rate = rates.get(stream)
            media = f"audio/pcm;bits=16;channels=1;rate={rate}" if rate else "application/jsonl"
            context = StreamContext(session_id, stream, media, created, entry.expires)
            key = sealing.new_data_key(self._kek, context)
            lanes[stream] = Lane(folder / f"{stream}.sealed", context, key)
        return SessionWriter(folder, entry, lanes, audit)

    def list(self) -> tuple[SessionEntry, ...]:
        """Return every session, by name."""
        return tuple(entry for folder in self._folders() if (entry := session_files.load(folder)))

    def read(self, session_id: str, stream: Stream) -> OpenedStream:
        """Open one stream; raises SealError, or SealBrokenError if it is not what was kept."""
        folder = self._folder(session_id)
        entry = session_files.load(folder)
        try:
            with (folder / f"{Stream(stream)}.sealed").open("rb", buffering=0) as file:
                opened = sealing.open_stream(file, self._kek)
        except OSError:
            raise SealError("there is no such stream") from None
        if (opened.context.session_id, opened.context.stream) != (session_id, stream):
            raise SealBrokenError("this is another stream, put in the place of this one")
        if entry and entry.state in ("closed", "interrupted"):
            kept = entry.streams.get(stream, {}).get("chunks")
            if opened.ending is sealing.Mark.MORE and entry.state == "closed":
                raise SealBrokenError("the stream was cut after it had been closed")
            if kept != len(opened.chunks):
                raise SealBrokenError("the stream does not hold what was sealed")
        return opened

    def _folder(self, session_id: str) -> Path:
        if not sealing.IDENTIFIER.fullmatch(session_id):
            raise SealError("the session id is not a plain identifier")
        return self._root / session_id

    def _folders(self) -> Iterator[Path]:
        for folder in sorted(self._root.iterdir()):
            if sealing.IDENTIFIER.fullmatch(folder.name) and folder.is_dir():
                yield folder

    def _recover(self, folder: Path) -> bool:
        created = int(self._now())
        return recover(folder, self._kek, created=created, expires=created + self._kept_s)
