"""A call that begins does not hold up those that are running."""

import threading

from pipelines.call_record import CallRecord
from pipelines.configuration import LineConfiguration
from pipelines.server import browser_call


class Line:
    """A page that is there; keeps what it was shown."""

    def __init__(self):
        self.shown = []

    async def connected(self, within_s):
        return True

    async def gone(self, within_s=None):
        if within_s is None:
            await browser_call.asyncio.Event().wait()

    async def close(self):
        pass

    def show(self, message):
        self.shown.append(message)


async def test_a_call_is_built_off_the_event_loop(monkeypatch):
    """Building it opens files and recovers sessions."""
    built_in = []

    class Call:
        def __init__(self, *_):
            built_in.append(threading.current_thread())

        async def run(self):
            return CallRecord("call-1")

    monkeypatch.setattr(browser_call, "IntakeCall", Call)
    line = Line()
    await browser_call.BrowserCall(line, LineConfiguration()).run()
    assert built_in[0] is not threading.main_thread()
    assert line.shown == [{"type": "ended", "outcome": "incomplete"}]
