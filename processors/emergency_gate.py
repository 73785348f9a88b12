"""Clear zone. Diverts an emergency from the raw transcript, with no LLM involved."""

from collections.abc import Callable
from contextlib import suppress

from pipecat.frames.frames import (
    BotStoppedSpeakingFrame,
    EndWorkerFrame,
    Frame,
    TranscriptionFrame,
    TTSSpeakFrame,
    VADUserStartedSpeakingFrame,
)
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor

from compliance.emergency import Emergency, announcement, recognise_emergency


class EmergencyGate(FrameProcessor):
    """On an emergency: silence the agent, say where to call, escalate, end the call.

    Only final transcripts count: an interim is a prefix and can look like an emergency before
    it ends ("I can't breathe ... through my nose"). They are judged alone, and together with what
    the caller had said before, where the agent has not spoken to its end in between: a pause cuts
    sentences in two. From an emergency on no transcript passes.
    """

    def __init__(self, *, on_emergency: Callable[[Emergency], None]) -> None:
        super().__init__()
        self._on_emergency = on_emergency
        self._closed = False
        self._said = ""
        self._caller_speaks = False

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        """Judge each final transcript; pass everything else on."""
        await super().process_frame(frame, direction)
        if isinstance(frame, TranscriptionFrame):
            if self._closed:
                return
            emergency = self._judge(frame.text)
            if emergency is not None:
                await self._divert(emergency)
                return
        elif isinstance(frame, VADUserStartedSpeakingFrame):
            self._caller_speaks = True
        elif isinstance(frame, BotStoppedSpeakingFrame) and not self._caller_speaks:
            self._said = ""
        await self.push_frame(frame, direction)

    def _judge(self, text: str) -> Emergency | None:
        self._caller_speaks = False
        self._said = f"{self._said} {text}".strip()
        return recognise_emergency(text) or recognise_emergency(self._said)

    async def _divert(self, emergency: Emergency) -> None:
        self._closed = True
        with suppress(Exception):  # whatever fails there, the caller is told where to call
            self._on_emergency(emergency)
        await self.broadcast_interruption()
        speech = TTSSpeakFrame(announcement(emergency), append_to_context=False)
        speech.interruptible = False
        await self.push_frame(speech)
        await self.push_frame(EndWorkerFrame())
