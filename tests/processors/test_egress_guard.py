"""Everything that is handed to the LLM is looked at once more."""

import pytest
from pipecat.frames.frames import LLMContextFrame
from pipecat.processors.aggregators.llm_context import LLMContext, LLMSpecificMessage
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


@pytest.mark.parametrize("role", ["system", "developer", "user"])
async def test_no_message_is_trusted(role):
    """Whoever is said to have written it, a message is looked at."""
    redactor, seen = Redactor(), Seen()
    redactor.vault.placeholder(PhiType.NAME, "rebecca lawson")
    context = LLMContext([{"role": role, "content": "The caller is Rebecca Lawson."}])
    frame = LLMContextFrame(context)
    await _guard(seen, redactor.scrub).process_frame(frame, FrameDirection.DOWNSTREAM)
    assert seen.egress == [[{"role": role, "content": "The caller is [NAME_1]."}]]


async def test_a_vendors_own_kind_of_message_is_scrubbed_too():
    """A message that is meant for one vendor alone leaves as well."""
    redactor, seen = Redactor(), Seen()
    redactor.vault.placeholder(PhiType.NAME, "rebecca lawson")
    special = LLMSpecificMessage(llm="x", message={"content": [{"text": "Rebecca Lawson"}]})
    frame = LLMContextFrame(LLMContext([special]))
    await _guard(seen, redactor.scrub).process_frame(frame, FrameDirection.DOWNSTREAM)
    assert seen.pushed[0].context.get_messages()[0].message == {"content": [{"text": "[NAME_1]"}]}


async def test_what_cannot_be_looked_at_does_not_leave():
    """A picture, or anything else that is no text, holds the context back."""
    seen, context = Seen(), LLMContext([{"role": "user", "content": b"a picture"}])
    await _guard(seen, str).process_frame(LLMContextFrame(context), FrameDirection.DOWNSTREAM)
    assert (seen.pushed, seen.blocks) == ([], [True])


async def test_a_call_that_is_closing_hands_nothing_to_the_llm():
    """After an emergency or good-bye no context passes."""
    seen = Seen()
    await _guard(seen, str, closed=True).process_frame(_hello(), FrameDirection.DOWNSTREAM)
    assert seen.pushed == []
