"""The scripted model behaves in a pipeline like any other model."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pipecat.adapters.llm.schemas.function_schema import FunctionSchema
from pipecat.adapters.llm.schemas.tools_schema import ToolsSchema
from pipecat.frames.frames import (
    ErrorFrame,
    Frame,
    FunctionCallFromLLM,
    LLMContextFrame,
    LLMFullResponseEndFrame,
    LLMFullResponseStartFrame,
    LLMServiceMetadataFrame,
    LLMTextFrame,
    MetricsFrame,
)
from pipecat.metrics.metrics import TTFBMetricsData
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineParams, PipelineWorker
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.aggregators.llm_response_universal import (
    AssistantTurnStoppedMessage,
    LLMContextAggregatorPair,
)
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor
from pipecat.services.llm_service import FunctionCallParams
from pipecat.tests.utils import SleepFrame, run_test
from pipecat.workers.runner import WorkerRunner

from providers.llm.intake_policy import OPENING
from providers.llm.scripted import ScriptedLLMService, build, tokens, warm

NAMES = ("record_consent", "find_slots", "book_appointment", "escalate_to_human", "end_call")
TOOLS = [FunctionSchema(name=name, description=name, properties={}, required=[]) for name in NAMES]
OPENED: list[Any] = [{"role": "assistant", "content": OPENING}]
CONSENT = {"id": "c", "type": "function"} | {
    "function": {"name": "record_consent", "arguments": '{"granted": true}'}
}
NAMED: list[Any] = [
    *OPENED,
    {"role": "user", "content": "yes"},
    {"role": "assistant", "tool_calls": [CONSENT]},
    {"role": "tool", "tool_call_id": "c", "content": '{"ok": true, "continue": true}'},
    {"role": "assistant", "content": "May I have your first and last name?"},
    {"role": "user", "content": "this is [NAME_1]"},
]


def context(*messages: Any) -> LLMContext:
    """A context with the line's tools."""
    return LLMContext(list(messages), tools=ToolsSchema(standard_tools=TOOLS))


async def answer(*messages: Any) -> Sequence[Frame]:
    """The frames that the service pushes for one context."""
    params = PipelineParams(enable_metrics=True)
    frames = [LLMContextFrame(context(*messages))]
    down, _ = await run_test(build(), frames_to_send=frames, pipeline_params=params)
    return down


@given(st.text())
def test_tokens_join_to_the_text(text: str) -> None:
    """Nothing is lost or added by cutting a text into tokens."""
    assert "".join(tokens(text)) == text


def test_tokens_break_inside_placeholders() -> None:
    """As vendors' tokens do, so that whatever joins them is exercised."""
    assert "[NAME_1]" not in list(tokens("Thank you, [NAME_1]. Bye."))


async def test_a_context_is_answered_in_tokens() -> None:
    """Start, tokens, end: the protocol of every model."""
    frames = await answer(*NAMED)
    about = (MetricsFrame, LLMServiceMetadataFrame)
    kinds = [type(frame) for frame in frames if not isinstance(frame, about)]
    assert kinds[0] is LLMFullResponseStartFrame
    assert kinds[-1] is LLMFullResponseEndFrame
    texts = [frame.text for frame in frames if isinstance(frame, LLMTextFrame)]
    assert len(texts) > 5
    assert "".join(texts) == "Thank you, [NAME_1]. Could you spell your last name for me?"


async def test_time_to_first_token_is_measured() -> None:
    """The stage shows in the latency figures like any model."""
    frames = await answer(*NAMED)
    data = [item for frame in frames if isinstance(frame, MetricsFrame) for item in frame.data]
    assert any(isinstance(item, TTFBMetricsData) for item in data)


async def test_other_frames_pass() -> None:
    """What is not a context is not the model's."""
    frame = LLMTextFrame("x")
    down, _ = await run_test(build(), frames_to_send=[frame])
    assert frame in down


async def test_a_broken_context_gives_an_error_without_its_text() -> None:
    """The error says nothing of what was in the context."""
    bad = {"role": "assistant", "tool_calls": [{"id": "x", "function": "[NAME_1]"}]}
    _, up = await run_test(build(), frames_to_send=[LLMContextFrame(context(bad))])
    (error,) = (frame for frame in up if isinstance(frame, ErrorFrame))
    assert "NAME" not in error.error


class Line:
    """User aggregator, model and assistant aggregator, with tools that answer at once."""

    def __init__(self) -> None:
        self.context = context(*OPENED)
        self.calls: list[FunctionCallParams] = []
        self.said: asyncio.Queue[str] = asyncio.Queue()
        llm, pair = ScriptedLLMService(), LLMContextAggregatorPair(self.context)
        for name in NAMES:
            llm.register_function(name, self._run)
        pair.assistant().add_event_handler("on_assistant_turn_stopped", self._spoken)
        self.worker = PipelineWorker(Pipeline([pair.user(), llm, pair.assistant()]))

    async def _run(self, params: FunctionCallParams) -> None:
        self.calls.append(params)
        await params.result_callback({"ok": True, "recording": True, "continue": True})

    async def _spoken(self, _: object, turn: AssistantTurnStoppedMessage) -> None:
        await self.said.put(turn.content)

    async def hear(self, text: str) -> str:
        """The agent's next words after the caller's `text`."""
        self.context.add_message({"role": "user", "content": text})
        await self.worker.queue_frame(LLMContextFrame(self.context))
        said = ""
        while not said:
            said = await asyncio.wait_for(self.said.get(), timeout=5)
        return said


async def test_a_tools_result_is_answered() -> None:
    """The consent is noted by its tool, and the result brings the next question."""
    line, runner = Line(), WorkerRunner(handle_sigint=False)
    await runner.add_workers(line.worker)
    running = asyncio.create_task(runner.run())
    said = await line.hear("yes")
    await line.worker.cancel()
    await running
    assert said == "Thank you. May I have your first and last name?"
    (call,) = line.calls
    assert (call.function_name, call.arguments) == ("record_consent", {"granted": True})


async def test_the_same_request_makes_the_same_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    """A replayed request carries the same tool call ids, so that its tool acts once."""
    made: list[FunctionCallFromLLM] = []

    async def note(self: object, calls: Sequence[FunctionCallFromLLM]) -> None:
        made.extend(calls)

    monkeypatch.setattr(ScriptedLLMService, "run_function_calls", note)
    for _ in range(2):
        await answer(*OPENED, {"role": "user", "content": "yes"})
    assert [call.function_name for call in made] == ["record_consent", "record_consent"]
    assert made[0].tool_call_id == made[1].tool_call_id


class Impatient(FrameProcessor):
    """A caller who speaks over the first token."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        if isinstance(frame, LLMTextFrame):
            self.heard.append(frame.text)
            if len(self.heard) == 1:
                await self.broadcast_interruption()
        await self.push_frame(frame, direction)


async def test_an_interruption_stops_the_answer() -> None:
    """What was not yet streamed when the caller spoke is never said."""
    caller = Impatient()
    frames = [LLMContextFrame(context()), SleepFrame(0.1)]
    await run_test(Pipeline([build(), caller]), frames_to_send=frames)
    assert "".join(caller.heard) != OPENING
    assert OPENING.startswith("".join(caller.heard))


def test_there_is_nothing_to_warm() -> None:
    """The scripted model loads no weights."""
    warm()
