"""Clear zone. Hands the agent's audio to the recorder, after the transport: what was heard."""

from collections.abc import Callable

from pipecat.frames.frames import Frame, OutputAudioRawFrame
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor


class AgentRecorderTap(FrameProcessor):
    """Listens to the audio that the transport has played; a barge-in cuts it there."""

    def __init__(self, *, audio: Callable[[bytes], None]) -> None:
        super().__init__(enable_direct_mode=True)
        self._audio = audio

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        """Record agent audio (16-bit mono PCM); pass everything on."""
        await super().process_frame(frame, direction)
        if isinstance(frame, OutputAudioRawFrame):
            self._audio(frame.audio)
        await self.push_frame(frame, direction)
