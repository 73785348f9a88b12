"""Hibari on this machine: the embedded line's voice (Apache-2.0, one US voice, 24 kHz).

First audio after about 20 ms; the model ships in the package.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np
from hibari import SAMPLE_RATE, Hibari
from pipecat.frames.frames import ErrorFrame, Frame
from pipecat.services.settings import TTSSettings
from pipecat.services.tts_service import TTSService
from pipecat.utils.tracing.service_decorators import traced_tts

_VOICE = ThreadPoolExecutor(max_workers=1, thread_name_prefix="speak")
# The model pads each sentence with near-silence; the caller would hear it as hesitation.
_AUDIBLE = 0.004
_LEAD_SECONDS = 0.01
_PAUSE_SECONDS = 0.2


@cache
def _hibari() -> Hibari:
    return Hibari(threads=1)


def warm() -> None:
    """Load the voice and its pronunciation tables by saying something."""
    _hibari()("Warm up, please, on May 3rd.")


def _trimmed(samples: np.ndarray) -> np.ndarray:
    audible = np.flatnonzero(np.abs(samples) > _AUDIBLE)
    if not audible.size:
        return samples
    start = max(0, int(audible[0]) - int(_LEAD_SECONDS * SAMPLE_RATE))
    return samples[start : int(audible[-1]) + int(_PAUSE_SECONDS * SAMPLE_RATE)]


async def _pcm(text: str) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    sentences = _hibari().stream(text)
    while (samples := await loop.run_in_executor(_VOICE, next, sentences, None)) is not None:
        yield (np.clip(_trimmed(samples), -1.0, 1.0) * 32767).astype("<i2").tobytes()


class HibariTTSService(TTSService):
    """Sentences to 16-bit mono PCM at 24 kHz, each as soon as it is synthesised."""

    def __init__(self) -> None:
        super().__init__(
            sample_rate=SAMPLE_RATE,
            push_start_frame=True,
            push_stop_frames=True,
            stop_frame_timeout_s=0.3,
            settings=TTSSettings(model=None, voice="heart", language=None),
        )

    def can_generate_metrics(self) -> bool:
        """Time to first byte is measured."""
        return True

    @traced_tts
    async def run_tts(self, text: str, context_id: str) -> AsyncGenerator[Frame | None, None]:
        """Synthesise one sentence (clear zone: `text` is what the caller will hear)."""
        try:
            await self.start_tts_usage_metrics(text)
            async for frame in self._stream_audio_frames_from_iterator(
                _pcm(text), in_sample_rate=SAMPLE_RATE, context_id=context_id
            ):
                await self.stop_ttfb_metrics()
                yield frame
        except Exception as error:
            # No text in the message: it would be the restored sentence.
            yield ErrorFrame(error="synthesis failed", exception=error)
        finally:
            await self.stop_ttfb_metrics()


def build() -> HibariTTSService:
    """The service of one call."""
    return HibariTTSService()
