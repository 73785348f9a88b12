"""When the caller speaks over the agent: the agent stops, and nothing that was said is lost."""

import asyncio

import pytest
from pipecat.frames.frames import (
    InterruptionFrame,
    LLMFullResponseEndFrame,
    LLMFullResponseStartFrame,
    LLMTextFrame,
    ProposedUserStoppedSpeakingFrame,
    TranscriptionFrame,
    TTSAudioRawFrame,
    VADUserStartedSpeakingFrame,
    VADUserStoppedSpeakingFrame,
)
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineParams
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.aggregators.llm_response_universal import (
    LLMContextAggregatorPair,
    LLMUserAggregatorParams,
)
from pipecat.services.settings import TTSSettings
from pipecat.services.tts_service import TTSService
from pipecat.tests.utils import SleepFrame, run_test
from pipecat.turns.user_start import VADUserTurnStartStrategy
from pipecat.turns.user_turn_strategies import UserTurnStrategies

from compliance.redaction import PhiType, Redactor
from processors.agent_recorder_tap import AgentRecorderTap
from processors.caller_recorder_tap import CallerRecorderTap
from processors.context_redactor import ContextRedactor
from processors.transcript_redactor import TranscriptRedactor
from processors.turn_stop import ProposedTurnStopStrategy
from providers.telephony.recorded_line import RecordedLine

RATE = 24_000
TENTH = RATE // 10 * 2  # bytes
SENTENCES = ("Thank you, [NAME_1].", "This is the second sentence.", "And this is the third one.")


class SlowVoice(TTSService):
    """Synthesises half a second per sentence, a tenth at a time and twice as fast as it is heard.

    Every sentence has a sound of its own; `synthesised` counts the tenths.
    """

    def __init__(self):
        super().__init__(
            sample_rate=RATE,
            push_start_frame=True,
            push_stop_frames=True,
            stop_frame_timeout_s=0.3,
            settings=TTSSettings(model=None, voice="test", language=None),
        )
        self.said, self.synthesised = [], 0

    async def run_tts(self, text, context_id):
        self.said.append(text)
        for _ in range(5):
            await asyncio.sleep(0.05)
            self.synthesised += 1
            sound = bytes([len(self.said)]) * TENTH
            yield TTSAudioRawFrame(sound, RATE, 1, context_id=context_id)


class Line:
    """The agent's half of a call, from the recogniser's words to the far end's ear."""

    def __init__(self):
        self.heard, self.recorded, self.voice = bytearray(), bytearray(), SlowVoice()
        self.synthesised_then, self.heard_then = 0, 0
        self.context, self.redactor = LLMContext(), Redactor()
        self.redactor.vault.placeholder(PhiType.NAME, "rebecca lawson")
        self.voice.add_text_transformer(self._restore, "*")
        line = RecordedLine(speak=lambda: bytes(640), hear=self.heard.extend)
        strategies = UserTurnStrategies(
            start=[VADUserTurnStartStrategy()], stop=[ProposedTurnStopStrategy()]
        )
        pair = LLMContextAggregatorPair(
            self.context, user_params=LLMUserAggregatorParams(user_turn_strategies=strategies)
        )
        self.chain = Pipeline(
            [
                CallerRecorderTap(audio=lambda _: None, transcript=lambda _: None),
                TranscriptRedactor(self.redactor, on_turn=lambda *_: None, on_failure=lambda: None),
                pair.user(),
                self.voice,
                line.output(),
                AgentRecorderTap(audio=self.recorded.extend),
                ContextRedactor(self.redactor, on_spoken=lambda _: None),
                pair.assistant(),
            ]
        )

    async def _restore(self, text, _):
        return self.redactor.vault.speak(text)

    async def hold(self, *frames):
        """Let the frames come in, one after the other; return the context's messages."""
        params = PipelineParams(audio_out_sample_rate=RATE)
        await run_test(self.chain, frames_to_send=frames, pipeline_params=params)
        return [(m["role"], m["content"]) for m in self.context.get_messages()]


def _reply():
    texts = [LLMTextFrame(f"{sentence} ") for sentence in SENTENCES]
    return LLMFullResponseStartFrame(), *texts, LLMFullResponseEndFrame()


def _says(words):
    """The caller speaks, and the recogniser ends the turn with these words."""
    return (
        VADUserStartedSpeakingFrame(),
        SleepFrame(0.05),
        VADUserStoppedSpeakingFrame(),
        TranscriptionFrame(words, "", "", finalized=True),
        SleepFrame(0.05),
        ProposedUserStoppedSpeakingFrame(),
    )


async def test_who_is_not_interrupted_is_heard_to_the_end():
    """Every sentence is played, recorded, and in the context as the LLM wrote it."""
    line = Line()
    messages = await line.hold(*_reply(), SleepFrame(2.2))
    assert messages == [("assistant", " ".join(SENTENCES))]
    assert line.voice.said[0] == "Thank you, Rebecca Lawson."
    assert len(line.heard) == len(line.recorded) == 15 * TENTH


async def test_a_caller_who_speaks_over_the_agent_silences_it_at_once():
    """Synthesis stops, queued audio is not played, and later sentences are never begun."""
    line = Line()
    await line.hold(*_reply(), SleepFrame(0.75), *_says("wait, please"), SleepFrame(1.0))
    assert 0.55 * RATE * 2 < len(line.heard) < 0.95 * RATE * 2
    assert line.heard[-1] == 2
    assert line.voice.synthesised < 15
    assert bytes(line.recorded) == bytes(line.heard)[: len(line.recorded)]
    assert len(line.heard) - len(line.recorded) <= TENTH // 5


async def test_the_context_keeps_only_what_was_heard():
    """The sentence that was cut off and those behind it were never said, for the LLM too."""
    line = Line()
    messages = await line.hold(
        *_reply(), SleepFrame(0.75), *_says("no, it is rebecca larson"), SleepFrame(0.3)
    )
    assert messages[0] == ("assistant", SENTENCES[0])
    assert messages[1][0] == "user"
    assert "rebecca" not in str(messages).lower()


@pytest.mark.parametrize("speech", ["wait, please", "my number has changed"])
async def test_what_the_caller_says_over_the_agent_reaches_the_llm(speech):
    """The interruption drops the agent's words, not the caller's."""
    line = Line()
    messages = await line.hold(*_reply(), SleepFrame(0.6), *_says(speech), SleepFrame(0.3))
    assert messages[-1] == ("user", speech)


class SlowBorder(TranscriptRedactor):
    """A redactor that takes its time."""

    async def process_frame(self, frame, direction):
        if isinstance(frame, TranscriptionFrame):
            await asyncio.sleep(0.2)
        await super().process_frame(frame, direction)


async def test_no_interruption_drops_a_transcript_while_the_redactor_is_slow():
    """Neither the one being redacted nor those that wait behind it: the tap made them safe."""
    chain = Pipeline(
        [
            CallerRecorderTap(audio=lambda _: None, transcript=lambda _: None),
            SlowBorder(Redactor(), on_turn=lambda *_: None, on_failure=lambda: None),
        ]
    )
    words = [TranscriptionFrame(text, "", "") for text in ("one moment", "i have it", "here")]
    frames = [*words, SleepFrame(0.05), InterruptionFrame(), SleepFrame(0.8)]
    down, _ = await run_test(chain, frames_to_send=frames)
    passed = [frame.text for frame in down if isinstance(frame, TranscriptionFrame)]
    assert passed == ["one moment", "i have it", "here"]
