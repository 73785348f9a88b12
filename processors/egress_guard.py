"""Model zone. The last look at everything that is handed to the LLM.

One stands before the LLM, for user turns, and one behind it, for the tool loop: the assistant
aggregator sends its follow-up contexts upstream, past everything that stands before the LLM.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pipecat.frames.frames import Frame, LLMContextFrame
from pipecat.processors.aggregators.llm_context import LLMContext, LLMSpecificMessage
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor

from compliance.redaction.structures import scrubbed

_KEPT = ("role", "type", "id", "tool_call_id", "name")
"""What ties messages to each other and to tools; the line gives none of them a caller's words."""


class EgressGuard(FrameProcessor):
    """Redacts again every message of an outgoing context, and fails closed.

    No message is trusted: the line's own instruction is not one, it is in the LLM service's
    settings. `scrub` must be idempotent. `on_egress` gets exactly the messages that go out;
    `on_leak` is told that something had slipped through, `on_block` that a context was held back.
    """

    def __init__(
        self,
        *,
        scrub: Callable[[str], str],
        is_closed: Callable[[], bool],
        on_egress: Callable[[list[Any]], None],
        on_leak: Callable[[], None],
        on_block: Callable[[], None],
    ) -> None:
        super().__init__()
        self._scrub = scrub
        self._is_closed = is_closed
        self._on_egress = on_egress
        self._on_leak = on_leak
        self._on_block = on_block

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        """Guard contexts, in both directions; pass everything else on."""
        await super().process_frame(frame, direction)
        if isinstance(frame, LLMContextFrame):
            if self._is_closed():
                return
            try:
                self._guard(frame)
            except Exception:
                self._on_block()
                return
        await self.push_frame(frame, direction)

    def _guard(self, frame: LLMContextFrame) -> None:
        context = frame.context
        before = context.get_messages()
        after = [self._clean(message) for message in before]
        if after != before:
            self._on_leak()
            context.set_messages(after)
        # A copy: what the aggregators add while this waits for the LLM was not looked at.
        frame.context = LLMContext(list(after), context.tools, context.tool_choice)
        self._on_egress(after)

    def _clean(self, message: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(message, LLMSpecificMessage):
            return replace(message, message=scrubbed(message.message, self._scrub, keep=_KEPT))
        return scrubbed(message, self._scrub, keep=_KEPT)
