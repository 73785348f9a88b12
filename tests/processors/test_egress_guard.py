"""Everything that is handed to the LLM is looked at once more."""

import pytest
from pipecat.frames.frames import LLMContextFrame
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.frame_processor import FrameDirection

from compliance.redaction import PhiType, Redactor
from processors.egress_guard import EgressGuard


class Seen:
    """What a guard reported and passed on."""

    def __init__(self) -> None:
        self.egress, self.leaks, self.blocks, self.pushed = [], [], [], []


def _guard(seen, scrub, *, closed=False):
    async def push(frame, direction=FrameDirection.DOWNSTREAM):
        seen.pushed.append(frame)

    guard = EgressGuard(
        scrub=scrub,
        trusted="prompt",
        is_closed=lambda: closed,
        on_egress=seen.egress.append,
        on_leak=lambda: seen.leaks.append(True),
        on_block=lambda: seen.blocks.append(True),
    )
    guard.push_frame = push
    return guard


def _hello():
    return LLMContextFrame(LLMContext([{"role": "user", "content": "hello"}]))


@pytest.mark.parametrize("direction", list(FrameDirection))
async def test_a_known_value_anywhere_in_a_context_is_replaced(direction):
    """User turns, tool arguments and tool results are scrubbed, on the way down and up."""
    redactor, seen = Redactor(), Seen()
    redactor.vault.placeholder(PhiType.NAME, "rebecca lawson")
    call = {"id": "1", "type": "function", "function": {"name": "f", "arguments": '{"a":"Lawson"}'}}
    context = LLMContext(
        [
            {"role": "user", "content": "it is Rebecca Lawson"},
            {"role": "assistant", "tool_calls": [call]},
            {"role": "tool", "tool_call_id": "1", "content": '{"name": "rebecca lawson"}'},
        ]
    )
    await _guard(seen, redactor.scrub).process_frame(LLMContextFrame(context), direction)
    assert "awson" not in str(seen.egress) + str(seen.pushed[0].context.get_messages())
    assert seen.leaks == [True]


async def test_a_scrubber_that_raises_holds_the_context_back():
    """The guard fails closed."""

    def broken(text):
        raise RuntimeError(text)

    seen = Seen()
    await _guard(seen, broken).process_frame(_hello(), FrameDirection.DOWNSTREAM)
    assert (seen.pushed, seen.blocks) == ([], [True])


async def test_a_call_that_is_closing_hands_nothing_to_the_llm():
    """After an emergency or good-bye no context passes."""
    seen = Seen()
    await _guard(seen, str, closed=True).process_frame(_hello(), FrameDirection.DOWNSTREAM)
    assert seen.pushed == []
