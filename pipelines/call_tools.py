"""The tools of one call on its LLM service: schemas in, calls through the boundary out."""

from collections.abc import Callable
from typing import Any

from pipecat.adapters.llm.schemas.function_schema import FunctionSchema
from pipecat.frames.frames import EndWorkerFrame, TTSSpeakFrame
from pipecat.services.llm_service import FunctionCallParams

from compliance.tool_boundary import ToolBoundary
from pipelines.call_record import CallRecord

STILL_WORKING = "One moment, please."


class CallTools:
    """Registers every tool with any vendor's LLM service; `has_ended` tells after a tool ran."""

    def __init__(
        self, boundary: ToolBoundary, record: CallRecord, *, has_ended: Callable[[], bool]
    ) -> None:
        self._boundary, self._record, self._has_ended = boundary, record, has_ended

    def schemas(self) -> list[FunctionSchema | Callable[..., Any]]:
        """What the LLM is told of each tool."""
        return [
            FunctionSchema(
                name=tool.name,
                description=tool.description,
                properties=dict(tool.properties),
                required=list(tool.required),
            )
            for tool in self._boundary.schemas
        ]

    def register(self, llm: Any) -> None:  # noqa: ANN401 - any vendor's service
        """Let `llm` call them."""
        for tool in self._boundary.schemas:
            llm.register_function(tool.name, self._call)

    async def _call(self, params: FunctionCallParams) -> None:
        async def still_working() -> None:
            await params.llm.push_frame(TTSSpeakFrame(STILL_WORKING, append_to_context=False))

        self._record.tools.append(params.function_name)
        result = await self._boundary.call(
            params.function_name,
            dict(params.arguments),
            call_id=params.tool_call_id,
            still_working=still_working,
        )
        await params.result_callback(result)
        if self._has_ended():
            await params.llm.push_frame(EndWorkerFrame())
