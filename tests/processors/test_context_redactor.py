"""Nothing that was restored for the voice comes back into the context."""

import pytest
from pipecat.frames.frames import (
    AggregatedTextFrame,
    InterruptionFrame,
    LLMFullResponseEndFrame,
    LLMFullResponseStartFrame,
    LLMTextFrame,
    TTSAudioRawFrame,
    TTSSpeakFrame,
    TTSTextFrame,
)
from pipecat.pipeline.pipeline import Pipeline
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.aggregators.llm_response_universal import LLMContextAggregatorPair
from pipecat.processors.frame_processor import FrameDirection
from pipecat.services.settings import TTSSettings
from pipecat.services.tts_service import TTSService
from pipecat.tests.utils import SleepFrame, run_test

from compliance.redaction import MASKED, PhiType, Redactor
from processors.context_redactor import ContextRedactor
from providers.telephony.recorded_line import RecordedLine

RATE = 24_000
SENTENCE = "Thank you, [NAME_1], is [PHONE_1] your number?"
WORDS = 17  # as the voice says it: two of the name, and each digit of the number


class WordVoice(TTSService):
    """Reports each word as it is spoken, as Azure, Cartesia and ElevenLabs do; the last ones not.

    With `whole` it reports the sentence, as Piper and Hibari do.
    """

    def __init__(self, *, unreported=0, whole=False, seconds_per_word=0.01):
        super().__init__(
            sample_rate=RATE,
            push_text_frames=whole,
            push_start_frame=True,
            push_stop_frames=True,
            stop_frame_timeout_s=0.1,
            settings=TTSSettings(model=None, voice="test", language=None),
        )
        self._unreported, self._whole, self._pace = unreported, whole, seconds_per_word

    async def run_tts(self, text, context_id):
        words = text.split()
        silence = bytes(2 * round(RATE * self._pace) * len(words))
        yield TTSAudioRawFrame(silence, RATE, 1, context_id=context_id)
        if not self._whole:
            reported = words[: len(words) - self._unreported]
            times = [(word, self._pace * n) for n, word in enumerate(reported)]
            await self.add_word_timestamps(times, context_id)


@pytest.fixture
def redactor():
    """A redactor that knows a name and a telephone number."""
    made = Redactor()
    made.vault.placeholder(PhiType.NAME, "rebecca lawson")
    made.vault.placeholder(PhiType.PHONE, "nine one nine five five five oh one four five")
    return made


async def _spoken(redactor, voice, *frames):
    """Say it on the line; return the messages of the context and what was reported as spoken."""

    async def restore(text, _):
        return redactor.vault.speak(text)

    voice.add_text_transformer(restore, "*")
    context, reported = LLMContext(), []
    line = RecordedLine(speak=lambda: bytes(640), hear=lambda _: None)
    assistant = LLMContextAggregatorPair(context).assistant()
    border = ContextRedactor(redactor, on_spoken=reported.append)
    chain = Pipeline([voice, line.output(), border, assistant])
    await run_test(chain, frames_to_send=[*frames, SleepFrame(0.4)])
    return [message["content"] for message in context.get_messages()], reported


def _reply(text):
    return LLMFullResponseStartFrame(), LLMTextFrame(text), LLMFullResponseEndFrame()


@pytest.mark.parametrize("unreported", range(WORDS + 1))
async def test_a_voice_that_reports_words_brings_back_placeholders(redactor, unreported):
    """However many words go unreported, also within a value, the context is as the LLM wrote it."""
    voice = WordVoice(unreported=unreported)
    messages, reported = await _spoken(redactor, voice, *_reply(SENTENCE))
    assert messages == reported == [SENTENCE]


async def test_a_voice_that_reports_sentences_brings_back_placeholders(redactor):
    """One report per sentence, each as the LLM wrote it."""
    voice = WordVoice(whole=True)
    messages, reported = await _spoken(redactor, voice, *_reply(f"{SENTENCE} Is it right?"))
    assert messages == [f"{SENTENCE} Is it right?"]
    assert reported == [SENTENCE, "Is it right?"]


@pytest.mark.parametrize("whole", [True, False])
async def test_what_the_line_says_of_itself_stays_out_of_the_context(redactor, whole):
    """It is reported as spoken all the same."""
    speech = TTSSpeakFrame("One moment, please.", append_to_context=False)
    messages, reported = await _spoken(redactor, WordVoice(whole=whole), speech)
    assert (messages, reported) == ([], ["One moment, please."])


async def test_a_sentence_that_is_cut_off_is_reported_as_far_as_it_was_heard(redactor):
    """What the caller has not heard is in no transcript and in no context."""
    voice = WordVoice(seconds_per_word=0.1)
    barge_in = SleepFrame(0.75), InterruptionFrame()
    messages, reported = await _spoken(redactor, voice, *_reply(SENTENCE), *barge_in)
    assert messages == reported == ["Thank you, [NAME_1], is"]


@pytest.mark.parametrize("whole", [True, False])
async def test_the_redactor_hears_what_was_asked(redactor, whole):
    """A bare answer is understood by the question that the voice has asked."""
    question = _reply("What is the best phone number to reach you?")
    await _spoken(redactor, WordVoice(whole=whole), *question)
    answer = redactor.caller("two one zero five five five zero one nine nine")
    assert answer.redacted == "[PHONE_2]"


async def _passed(redactor, frame):
    border = ContextRedactor(redactor, on_spoken=lambda _: None)

    async def push(frame, direction=FrameDirection.DOWNSTREAM):
        return

    border.push_frame = push
    await border.process_frame(frame, FrameDirection.DOWNSTREAM)
    return frame


async def test_restored_text_of_any_frame_is_scrubbed(redactor):
    """Text and raw text both, whatever the voice put there."""
    frame = AggregatedTextFrame("So, Rebecca Lawson.", "sentence", raw_text="So, Rebecca Lawson.")
    await _passed(redactor, frame)
    assert (frame.text, frame.raw_text) == ("So, [NAME_1].", "So, [NAME_1].")


async def test_a_word_of_which_nobody_knows_the_sentence_is_masked(redactor):
    """A piece of a number is too small to be recognised, so no piece passes."""
    frame = await _passed(redactor, TTSTextFrame("four five", "word"))
    assert (frame.text, frame.raw_text) == (MASKED, MASKED)


async def test_a_scrubber_that_raises_masks(redactor):
    """The border fails closed."""

    def fails(text):
        raise RuntimeError(text)

    redactor.scrub = fails
    frame = await _passed(redactor, TTSTextFrame("So, Rebecca Lawson.", "sentence"))
    assert frame.text == MASKED
