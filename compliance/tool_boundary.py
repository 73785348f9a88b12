"""The tool boundary: model zone in, model zone out; the tool itself runs in the clear zone.

Rules it enforces:
- arguments are restored from the vault; a placeholder that the LLM invented is refused;
- nothing runs before its audit record is written (45 CFR 164.312(b));
- a call runs once: a repeated one gets the first one's answer, also after a barge-in;
- results are scrubbed before the LLM sees them; an exception's text never leaves.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, Protocol

from pydantic import ValidationError

from compliance.audit import AuditError, EventKind
from compliance.tool import Problem, Result, Tool, ToolSchema
from compliance.vault import UnknownPlaceholderError, Vault

_INCOMPLETE = re.compile(r"\[[A-Z0-9_]+ incomplete\]")
_HARD_LIMIT_S = 8.0


class Trail(Protocol):
    """What the boundary needs of the audit trail."""

    def record(self, kind: EventKind, **facts: int | bool | str) -> None:
        """Append a record, durable on return."""


@dataclass(frozen=True)
class ToolRecord:
    """Clear zone: what a tool got and gave."""

    name: str
    arguments: Mapping[str, Any]
    result: Result


class ToolBoundary:
    """Runs the registered tools of one call."""

    def __init__(
        self,
        tools: Sequence[Tool],
        *,
        desk: object,
        vault: Vault,
        scrub: Callable[[str], str],
        audit: Trail,
        time_limit_s: float = 0.8,
    ) -> None:
        self._tools = {tool.name: tool for tool in tools}
        self._desk, self._vault, self._scrub, self._audit = desk, vault, scrub, audit
        self._time_limit_s = time_limit_s
        self._running: dict[tuple[str, ...], asyncio.Task[Result]] = {}
        self.journal: list[ToolRecord] = []

    @property
    def schemas(self) -> tuple[ToolSchema, ...]:
        """What the LLM is told."""
        return tuple(tool.schema for tool in self._tools.values())

    async def call(
        self,
        name: str,
        arguments: Mapping[str, Any],
        *,
        call_id: str,
        still_working: Callable[[], Awaitable[None]] | None = None,
    ) -> Result:
        """Run a tool for the LLM; never raises for what the LLM sent."""
        tool = self._tools.get(name)
        if tool is None:
            return _refusal({"argument": "", "problem": "unknown_tool"})
        try:
            clear = self._restored(arguments)
            clear = tool.arguments.model_validate(clear).model_dump()
        except Problem as problem:
            self._audit.record(EventKind.TOOL_REFUSED, tool=name)
            return _refusal(problem.answer)
        except UnknownPlaceholderError:
            self._audit.record(EventKind.PLACEHOLDER_REFUSED, tool=name)
            return _refusal({"argument": "", "problem": "unknown"})
        except ValidationError as error:
            # Only the argument's name: the value may be PHI.
            return _refusal({"argument": str(error.errors()[0]["loc"][0]), "problem": "invalid"})
        key = (name, *(str(clear[a]) for a in tool.once)) if tool.once else (name, call_id)
        if key not in self._running or _failed(self._running[key]):
            self._running[key] = asyncio.create_task(self._run(tool, clear))
        return await self._answer(self._running[key], still_working)

    async def _answer(
        self, running: asyncio.Task[Result], still_working: Callable[[], Awaitable[None]] | None
    ) -> Result:
        # A barge-in cancels the waiting, never the side effect.
        done, _ = await asyncio.wait([running], timeout=self._time_limit_s)
        if not done and still_working:
            await still_working()
        done, _ = await asyncio.wait([running], timeout=_HARD_LIMIT_S)
        if not done:
            return _refusal({"argument": "", "problem": "timeout"})
        scrubbed: Result = self._scrubbed(running.result())
        return scrubbed

    async def _run(self, tool: Tool, arguments: dict[str, Any]) -> Result:
        started = monotonic()
        try:
            self._audit.record(EventKind.TOOL_STARTED, tool=tool.name)
        except AuditError:
            return _refusal({"argument": "", "problem": "failed"})
        try:
            result = await tool.run(self._desk, **arguments)
        except Problem as problem:
            result = _refusal(problem.answer)
        except Exception:
            result = _refusal({"argument": "", "problem": "failed"})
        took = int((monotonic() - started) * 1000)
        self._audit.record(
            EventKind.TOOL_FINISHED, tool=tool.name, ok=bool(result.get("ok")), duration_ms=took
        )
        self.journal.append(ToolRecord(tool.name, arguments, result))
        return result

    def _restored(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        restored = {}
        for name, value in arguments.items():
            if isinstance(value, str):
                if _INCOMPLETE.search(value):
                    raise Problem(name, "incomplete", "ask for the missing part")
                try:
                    value = self._vault.restore(value)
                except UnknownPlaceholderError:
                    self._audit.record(EventKind.PLACEHOLDER_REFUSED)
                    raise Problem(name, "unknown", "use only placeholders you were given") from None
            restored[name] = value
        return restored

    def _scrubbed(self, value: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(value, str):
            return self._scrub(value)
        if isinstance(value, dict):
            return {k: self._scrubbed(v) for k, v in value.items()}
        if isinstance(value, list):
            return [self._scrubbed(item) for item in value]
        return value


def _refusal(problem: Mapping[str, str]) -> Result:
    return {"ok": False, "problems": [dict(problem)]}


def _failed(task: asyncio.Task[Result]) -> bool:
    return task.done() and (task.cancelled() or not task.result().get("ok"))
