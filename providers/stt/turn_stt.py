"""Speech-to-text for engines on this machine: hears whole turns, decides where they end.

A short pause inside a turn ("nine one nine ... five five five") makes a segment-wise recogniser
guess at fragments. This service keeps the audio of the turn and, at every pause, recognises all
of it again while the pause is still being judged; what it heard before the pause is only an
interim transcript. When the pause turns out to be the end, the text is already there.

Audio: 16-bit PCM, mono, 16 kHz.
"""

import asyncio
from abc import abstractmethod
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic
from typing import Any

from pipecat.audio.turn.base_turn_analyzer import EndOfTurnState
from pipecat.audio.turn.smart_turn.base_smart_turn import SmartTurnParams
from pipecat.audio.turn.smart_turn.local_smart_turn_v3 import LocalSmartTurnAnalyzerV3
from pipecat.frames.frames import (
    CancelFrame,
    EndFrame,
    Frame,
    InputAudioRawFrame,
    InterimTranscriptionFrame,
    ProposedUserStoppedSpeakingFrame,
    TranscriptionFrame,
    VADUserStartedSpeakingFrame,
    VADUserStoppedSpeakingFrame,
)
from pipecat.processors.frame_processor import FrameDirection, FrameProcessorSetup
from pipecat.services.settings import STTSettings
from pipecat.services.stt_service import STTService
from pipecat.transcriptions.language import Language
from pipecat.utils.time import time_now_iso8601
from pipecat.utils.tracing.service_decorators import traced_stt

from compliance.redaction import Continuation

