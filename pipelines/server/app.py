"""The routes of the browser line, and the stages that every request passes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from pipelines.server.loopback import NAMES
from pipelines.server.protective_headers import ProtectiveHeaders
from pipelines.server.same_origin import SameOrigin
from pipelines.server.switchboard import LineBusyError, LineNotReadyError, Switchboard
from providers.telephony.browser_line import OfferError

LARGEST_BODY = 64 << 10  # bytes; a browser's offer has about 2,000
_PAGE = Path(__file__).parent / "page"
_REFUSALS = {
    404: "There is nothing here.",
    405: "That cannot be done here.",
    413: "The offer is too long.",
    415: "The offer must be application/sdp.",
    429: "The line is busy: all places are taken. Please try again in a few minutes.",
    503: "The line is not ready yet. Please try again in a moment.",
}


def build_app(switchboard: Switchboard) -> FastAPI:
    """Build the application; its shutdown ends the switchboard's calls."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await switchboard.close()

    app = FastAPI(
        lifespan=lifespan,
        openapi_url=None,
        middleware=[
            Middleware(ProtectiveHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=_hosts(), www_redirect=False),
            Middleware(SameOrigin),
            Middleware(RequestBodyLimitMiddleware, max_body_size=LARGEST_BODY),
        ],
    )
    # Neither FastAPI's 422, which quotes the request, nor any other detail leaves: static words.
    app.add_exception_handler(RequestValidationError, _refuse)
    app.add_exception_handler(StarletteHTTPException, _refuse)
    app.add_exception_handler(Exception, _refuse)
    _add_routes(app, switchboard)
    app.mount("/", StaticFiles(directory=_PAGE, html=True))
    return app


def _add_routes(app: FastAPI, switchboard: Switchboard) -> None:
    @app.get("/healthz")
    async def healthz() -> JSONResponse:
        """200 once the line takes calls, 503 before."""
        return JSONResponse({"ready": switchboard.ready}, 200 if switchboard.ready else 503)

    @app.post("/calls")
    async def place_call(request: Request) -> Response:
        """An SDP offer for an SDP answer; `Location` is the call's address."""
        try:
            call_id, answer = await switchboard.take(await _offer(request))
        except LineNotReadyError:
            raise HTTPException(503) from None
        except LineBusyError:
            raise HTTPException(429) from None
        except OfferError:
            raise HTTPException(400) from None
        return Response(answer, 201, {"Location": f"/calls/{call_id}"}, "application/sdp")

    @app.delete("/calls/{call_id}")
    async def hang_up(call_id: str) -> Response:
        """End the call; 404 if it is over already."""
        if not switchboard.hang_up(call_id):
            raise HTTPException(404)
        return Response(status_code=204)


async def _offer(request: Request) -> str:
    if request.headers.get("content-type") != "application/sdp":
        raise HTTPException(415)
    try:
        return (await request.body()).decode("utf-8")
    except UnicodeDecodeError:
        raise HTTPException(400) from None


def _hosts() -> list[str]:
    return [f"[{name}]" if ":" in name else name for name in NAMES]


async def _refuse(_: Request, error: Exception) -> Response:
    if isinstance(error, StarletteHTTPException):
        status = error.status_code
    else:
        status = 400 if isinstance(error, RequestValidationError) else 500
    text = _REFUSALS.get(status, "The line failed." if status >= 500 else "That was no offer.")
    return PlainTextResponse(text, status)
