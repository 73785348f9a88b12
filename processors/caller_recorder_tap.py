"""Clear zone. Hands the caller's audio and raw transcript to the recorder, right after the STT."""

from collections.abc import Callable

from pipecat.frames.frames import (
    EagerTranscriptionFrame,
    Frame,
    InputAudioRawFrame,
    InterimTranscriptionFrame,
    TranscriptionFrame,
)
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor


class CallerRecorderTap(FrameProcessor):
    """Listens, and makes every transcript safe from interruptions and vendor payloads.

    Runs in direct mode: between the STT and this tap nothing may drop a transcript.
    """

    def __init__(
        self, *, audio: Callable[[bytes], None], transcript: Callable[[str], None]
    ) -> None:
        super().__init__(enable_direct_mode=True)
        self._audio = audio
        self._transcript = transcript

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        """Record caller audio (16-bit mono PCM) and final transcripts; pass everything on."""
        await super().process_frame(frame, direction)
        if isinstance(frame, InputAudioRawFrame):
            self._audio(frame.audio)
        elif isinstance(frame, TranscriptionFrame):
            # A barge-in may not drop what the caller said (Pipecat's default would).
            frame.interruptible = False
            frame.result = None
            self._transcript(frame.text)
        elif isinstance(frame, InterimTranscriptionFrame | EagerTranscriptionFrame):
            frame.result = None
        await self.push_frame(frame, direction)
