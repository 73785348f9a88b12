"""The tool boundary: model zone in, model zone out; the tool itself runs in the clear zone.

Rules it enforces:
- arguments are restored from the vault; a placeholder that the LLM invented is refused;
- a tool gets arguments of its types and business rules, or does not run;
- nothing runs before its audit record is written, and its outcome is recorded after
  (45 CFR 164.312(b)); no record, no side effect, except for tools that protect the caller;
- a call acts once: a repeated one gets the first one's answer, also after a barge-in;
- after the time limit the caller hears that work is under way; the answer still comes;
- results are scrubbed before the LLM sees them; an exception's text never leaves.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Protocol, cast

from compliance.audit import EventKind, Fact, Trail, is_fact
from compliance.redaction.placeholders import PLACEHOLDER
from compliance.redaction.structures import scrubbed
from compliance.redaction.vault import UnknownPlaceholderError, Vault
from compliance.tool import ArgumentsError, Problem, Result, Tool, ToolSchema, Unusable, refusal

StillWorking = Callable[[], Awaitable[None]]

_FAILED = Problem("", "failed")
_UNKNOWN = Unusable("unknown", "use only placeholders you were given")
_INCOMPLETE = Unusable("incomplete", "ask for the missing part")


class _IncompleteError(ValueError):
    """An argument is a value of which the caller has said only a part."""


class NotingTrail(Trail, Protocol):
    """What the boundary needs of the audit trail."""

    def note(self, kind: EventKind, **facts: Fact) -> None:
        """Append a record as soon as the disk takes it; never waits or raises."""


@dataclass(frozen=True)
class ToolRecord:
    """Clear zone: what a tool got and gave."""

    name: str
    arguments: Mapping[str, Any] = field(repr=False)
    result: Result = field(repr=False)


class ToolBoundary:
    """Runs the registered tools of one call; `desk` is the context they share."""

    def __init__(
        self,
        tools: Sequence[Tool],
        *,
        desk: object,
        vault: Vault,
        scrub: Callable[[str], str],
        audit: NotingTrail,
        time_limit_s: float = 0.8,
        hard_limit_s: float = 8.0,
    ) -> None:
        self._tools = {tool.name: tool for tool in tools}
        self._desk, self._vault, self._scrub, self._audit = desk, vault, scrub, audit
        self._time_limit_s, self._hard_limit_s = time_limit_s, hard_limit_s
        self._calls: dict[tuple[str, ...], asyncio.Task[Result]] = {}
        self._journal: list[ToolRecord] = []

    @property
    def schemas(self) -> tuple[ToolSchema, ...]:
        """What the LLM is told."""
        return tuple(tool.schema for tool in self._tools.values())

    @property
    def journal(self) -> tuple[ToolRecord, ...]:
        """Clear zone: every tool that ran, in the order of their ends."""
        return tuple(self._journal)

    async def call(
        self,
        name: str,
        arguments: Mapping[str, Any],
        *,
        call_id: str,
        still_working: StillWorking | None = None,
    ) -> Result:
        """Run a tool for the LLM; never raises for what the LLM sent or the tool did."""
        tool = self._tools.get(name)
        if tool is None:
            return self._refused({}, Problem("", "unknown_tool"))
        try:
            clear = tool.validated(self._restored(tool, arguments), self._desk)
        except ArgumentsError as error:
            return self._refused({"tool": name}, *error.problems)
        key = (name, repr(clear), "" if tool.once else call_id)
        running = self._calls.get(key)
        if running is None or _has_failed(running):
            running = self._begin(key, tool, clear)
        return self._scrubbed(await self._waited_for(running, still_working))

    async def close(self, grace_s: float = 2.0) -> None:
        """Let running tools finish, then cancel them; their outcomes are recorded either way."""
        running = [task for task in self._calls.values() if not task.done()]
        if running:
            _, late = await asyncio.wait(running, timeout=grace_s)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _begin(
        self, key: tuple[str, ...], tool: Tool, arguments: dict[str, Any]
    ) -> asyncio.Task[Result]:
        if tool.once:
            # A later act of this tool undoes what an earlier answer says, so that is forgotten.
            past = [k for k, task in self._calls.items() if k[0] == tool.name and task.done()]
            for forgotten in past:
                del self._calls[forgotten]
        self._calls[key] = asyncio.create_task(self._run(tool, arguments))
        return self._calls[key]

    async def _waited_for(
        self, running: asyncio.Task[Result], still_working: StillWorking | None
    ) -> Result:
        # `wait` leaves the task alone when a barge-in cancels us: the side effect is not lost.
        done, _ = await asyncio.wait([running], timeout=self._time_limit_s)
        if not done:
            if still_working:
                with suppress(Exception):
                    await still_working()
            left = self._hard_limit_s - self._time_limit_s
            done, _ = await asyncio.wait([running], timeout=left)
        if not done:
            return refusal(Problem("", "timeout"))
        return refusal(_FAILED) if running.cancelled() else running.result()

    async def _run(self, tool: Tool, arguments: dict[str, Any]) -> Result:
        try:
            # The trail waits for the disk; the voice must not.
            await asyncio.to_thread(self._audit.record, EventKind.TOOL_STARTED, tool=tool.name)
        except Exception:
            if not tool.in_any_case:
                return refusal(_FAILED)
            self._audit.note(EventKind.TOOL_STARTED, tool=tool.name)
        started, error = monotonic(), {}
        result = refusal(_FAILED)
        try:
            answer = await tool.run(self._desk, **arguments)
            result = answer if isinstance(answer, dict) else result
        except Exception as raised:
            name = type(raised).__name__
            error = {"error": name} if is_fact("error", name) else {}
        finally:
            self._journal.append(ToolRecord(tool.name, arguments, result))
            ok, took = result.get("ok") is True, int((monotonic() - started) * 1000)
            # It has happened: a trail that fails now stops the next call, not this answer.
            self._audit.note(
                EventKind.TOOL_FINISHED, tool=tool.name, ok=ok, duration_ms=took, **error
            )
        return result

    def _refused(self, facts: dict[str, str], *problems: Problem) -> Result:
        self._audit.note(EventKind.TOOL_REFUSED, **facts, problem=problems[0].problem)
        return refusal(*problems)

    def _restored(self, tool: Tool, arguments: object) -> dict[str, Any]:
        """Restore what the tool knows; leave out null, which models send for "not given"."""
        given = arguments if isinstance(arguments, Mapping) else {}
        known = {n: given[n] for n in tool.schema.properties if given.get(n) is not None}
        restored = {name: self._argument(value) for name, value in known.items()}
        for name, value in restored.items():
            if value is _UNKNOWN:
                self._audit.note(EventKind.PLACEHOLDER_REFUSED, tool=tool.name, argument=name)
        return restored

    def _argument(self, value: Any) -> Any:  # noqa: ANN401 - JSON
        try:
            return self._restore(value)
        except UnknownPlaceholderError:
            return _UNKNOWN
        except _IncompleteError:
            return _INCOMPLETE

    def _restore(self, value: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(value, Mapping):
            return {key: self._restore(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self._restore(item) for item in value]
        if not isinstance(value, str):
            return value
        clear = self._vault.restore(value)
        alone = PLACEHOLDER.fullmatch(value.strip())
        if alone and alone[3]:
            raise _IncompleteError
        return clear

    def _scrubbed(self, result: Result) -> Result:
        try:
            return cast(Result, scrubbed(result, self._scrub))
        except Exception:
            # A redactor's failure masks everything; what happened is in the journal.
            return refusal(_FAILED)


def _has_failed(task: asyncio.Task[Result]) -> bool:
    return task.done() and (task.cancelled() or task.result().get("ok") is not True)
