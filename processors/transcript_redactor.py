"""The border from the clear zone to the model zone: transcripts become placeholders here."""

from collections.abc import Callable

from pipecat.frames.frames import (
    EagerTranscriptionFrame,
    Frame,
    InputTextRawFrame,
    InterimTranscriptionFrame,
    LLMMessagesAppendFrame,
    LLMMessagesUpdateFrame,
    TranscriptionFrame,
    TranslationFrame,
    UserBackchannelFrame,
)
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor

from compliance.redaction import MASKED, Redactor

_UNREDACTED_INLETS = (InputTextRawFrame, LLMMessagesAppendFrame, LLMMessagesUpdateFrame)


class TranscriptRedactor(FrameProcessor):
    """Rewrites every transcript that goes to the model zone; refuses other ways in.

    Final transcripts advance the dialogue's state; interim and eager ones do not.
    """

    def __init__(
        self,
        redactor: Redactor,
        *,
        on_turn: Callable[[str, str], None],
        on_failure: Callable[[], None],
    ) -> None:
        super().__init__()
        self._redactor = redactor
        self._on_turn = on_turn
        self._on_failure = on_failure

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        """Redact text frames on their way down; pass everything else on."""
        await super().process_frame(frame, direction)
        if direction is FrameDirection.DOWNSTREAM and isinstance(frame, _UNREDACTED_INLETS):
            return
        if isinstance(frame, TranscriptionFrame):
            raw = frame.text
            frame.text = self._redacted(raw, final=True)
            frame.result = None
            self._on_turn(raw, frame.text)
        elif isinstance(
            frame,
            InterimTranscriptionFrame
            | EagerTranscriptionFrame
            | TranslationFrame
            | UserBackchannelFrame,
        ):
            frame.text = self._redacted(frame.text, final=False)
            if hasattr(frame, "result"):
                frame.result = None
        await self.push_frame(frame, direction)

    def _redacted(self, text: str, *, final: bool) -> str:
        try:
            hear = self._redactor.caller if final else self._redactor.peek
            redaction = hear(text)
        except Exception:
            # Invariant 3: a redactor error masks the whole turn.
            self._on_failure()
            return MASKED
        if redaction.failed:
            self._on_failure()
        return redaction.redacted
