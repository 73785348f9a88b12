"""The voice detector tells at once what it takes others a moment to be sure of."""

import pytest
from pipecat.audio.vad.silero import SileroVADAnalyzer
from pipecat.audio.vad.vad_analyzer import VADState

from providers.vad.silero import SileroVAD


@pytest.mark.parametrize(
    ("state", "heard"),
    [
        (VADState.QUIET, False),
        (VADState.STARTING, True),
        (VADState.SPEAKING, True),
        (VADState.STOPPING, True),
    ],
)
async def test_a_voice_is_heard_from_its_first_moment(monkeypatch, state, heard):
    """Also while it is not yet sure that somebody speaks, and what is judged is passed on."""

    async def judged(self, buffer):
        return state

    monkeypatch.setattr(SileroVADAnalyzer, "analyze_audio", judged)
    detector = SileroVAD()
    assert not detector.hears_voice
    assert await detector.analyze_audio(bytes(1024)) is state
    assert detector.hears_voice is heard
    await detector.cleanup()
