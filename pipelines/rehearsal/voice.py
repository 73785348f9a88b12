"""Gives the lines of a caller that have no recording a voice (Hibari, 16-bit mono PCM, 16 kHz)."""

from collections.abc import Iterable

import numpy as np
import soxr
from hibari import SAMPLE_RATE, Hibari

RATE = 16_000


def synthesised(lines: Iterable[str]) -> dict[str, bytes]:
    """Return the audio of each line. Blocks; the model is loaded only if there is a line."""
    texts = sorted(set(lines))
    if not texts:
        return {}
    voice = Hibari(threads=1)
    return {text: _pcm(voice(text)) for text in texts}


def _pcm(samples: np.ndarray) -> bytes:
    narrow = soxr.resample(samples, SAMPLE_RATE, RATE)
    return bytes((np.clip(narrow, -1, 1) * 32767).astype("<i2").tobytes())
