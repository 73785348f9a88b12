"""Moonshine tiny-en on this machine: the embedded line's recogniser.

The model (MIT) ships in the package. 150 to 250 ms for a turn on one core.
"""

from collections.abc import Callable
from functools import cache

import numpy as np
from moonshine_voice import get_model_path
from moonshine_voice.moonshine_api import ModelArch
from moonshine_voice.transcriber import Transcriber

from compliance.redaction import Continuation
from providers.stt.turn_stt import SAMPLE_RATE, TurnSTTService


@cache
def _transcriber() -> Transcriber:
    # The engine's own voice detector splits short answers and loops on digits; ours has decided.
    options = {"vad_threshold": "0.0"}
    return Transcriber(str(get_model_path("tiny-en")), ModelArch.TINY, options=options)


def warm() -> None:
    """Load the model and recognise a second of silence with it."""
    _recognise(bytes(SAMPLE_RATE * 2))


def _recognise(pcm: bytes) -> str:
    samples = np.frombuffer(pcm, dtype="<i2").astype(np.float32) / 32768.0
    heard = _transcriber().transcribe_without_streaming(samples.tolist(), SAMPLE_RATE)
    return " ".join(line.text for line in heard.lines)


class MoonshineSTTService(TurnSTTService):
    """Whole turns through Moonshine."""

    def recognise(self, pcm: bytes) -> str:
        """Return the words in `pcm` (16-bit, mono, 16 kHz)."""
        return _recognise(pcm)


def build(
    *, continuation: Callable[[str], Continuation], hears_voice: Callable[[], bool]
) -> MoonshineSTTService:
    """The service of one call."""
    return MoonshineSTTService(continuation=continuation, hears_voice=hears_voice)
