"""Nothing raw passes the border into the model zone."""

import pytest
from pipecat.frames.frames import (
    InterimTranscriptionFrame,
    LLMMessagesAppendFrame,
    TranscriptionFrame,
)
from pipecat.processors.frame_processor import FrameDirection

from compliance.redaction import MASKED, Redactor, redactor
from processors.transcript_redactor import TranscriptRedactor


class Failing:
    """A rule that raises, quoting what it was given."""

    def find(self, turn):
        raise RuntimeError(turn.text)


async def _passed(processor, frame):
    """Give one frame to a processor; return what it pushes."""
    pushed = []

    async def push(frame, direction=FrameDirection.DOWNSTREAM):
        pushed.append(frame)

    processor.push_frame = push
    await processor.process_frame(frame, FrameDirection.DOWNSTREAM)
    return pushed


def _border(redactor, failures):
    return TranscriptRedactor(
        redactor, on_turn=lambda raw, redacted: None, on_failure=lambda: failures.append(True)
    )


async def test_final_and_interim_transcripts_pass_as_placeholders():
    """Both hold placeholders, and the vendor's payload is gone."""
    listening = Redactor()
    listening.agent("What is the best phone number to reach you?")
    said = "nine one nine five five five oh one four five"
    for kind in (InterimTranscriptionFrame, TranscriptionFrame):
        frame = kind(said, "", "", result={"raw": said})
        (passed,) = await _passed(_border(listening, []), frame)
        assert passed.text == "[PHONE_1]"
        assert passed.result is None


async def test_a_redactor_that_raises_masks_the_whole_turn():
    """An error passes a mask, never the words."""

    class Broken(Redactor):
        def caller(self, text):
            raise RuntimeError(text)

    failures = []
    frame = TranscriptionFrame("rebecca lawson", "", "")
    (passed,) = await _passed(_border(Broken(), failures), frame)
    assert passed.text == MASKED
    assert failures == [True]


@pytest.mark.parametrize("kind", [InterimTranscriptionFrame, TranscriptionFrame])
async def test_a_rule_that_raises_masks_the_whole_turn_and_is_told(monkeypatch, kind):
    """The redactor masks what it cannot judge and says so; nobody takes it for a redaction."""
    monkeypatch.setattr(redactor, "RULES", (*redactor.RULES, Failing()))
    failures = []
    frame = kind("hello, it is a nice day", "", "")
    (passed,) = await _passed(_border(Redactor(), failures), frame)
    assert passed.text == "[OTHER_ID_1]"
    assert failures == [True]


async def test_messages_that_come_in_from_a_client_are_dropped():
    """A client's text does not reach the context past the redactor."""
    frame = LLMMessagesAppendFrame([{"role": "user", "content": "rebecca lawson"}], run_llm=True)
    assert await _passed(_border(Redactor(), []), frame) == []
