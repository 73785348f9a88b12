"""The border back into the model zone: what was spoken enters the context as placeholders."""

from collections.abc import Callable

from pipecat.frames.frames import (
    AggregatedTextFrame,
    AggregatedTextProgressFrame,
    Frame,
    InterruptionFrame,
    TTSStoppedFrame,
    TTSTextFrame,
)
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor
from pipecat.utils.text.base_text_aggregator import TextType

from compliance.redaction import MASKED, Redactor


class ContextRedactor(FrameProcessor):
    """Scrubs text that comes back from the voice, and tells the redactor what was asked.

    A voice reports whole sentences as the LLM wrote them, or single words as it spoke them. Of
    such words only Pipecat's `raw_text` is taken, which is the LLM's. Where there is none, the
    word is a piece of a restored value, too small to be recognised, or the rest of a sentence
    whose words went unreported, which may begin within a value: Pipecat would put that into the
    context as spoken. In its place comes what the LLM wrote and was not yet reported.
    """

    def __init__(self, redactor: Redactor, *, on_spoken: Callable[[str], None]) -> None:
        super().__init__()
        self._redactor = redactor
        self._on_spoken = on_spoken
        self._unreported: dict[int | None, str] = {}  # by segment, as the LLM wrote it
        self._words: list[str] = []

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        """Scrub text frames on their way to the assistant aggregator; pass the rest on."""
        await super().process_frame(frame, direction)
        if isinstance(frame, AggregatedTextFrame):
            self._redact(frame)
        elif isinstance(frame, AggregatedTextProgressFrame):
            self._follow(frame)
        elif isinstance(frame, InterruptionFrame | TTSStoppedFrame):
            self._end_of_words()
        await self.push_frame(frame, direction)

    def _redact(self, frame: AggregatedTextFrame) -> None:
        if isinstance(frame, TTSTextFrame) and frame.text_type == TextType.WORD:
            self._redact_word(frame)
            return
        frame.text = self._scrubbed(frame.text)
        if frame.raw_text is not None:
            frame.raw_text = self._scrubbed(frame.raw_text)
        if isinstance(frame, TTSTextFrame):
            self._unreported.pop(frame.segment_id, None)
            self._said(frame.text)
        else:
            self._unreported[frame.id] = frame.text

    def _redact_word(self, frame: TTSTextFrame) -> None:
        written = frame.raw_text
        if written is None:
            rest = self._unreported.get(frame.segment_id, MASKED)
            written = rest.strip() if frame.append_to_context else ""
        frame.text = frame.raw_text = self._scrubbed(written)
        if frame.text:
            self._words.append(frame.text)

    def _follow(self, frame: AggregatedTextProgressFrame) -> None:
        frame.text = self._scrubbed(frame.text)
        frame.accumulated_text = self._scrubbed(frame.accumulated_text)
        frame.remaining_text = self._scrubbed(frame.remaining_text)
        self._unreported[frame.segment_id] = frame.remaining_text
        if not frame.remaining_text.strip():
            del self._unreported[frame.segment_id]
            self._end_of_words()

    def _end_of_words(self) -> None:
        words, self._words = self._words, []
        if words:
            self._said(" ".join(" ".join(words).split()))

    def _said(self, text: str) -> None:
        self._redactor.agent(text)
        self._on_spoken(text)

    def _scrubbed(self, text: str) -> str:
        try:
            return self._redactor.scrub(text)
        except Exception:
            # Invariant 3: fail closed.
            return MASKED