SAMPLE_RATE = 16_000
BYTES_PER_SECOND = SAMPLE_RATE * 2
# Kept from before the voice detector fires, so that the first consonant is heard.
PREROLL_BYTES = int(0.6 * BYTES_PER_SECOND)
# Engines drop or garble the last word of audio that ends abruptly.
PADDING = bytes(BYTES_PER_SECOND // 2)

_FRAME_SECONDS = 0.02
# Most pauses inside a sentence end within 0.3 s, of which the detector has taken 0.2: whoever
# recognises at once does it in vain, and holds the engine up when it is needed.
_SHORT_PAUSE_SECONDS = 0.08

# One recognition at a time: two cores are shared with the voice and the event loop.
_ENGINE = ThreadPoolExecutor(max_workers=1, thread_name_prefix="recognise")


@dataclass(frozen=True)
class Patience:
    """Seconds of silence after the caller's last word that end the turn.

    The voice detector's own stop time (0.2 s) is part of each.
    """

    finished: float = 0.55
    """It sounds finished (Smart Turn) and no identifier is open. A comma's pause is 0.2 to 0.4 s;
    whoever answers into it is interrupted by the rest of the sentence."""
    unfinished: float = 0.9
    """It does not sound finished; Smart Turn is wrong often enough to need an end."""
    open_ended: float = 1.0
    """The words end in a spelled name or a member number, which may have another part."""
    inside_identifier: float = 2.2
    """The words stop inside a phone number or a date: people look such things up."""


class TurnSTTService(STTService):
    """Recognise whole turns with an engine of this machine; subclasses give `recognise`."""

    def __init__(
        self,
        *,
        continuation: Callable[[str], Continuation],
        hears_voice: Callable[[], bool],
        patience: Patience | None = None,
        **kwargs: Any,  # noqa: ANN401 - Pipecat's own
    ) -> None:
        super().__init__(
            sample_rate=SAMPLE_RATE, settings=STTSettings(model=None, language=None), **kwargs
        )
        self._continuation = continuation
        self._hears_voice = hears_voice
        self._patience = patience or Patience()
        self._ending = LocalSmartTurnAnalyzerV3(params=SmartTurnParams(stop_secs=30.0))
        self._audio = bytearray()
        self._in_turn = False
        self._speaking = False
        self._judgement: asyncio.Task[None] | None = None

    @abstractmethod
    def recognise(self, pcm: bytes) -> str:
        """Return the words in `pcm` (16-bit, mono, 16 kHz). Blocks; runs in a worker thread."""

    @property
    def supports_ttfs(self) -> bool:
        """No wait for a later transcript: the final one is there when the turn is over."""
        return False

    async def run_stt(self, audio: bytes) -> AsyncGenerator[Frame | None, None]:
        """Collect audio; recognition happens at pauses (see `_judge`)."""
        self._audio += audio
        self._ending.append_audio(audio, self._speaking)
        if not self._in_turn and len(self._audio) > PREROLL_BYTES:
            del self._audio[:-PREROLL_BYTES]
        yield None

    async def setup(self, setup: FrameProcessorSetup) -> None:  # type: ignore[override]
        """Tell the turn model its sample rate."""
        await super().setup(setup)
        self._ending.set_sample_rate(SAMPLE_RATE)

    async def cleanup(self) -> None:
        """Stop judging and let go of the turn model's thread."""
        await super().cleanup()
        await self._stop_judging()
        await self._ending.cleanup()

    async def process_audio_frame(
        self, frame: InputAudioRawFrame, direction: FrameDirection
    ) -> None:
        """Collect the caller's audio."""
        await super().process_audio_frame(frame, direction)

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        """Follow the voice detector; everything else is Pipecat's."""
        await super().process_frame(frame, direction)
        if isinstance(frame, VADUserStartedSpeakingFrame):
            await self._stop_judging()
            self._ending.update_vad_start_secs(frame.start_secs)
            self._in_turn = self._speaking = True
        elif isinstance(frame, VADUserStoppedSpeakingFrame):
            self._speaking = False
            await self._stop_judging()
            last_word_at = monotonic() - frame.stop_secs
            self._judgement = self.create_task(self._judge(last_word_at), "judge_pause")
        elif isinstance(frame, EndFrame | CancelFrame):
            await self._stop_judging()

    async def _stop_judging(self) -> None:
        if self._judgement is not None:
            await self.cancel_task(self._judgement)
            self._judgement = None

    async def _judge(self, last_word_at: float) -> None:
        """Recognise the turn so far, then wait as long as it takes to be sure that it is over."""
        await asyncio.sleep(_SHORT_PAUSE_SECONDS)
        loop = asyncio.get_running_loop()
        hearing = loop.run_in_executor(_ENGINE, self.recognise, bytes(self._audio) + PADDING)
        try:
            text, finished = await asyncio.gather(hearing, self._sounds_finished())
        except Exception as error:
            # No text in the message: it may quote what was said.
            await self.push_error("recognition failed", exception=error)
            text, finished = "", True
        text = text.strip()
        waiting = self._silence_needed(text, finished) - (monotonic() - last_word_at)
        if waiting > 0:
            if text:
                await self.push_frame(
                    InterimTranscriptionFrame(text, self._user_id, time_now_iso8601())
                )
            await asyncio.sleep(waiting)
        while self._hears_voice():  # noqa: ASYNC110 - the detector has no event for it
            # The detector needs 0.2 s to be sure that the caller goes on; then this task ends.
            await asyncio.sleep(_FRAME_SECONDS)
        await self._end_turn(text)

    async def _sounds_finished(self) -> bool:
        state, _ = await self._ending.analyze_end_of_turn()
        return state is EndOfTurnState.COMPLETE

    def _silence_needed(self, text: str, finished: bool) -> float:
        more = self._continuation(text) if text else Continuation.NONE
        if more is Continuation.CERTAIN:
            return self._patience.inside_identifier
        if more is Continuation.POSSIBLE:
            return self._patience.open_ended
        return self._patience.finished if finished else self._patience.unfinished

    @traced_stt
    async def _handle_transcription(
        self, transcript: str, is_final: bool, language: Language | None = None
    ) -> None:
        """Where Pipecat's tracing hooks in."""

    async def _end_turn(self, text: str) -> None:
        self._judgement = None
        self._in_turn = False
        self._audio.clear()
        self._ending.clear()
        if text:
            await self.push_frame(
                TranscriptionFrame(text, self._user_id, time_now_iso8601(), finalized=True)
            )
            await self._handle_transcription(text, is_final=True)
        await self.broadcast_frame(ProposedUserStoppedSpeakingFrame)
