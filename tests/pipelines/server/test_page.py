"""What the page tells a person when there is no call to be had."""

import asyncio
import threading

import pytest
import uvicorn
from playwright.sync_api import expect

from pipelines.server.app import build_app
from pipelines.server.loopback import address, listen
from pipelines.server.switchboard import Switchboard

BLOCK_MICROPHONE = """() => navigator.mediaDevices.getUserMedia =
  () => Promise.reject(new DOMException("", "NotAllowedError"))"""


@pytest.fixture
def board():
    """A line that is open and has no place for a call."""
    board = Switchboard(lambda _: asyncio.sleep(0), at_once=0)
    board.ready = True
    return board


@pytest.fixture
def url(board):
    """The address of its page."""
    with listen("127.0.0.1", 0) as listening:
        server = uvicorn.Server(uvicorn.Config(build_app(board), log_config=None, ws="none"))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        yield address(listening)
        server.should_exit = True
        thread.join()


def test_the_page_says_why_there_is_no_call(url, board, chromium):
    """It waits for the line, names a busy line and a blocked microphone, and offers to retry."""
    board.ready = False
    page = chromium(1.0).new_page()
    page.goto(url)
    state, button = page.locator("#state"), page.locator("#call")
    expect(state).to_contain_text("The line is starting")
    expect(button).to_be_disabled()

    board.ready = True
    expect(state).to_have_text("Ready")
    button.press("Enter")
    expect(state).to_contain_text("The line is busy")

    page.evaluate(BLOCK_MICROPHONE)
    expect(button).to_have_text("Call again")
    button.press("Enter")
    expect(state).to_contain_text("The microphone is blocked. Allow it")
