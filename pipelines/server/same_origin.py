"""A request that changes something must come from our own page."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class SameOrigin:
    """Refuses a POST or DELETE whose Origin is not the Host it was sent to.

    The Host must have been checked before: together they refuse other sites, also those that
    rebind their name to this machine.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403."""
        if scope["type"] == "http" and scope["method"] not in _SAFE:
            headers = Headers(scope=scope)
            if headers.get("origin") != f"{scope['scheme']}://{headers.get('host')}":
                refusal = PlainTextResponse("Only the line's own page may do this.", 403)
                return await refusal(scope, receive, send)
        await self._app(scope, receive, send)
        return None
