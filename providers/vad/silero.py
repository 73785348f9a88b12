"""Silero VAD (inside Pipecat), for telephone voices: 16-bit mono PCM at 16 kHz."""

from pipecat.audio.vad.silero import SileroVADAnalyzer
from pipecat.audio.vad.vad_analyzer import VADParams, VADState

SAMPLE_RATE = 16_000


class SileroVAD(SileroVADAnalyzer):
    """Tells also what it makes of the last 32 ms, before it is sure that somebody speaks.

    A pause ends 0.2 s before Pipecat's frames say so: whoever counts silence needs the moment.
    """

    def __init__(self) -> None:
        super().__init__(sample_rate=SAMPLE_RATE, params=VADParams())
        self._latest = VADState.QUIET

    @property
    def hears_voice(self) -> bool:
        """Whether somebody speaks, or has perhaps begun to."""
        return self._latest is not VADState.QUIET

    async def analyze_audio(self, buffer: bytes) -> VADState:
        """Judge the next audio; see `VADAnalyzer`."""
        self._latest = await super().analyze_audio(buffer)
        return self._latest
