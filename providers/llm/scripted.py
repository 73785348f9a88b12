"""The scripted model: the intake policy behind Pipecat's LLM interface.

It reads the same context, calls the same tools and streams tokens like a vendor's model, so a real
one takes its place by changing one word. It is deterministic, needs no network, and is also the
line's degraded mode when every vendor is down.
"""

import asyncio
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from pipecat.adapters.llm.services.open_ai_adapter import OpenAILLMAdapter
from pipecat.frames.frames import (
    Frame,
    FunctionCallFromLLM,
    LLMContextFrame,
    LLMFullResponseEndFrame,
    LLMFullResponseStartFrame,
)
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.frame_processor import FrameDirection
from pipecat.services.llm_service import LLMService
from pipecat.services.settings import LLMSettings
from pipecat.utils.tracing.service_decorators import traced_llm

from providers.llm.intake_policy import Reply, reply

# Vendors' tokens break inside words and placeholders ("[NA", "ME_1]"); so do these.
_TOKEN = re.compile(r"\[\w{1,2}|\w{1,6}|\s*[^\w\s]|\s+")


def tokens(text: str) -> Iterator[str]:
    """Cut `text` as a model would; joined, the tokens are `text` again."""
    return (match[0] for match in re.finditer(rf"\s?(?:{_TOKEN.pattern})", text))


class ScriptedLLMService(LLMService[OpenAILLMAdapter]):
    """Answers each context with what the intake policy says next.

    Nothing is kept between contexts; the same context gets the same answer, tool call ids included,
    so a request that is replayed cannot make a tool act twice.
    """

    def __init__(self, system_instruction: str | None = None) -> None:
        super().__init__(settings=_settings(system_instruction))

    def can_generate_metrics(self) -> bool:
        """Time to first token is measured."""
        return True

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        """Answer a context; let everything else pass."""
        await super().process_frame(frame, direction)
        if not isinstance(frame, LLMContextFrame):
            await self.push_frame(frame, direction)
            return
        await self.push_frame(LLMFullResponseStartFrame())
        try:
            await self.start_processing_metrics()
            await self._process_context(frame.context)
        except Exception as error:
            # The static message holds nothing of the context.
            await self.push_error(error_msg="the intake policy failed", exception=error)
        finally:
            await self.stop_processing_metrics()
            await self.push_frame(LLMFullResponseEndFrame())

    @traced_llm
    async def _process_context(self, context: LLMContext) -> None:
        await self.start_ttfb_metrics()
        params = await self.get_llm_adapter().get_llm_invocation_params(
            context, convert_developer_to_user=False
        )
        messages = cast("list[Mapping[str, Any]]", params["messages"])
        tools = cast("list[dict[str, Any]]", params["tools"] or [])
        answer = reply(messages, [tool["function"]["name"] for tool in tools])
        for token in tokens(answer.text):
            await self.stop_ttfb_metrics()
            await self._push_llm_text(token)
            await asyncio.sleep(0)  # where an interruption takes effect
        await self.stop_ttfb_metrics()
        if answer.calls:
            await self.run_function_calls(_calls(answer, context, len(messages)))


def _calls(answer: Reply, context: LLMContext, position: int) -> list[FunctionCallFromLLM]:
    return [
        FunctionCallFromLLM(
            function_name=call.name,
            tool_call_id=f"scripted-{position}-{place}-{call.name}",
            arguments=call.arguments,
            context=context,
        )
        for place, call in enumerate(answer.calls)
    ]


def _settings(system_instruction: str | None) -> LLMSettings:
    return LLMSettings(
        model="scripted",
        system_instruction=system_instruction,
        temperature=None,
        max_tokens=None,
        top_p=None,
        top_k=None,
        frequency_penalty=None,
        presence_penalty=None,
        seed=None,
        filter_incomplete_user_turns=False,
        user_turn_completion_config=None,
    )


def warm() -> None:
    """Nothing to load: importing this module compiled the patterns."""


def build(*, system_instruction: str | None = None) -> ScriptedLLMService:
    """The service of one call; the policy needs no instruction and takes one as any model does."""
    return ScriptedLLMService(system_instruction)
