"""One call from the page: holds it, captions it in placeholders, says how it ended."""

import asyncio
from typing import Any

from loguru import logger

from pipelines.call import IntakeCall
from pipelines.call_record import Watch
from pipelines.configuration import LineConfiguration
from providers.telephony.browser_line import BrowserLine

CONNECT_S = 15.0  # from the answer to the first audio
FAREWELL_S = 2.0  # for the page to read how the call ended
FAILED = "failed"


class BrowserCall:
    """A call on a browser line; ends when the agent ends it, the page leaves or `hang_up`."""

    def __init__(self, line: BrowserLine, configuration: LineConfiguration) -> None:
        self._line, self._configuration = line, configuration
        self._hung_up = asyncio.Event()

    @classmethod
    async def answer(
        cls, offer: str, configuration: LineConfiguration
    ) -> tuple["BrowserCall", str]:
        """Answer an SDP offer; returns the call, not yet running, and the SDP answer.

        Raises:
            OfferError: the offer cannot be answered.
        """
        line, answer = await BrowserLine.answer(offer)
        return cls(line, configuration), answer

    def hang_up(self) -> None:
        """End the call."""
        self._hung_up.set()

    async def run(self) -> None:
        """Hold the call until it is over and sealed. A call that never connects leaves nothing."""
        leaving = asyncio.create_task(self._leave())
        try:
            if await self._connected():
                self._line.show({"type": "ended", "outcome": await self._hold()})
                await self._line.gone(FAREWELL_S)
        finally:
            leaving.cancel()
            await self._line.close()

    async def _leave(self) -> None:
        await self._line.gone()
        self.hang_up()

    async def _connected(self) -> bool:
        connecting = asyncio.create_task(self._line.connected(CONNECT_S))
        await self._until_hung_up(connecting)
        connecting.cancel()
        return not self._hung_up.is_set() and connecting.result()

    async def _hold(self) -> str:
        """Run the pipeline; returns the outcome's name."""
        try:
            # In a thread: it opens files and closes what a crash left, while others are talking.
            call = await asyncio.to_thread(
                IntakeCall, self._line, self._configuration, self._captions()
            )
            running = asyncio.create_task(call.run())
            await self._until_hung_up(running)
            if not running.done():
                await call.hang_up()
            return str((await running).outcome.value)
        except Exception:
            logger.opt(exception=True).error("a call failed")
            return FAILED

    async def _until_hung_up(self, work: asyncio.Task[Any]) -> None:
        """Wait until the work is done or the call is hung up, whichever is first."""
        over = asyncio.create_task(self._hung_up.wait())
        await asyncio.wait({work, over}, return_when=asyncio.FIRST_COMPLETED)
        over.cancel()

    def _captions(self) -> Watch:
        """Only the model zone is watched: `heard` and `spoken` are nobody's here."""
        return Watch(
            caller_placeholders=lambda text: self._line.show({"type": "caller", "text": text}),
            agent_placeholders=lambda text: self._line.show({"type": "agent", "text": text}),
        )
