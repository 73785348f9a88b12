"""The taps hand everything to the recorder and change nothing that goes on."""

import pytest
from pipecat.frames.frames import (
    EagerTranscriptionFrame,
    InputAudioRawFrame,
    InterimTranscriptionFrame,
    OutputAudioRawFrame,
    TranscriptionFrame,
    TTSAudioRawFrame,
)
from pipecat.tests.utils import run_test

from processors.agent_recorder_tap import AgentRecorderTap
from processors.caller_recorder_tap import CallerRecorderTap

HEARD, SPOKEN = b"\x01\x02" * 160, b"\x03\x04" * 240


@pytest.fixture
def kept():
    """What the recorder was given: audio, then transcripts."""
    return [], []


async def _caller(kept, *frames):
    """Let the frames pass the caller's tap; return those that come out."""
    audio, words = kept
    tap = CallerRecorderTap(audio=audio.append, transcript=words.append)
    down, _ = await run_test(tap, frames_to_send=frames)
    return down


async def test_the_callers_audio_is_kept_and_passes(kept):
    """The recorder gets the bytes that the recogniser heard, and the agent's are not among them."""
    heard = InputAudioRawFrame(HEARD, 16_000, 1)
    down = await _caller(kept, heard, OutputAudioRawFrame(SPOKEN, 24_000, 1))
    assert kept == ([HEARD], [])
    assert heard in down


async def test_a_final_transcript_is_kept_in_the_callers_words(kept):
    """Interim ones are not: they would be there twice."""
    await _caller(
        kept,
        InterimTranscriptionFrame("it is rebecca", "", ""),
        TranscriptionFrame("it is rebecca lawson", "", ""),
    )
    assert kept[1] == ["it is rebecca lawson"]


@pytest.mark.parametrize(
    "kind", [InterimTranscriptionFrame, EagerTranscriptionFrame, TranscriptionFrame]
)
async def test_no_transcript_carries_the_vendors_payload_on(kept, kind):
    """The raw result would pass every redactor of text."""
    (passed,) = await _caller(kept, kind("rebecca", "", "", result={"raw": "rebecca"}))
    assert passed.result is None


async def test_a_final_transcript_survives_interruptions(kept):
    """From here on no barge-in can drop what the caller has said."""
    (passed,) = await _caller(kept, TranscriptionFrame("rebecca", "", ""))
    assert not passed.interruptible


async def test_what_the_agent_was_heard_to_say_is_kept_and_passes(kept):
    """Speech and other sounds are kept; the caller's audio is not among them."""
    audio, _ = kept
    spoken = TTSAudioRawFrame(SPOKEN, 24_000, 1)
    sound = OutputAudioRawFrame(HEARD, 24_000, 1)
    frames = [spoken, InputAudioRawFrame(HEARD, 16_000, 1), sound]
    down, _ = await run_test(AgentRecorderTap(audio=audio.append), frames_to_send=frames)
    assert audio == [SPOKEN, HEARD]
    assert spoken in down
