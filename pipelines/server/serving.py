"""Runs the browser line until it is stopped."""

import asyncio
import socket
from collections.abc import Callable

import uvicorn

from pipelines.call import warm
from pipelines.configuration import LineConfiguration
from pipelines.server.app import build_app
from pipelines.server.browser_call import BrowserCall
from pipelines.server.switchboard import Switchboard


async def serve(
    listening: socket.socket, configuration: LineConfiguration, *, on_ready: Callable[[], None]
) -> None:
    """Serve the page at once and calls as soon as the models are warm.

    SIGINT and SIGTERM end the running calls, sealed, and then this. Raises what warming raised.
    """
    switchboard = Switchboard(lambda offer: BrowserCall.answer(offer, configuration))
    server = uvicorn.Server(
        uvicorn.Config(
            build_app(switchboard),
            log_config=None,  # compliance.logging has taken over
            access_log=False,
            server_header=False,
            ws="none",
            limit_concurrency=64,
            timeout_graceful_shutdown=3,
        )
    )

    async def open_line() -> None:
        try:
            await warm(configuration)
        except BaseException:
            server.should_exit = True
            raise
        if not server.should_exit:
            switchboard.ready = True
            on_ready()

    opening = asyncio.create_task(open_line())
    try:
        await server.serve(sockets=[listening])
    finally:
        await opening
