"""What the browser line refuses, and what its answers let a browser do."""

import asyncio

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel

from pipelines.server.app import LARGEST_BODY, build_app
from pipelines.server.switchboard import Switchboard
from providers.telephony.browser_line import OfferError

HERE = "http://127.0.0.1:8080"
OFFER = "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\nm=application 9 UDP/DTLS/SCTP x\r\n"
FROM_PAGE = {"Origin": HERE, "Content-Type": "application/sdp"}
SECRET = "Rebecca Lawson"


class EndlessCall:
    """A call that lasts until it is hung up."""

    def __init__(self):
        self._over = asyncio.Event()

    async def run(self):
        await self._over.wait()

    def hang_up(self):
        self._over.set()


async def _answer(offer):
    if SECRET in offer:
        raise OfferError("static")
    if "crash" in offer:
        raise RuntimeError(SECRET)
    return EndlessCall(), "v=0 answer"


class Said(BaseModel):
    age: int


@pytest.fixture
def switchboard():
    """Two places, open."""
    board = Switchboard(_answer, at_once=2)
    board.ready = True
    return board


@pytest.fixture
def page(switchboard):
    """The page's side of the line."""
    app = build_app(switchboard)

    async def typed(said: Said) -> None:
        """A route with a body that FastAPI itself checks."""

    app.router.add_api_route("/typed", typed, methods=["POST"])
    app.router.routes.insert(0, app.router.routes.pop())
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as client:
        yield client


def _place(page, offer=OFFER, **headers):
    return page.post("/calls", content=offer, headers=FROM_PAGE | headers)


def test_an_offer_is_answered_and_the_call_can_be_hung_up_once(page):
    """201 with the SDP answer and the call's address; the address is gone after the call."""
    placed = _place(page)
    assert (placed.status_code, placed.text) == (201, "v=0 answer")
    assert placed.headers["content-type"].startswith("application/sdp")
    assert page.delete(placed.headers["location"], headers=FROM_PAGE).status_code == 204
    assert page.delete(placed.headers["location"], headers=FROM_PAGE).status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.0.2.7:8080", ""])
def test_another_host_name_is_refused(page, host):
    """A name that was rebound to this machine serves nothing, not even the page."""
    assert page.get("/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost:8080", "[::1]:8080"])
def test_the_names_of_this_machine_are_served(page, host):
    """IPv4, IPv6 and localhost."""
    assert page.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "https://127.0.0.1:8080", ""]
)
def test_a_call_from_another_page_is_refused(page, origin):
    """POST and DELETE need our own Origin."""
    refused = _place(page, Origin=origin)
    assert (refused.status_code, refused.text) == (403, "Only the line's own page may do this.")
    assert page.delete("/calls/x", headers={"Origin": origin}).status_code == 403


def test_a_call_without_an_origin_is_refused(page):
    """A missing Origin is no permission."""
    headers = {"Content-Type": "application/sdp"}
    assert page.post("/calls", content=OFFER, headers=headers).status_code == 403


def test_a_large_body_is_refused(page):
    """64 KiB, however it is sent."""
    assert _place(page, "x" * (LARGEST_BODY + 1)).status_code == 413
    pieces = (b"x" * 1024 for _ in range(LARGEST_BODY // 1024 + 1))
    assert page.post("/calls", content=pieces, headers=FROM_PAGE).status_code == 413


def test_only_an_offer_is_taken(page):
    """Another content type, bytes that are no text."""
    assert _place(page, **{"Content-Type": "application/json"}).status_code == 415
    assert page.post("/calls", content=b"\xff", headers=FROM_PAGE).status_code == 400


def test_no_refusal_quotes_the_request(page):
    """Not FastAPI's 422, not a bad offer, not a crash."""
    json_headers = {"Origin": HERE, "Content-Type": "application/json"}
    answers = [
        page.post("/typed", json={"age": SECRET}, headers=json_headers),
        page.post("/typed", content=f"{{{SECRET}", headers=json_headers),
        _place(page, OFFER + SECRET),
        _place(page, OFFER + "crash"),
        page.get(f"/{SECRET}"),
        page.put("/calls", content=SECRET, headers=FROM_PAGE),
    ]
    assert [answer.status_code for answer in answers] == [400, 400, 400, 500, 404, 405]
    assert not any(SECRET.split()[0] in answer.text for answer in answers)


def test_a_busy_line_says_so_and_takes_calls_again(page):
    """Places are limited, and freed when a call ends or its offer fails."""
    _place(page, OFFER + SECRET)
    _place(page, OFFER + "crash")
    first, second, third = _place(page), _place(page), _place(page)
    assert [first.status_code, second.status_code, third.status_code] == [201, 201, 429]
    assert "busy" in third.text
    page.delete(first.headers["location"], headers=FROM_PAGE)
    assert _place(page).status_code == 201


def test_a_line_that_is_not_ready_takes_no_call(page, switchboard):
    """/healthz and a call both say so; the page itself is there already."""
    assert page.get("/healthz").json() == {"ready": True}
    switchboard.ready = False
    assert (page.get("/healthz").status_code, _place(page).status_code) == (503, 503)
    assert "not ready" in _place(page).text
    assert page.get("/").status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/line.js", "/captions.js", "/line.css", "/healthz", "/nothing"]
)
def test_every_answer_is_protected(page, path):
    """Own scripts only, nothing inline, nothing kept, no framing, no CORS; refusals too."""
    for headers in (page.get(path).headers, page.get(path, headers={"Host": "evil"}).headers):
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers


def test_the_page_brings_all_it_needs_and_nothing_inline(page):
    """No third party's address and no inline code in the page."""
    text = "".join(page.get(path).text for path in ("/", "/line.js", "/captions.js", "/line.css"))
    assert "://" not in text
    assert "innerHTML" not in text
    assert "<style" not in text
    assert page.get("/").text.count("<script") == 1
    for path in ("/docs", "/openapi.json", "/redoc"):
        assert page.get(path).status_code == 404
