"""What the guard has looked at is what the LLM gets, whatever is added meanwhile."""

from pipecat.adapters.llm.schemas.tools_schema import ToolsSchema
from pipecat.frames.frames import LLMContextFrame
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.frame_processor import FrameDirection

from processors.egress_guard import EgressGuard


async def test_a_message_that_is_added_behind_the_guard_waits_for_its_own_look():
    """The LLM gets the messages that were reported, with the tools of the context."""
    pushed, reported = [], []

    async def push(frame, direction=FrameDirection.DOWNSTREAM):
        pushed.append(frame)

    guard = EgressGuard(
        scrub=lambda text: text,
        is_closed=lambda: False,
        on_egress=reported.append,
        on_leak=lambda: None,
        on_block=lambda: None,
    )
    guard.push_frame = push
    context = LLMContext([{"role": "user", "content": "hello"}], ToolsSchema([]), "auto")
    await guard.process_frame(LLMContextFrame(context), FrameDirection.DOWNSTREAM)
    context.add_message({"role": "user", "content": "it is rebecca lawson"})
    sent = pushed[0].context
    assert reported == [sent.get_messages()] == [[{"role": "user", "content": "hello"}]]
    assert (sent.tools, sent.tool_choice) == (context.tools, context.tool_choice)
