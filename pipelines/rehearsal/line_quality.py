"""What a line does to a voice: noise, and the telephone's 8 kHz mu-law."""

from dataclasses import dataclass, field

import numpy as np

_MU = 255.0


@dataclass
class LineQuality:
    """Degrades 20 ms frames (16-bit mono PCM, 16 kHz); `noise_db` is in dBFS, -inf for none."""

    noise_db: float = float("-inf")
    telephone: bool = False
    _random: np.random.Generator = field(default_factory=lambda: np.random.default_rng(7))

    def degrade(self, pcm: bytes) -> bytes:
        """Return the frame as the far end of the line hears it."""
        if self.noise_db == float("-inf") and not self.telephone:
            return pcm
        samples = np.frombuffer(pcm, "<i2").astype(np.float64) / 32768.0
        if self.noise_db > float("-inf"):
            samples = samples + self._random.normal(0, 10 ** (self.noise_db / 20), samples.size)
        if self.telephone:
            samples = _telephone(samples)
        return bytes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


def _telephone(samples: np.ndarray) -> np.ndarray:
    """Halve the rate, compress to 8-bit mu-law (ITU-T G.711) and back."""
    narrow = samples.reshape(-1, 2).mean(axis=1)
    clipped = np.clip(narrow, -1, 1)
    code = np.round(np.sign(clipped) * np.log1p(_MU * np.abs(clipped)) / np.log1p(_MU) * 127)
    back = np.sign(code) * np.expm1(np.abs(code) / 127 * np.log1p(_MU)) / _MU
    wide: np.ndarray = np.interp(np.arange(samples.size) / 2, np.arange(back.size), back)
    return wide
