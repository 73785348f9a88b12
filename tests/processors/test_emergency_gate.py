"""An emergency is diverted before any LLM hears of it."""

import pytest
from pipecat.frames.frames import (
    BotStoppedSpeakingFrame,
    EndWorkerFrame,
    InterimTranscriptionFrame,
    TranscriptionFrame,
    TTSSpeakFrame,
    VADUserStartedSpeakingFrame,
)
from pipecat.processors.frame_processor import FrameDirection

from compliance.emergency import Emergency
from processors.emergency_gate import EmergencyGate


@pytest.fixture
def gate():
    """A gate that keeps what it pushes, reports and interrupts."""
    made = EmergencyGate(on_emergency=lambda kind: made.kinds.append(kind))
    made.kinds, made.pushed, made.interruptions = [], [], 0

    async def push(frame, direction=FrameDirection.DOWNSTREAM):
        made.pushed.append(frame)

    async def interrupt():
        made.interruptions += 1

    made.push_frame, made.broadcast_interruption = push, interrupt
    return made


async def _say(gate, words, kind=TranscriptionFrame):
    await gate.process_frame(kind(words, "", ""), FrameDirection.DOWNSTREAM)


@pytest.mark.parametrize(
    ("words", "kind", "number"),
    [
        ("my chest feels tight and I can't breathe", Emergency.MEDICAL, "nine one one"),
        ("I want to die", Emergency.SELF_HARM, "nine eight eight"),
    ],
)
async def test_an_emergency_silences_the_agent_and_says_where_to_call(gate, words, kind, number):
    """The words stop at the gate; the announcement and the end of the call follow."""
    await _say(gate, words)
    speech, end = gate.pushed
    assert isinstance(speech, TTSSpeakFrame)
    assert number in speech.text
    assert not speech.append_to_context
    assert not speech.interruptible
    assert isinstance(end, EndWorkerFrame)
    assert (gate.kinds, gate.interruptions) == ([kind], 1)


async def test_the_caller_is_told_where_to_call_whatever_else_fails(gate):
    """A disk that is full, or any other fault of a listener, keeps no announcement back."""

    def fails(_):
        raise OSError

    gate._on_emergency = fails
    await _say(gate, "I want to die")
    assert [type(frame) for frame in gate.pushed] == [TTSSpeakFrame, EndWorkerFrame]


async def test_after_an_emergency_nothing_more_is_passed_on(gate):
    """Later words do not reach the LLM either."""
    await _say(gate, "I want to die")
    gate.pushed.clear()
    await _say(gate, "and I have an earache")
    assert gate.pushed == []


async def test_ordinary_words_and_interim_ones_pass(gate):
    """An interim is a prefix and can look like an emergency before it ends."""
    await _say(gate, "I have an earache")
    await _say(gate, "I can't breathe", InterimTranscriptionFrame)
    assert len(gate.pushed) == 2
    assert gate.kinds == []


HALVES = [
    ("i feel a tightness", "in my chest", Emergency.MEDICAL),
    ("half of my face", "is drooping", Emergency.MEDICAL),
    ("i don't want to", "be alive anymore", Emergency.SELF_HARM),
]


@pytest.mark.parametrize(("first", "rest", "kind"), HALVES)
async def test_a_sentence_that_a_pause_cut_in_two_is_judged_whole(gate, first, rest, kind):
    """The agent began to answer into the pause, and the caller spoke on."""
    await _say(gate, first)
    await gate.process_frame(VADUserStartedSpeakingFrame(), FrameDirection.DOWNSTREAM)
    await gate.process_frame(BotStoppedSpeakingFrame(), FrameDirection.UPSTREAM)
    await _say(gate, rest)
    assert gate.kinds == [kind]


@pytest.mark.parametrize(("first", "rest", "kind"), HALVES)
async def test_what_was_said_before_the_agent_spoke_to_its_end_is_past(gate, first, rest, kind):
    """Answers to different questions are not read as one sentence."""
    await _say(gate, first)
    await gate.process_frame(BotStoppedSpeakingFrame(), FrameDirection.UPSTREAM)
    await _say(gate, rest)
    assert kind not in gate.kinds
