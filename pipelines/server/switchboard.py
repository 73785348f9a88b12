"""Which calls are running: takes a call when there is room, ends it, and ends all at closing."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from typing import Protocol

CALLS_AT_ONCE = 4


class RunningCall(Protocol):
    """One call: `run` returns when it is over and sealed, `hang_up` makes that happen."""

    async def run(self) -> None:
        """Hold the call."""

    def hang_up(self) -> None:
        """End it; may be called at any moment, and twice."""


class LineNotReadyError(Exception):
    """The models are still loading, or the line is closing."""


class LineBusyError(Exception):
    """As many calls are running as the line can hold."""


class Switchboard:
    """`answer` takes an SDP offer and returns the call, not yet running, and the SDP answer."""

    def __init__(
        self,
        answer: Callable[[str], Awaitable[tuple[RunningCall, str]]],
        *,
        at_once: int = CALLS_AT_ONCE,
    ) -> None:
        self._answer, self._at_once, self._taken = answer, at_once, 0
        self._calls: dict[str, tuple[RunningCall, asyncio.Task[None]]] = {}
        self._freed = asyncio.Event()
        self.ready = False

    async def take(self, offer: str) -> tuple[str, str]:
        """Answer an offer and run the call; returns its unguessable id and the SDP answer.

        Raises:
            LineNotReadyError, LineBusyError: no call was begun.
        """
        if not self.ready:
            raise LineNotReadyError
        if self._taken >= self._at_once:
            raise LineBusyError
        self._taken += 1  # before the first await: two offers cannot take the last place
        try:
            call, answer = await self._answer(offer)
        except BaseException:
            self._free()
            raise
        call_id = secrets.token_urlsafe(16)
        self._calls[call_id] = call, asyncio.create_task(self._run(call_id, call))
        if not self.ready:  # it began to close while the offer was answered
            call.hang_up()
        return call_id, answer

    def hang_up(self, call_id: str) -> bool:
        """End one call; False if there is none of this id."""
        if call_id not in self._calls:
            return False
        self._calls[call_id][0].hang_up()
        return True

    async def close(self) -> None:
        """Take no more calls, end those that run, and wait until each is sealed."""
        self.ready = False
        while self._taken:
            self._freed.clear()
            for call, _ in self._calls.values():
                call.hang_up()
            await self._freed.wait()

    async def _run(self, call_id: str, call: RunningCall) -> None:
        try:
            await call.run()
        finally:
            del self._calls[call_id]
            self._free()

    def _free(self) -> None:
        self._taken -= 1
        self._freed.set()
