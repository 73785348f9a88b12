"""The border back into the model zone: what was spoken enters the context as placeholders."""

from collections.abc import Callable

from pipecat.frames.frames import AggregatedTextFrame, Frame, TTSTextFrame
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor

from compliance.redaction import Redactor


class ContextRedactor(FrameProcessor):
    """Scrubs text that comes back from the voice, and tells the redactor what was asked.

    A voice that reports words can hand back restored text (Pipecat's sequencer does so when a
    turn ends with words unreported); without this it would reach the context.
    """

    def __init__(self, redactor: Redactor, *, on_spoken: Callable[[str], None]) -> None:
        super().__init__()
        self._redactor = redactor
        self._on_spoken = on_spoken

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        """Scrub text frames on their way to the assistant aggregator; pass the rest on."""
        await super().process_frame(frame, direction)
        if isinstance(frame, AggregatedTextFrame):
            frame.text = self._scrubbed(frame.text)
            if frame.raw_text is not None:
                frame.raw_text = self._scrubbed(frame.raw_text)
        if isinstance(frame, TTSTextFrame):
            self._redactor.agent(frame.text)
            self._on_spoken(frame.text)
        await self.push_frame(frame, direction)

    def _scrubbed(self, text: str) -> str:
        try:
            return self._redactor.scrub(text)
        except Exception:
            # Invariant 3: fail closed.
            return "[OTHER_ID_0]"
