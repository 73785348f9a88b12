"""Calls are begun, ended and counted without a race."""

import asyncio

import pytest

from pipelines.server.switchboard import LineBusyError, LineNotReadyError, Switchboard


class Call:
    """A call that takes a moment to seal."""

    def __init__(self, ended):
        self._over, self._ended = asyncio.Event(), ended

    async def run(self):
        await self._over.wait()
        await asyncio.sleep(0.01)
        self._ended.append(self)

    def hang_up(self):
        self._over.set()


@pytest.fixture
def ended():
    """The calls that are over."""
    return []


@pytest.fixture
def board(ended):
    """Two places, open, each offer answered after a moment."""

    async def answer(_):
        await asyncio.sleep(0.01)
        return Call(ended), "answer"

    board = Switchboard(answer, at_once=2)
    board.ready = True
    return board


async def test_offers_at_the_same_moment_share_the_places(board):
    """The last place is not given twice while an offer is being answered."""
    taken = await asyncio.gather(*(board.take("offer") for _ in range(5)), return_exceptions=True)
    assert sum(isinstance(one, LineBusyError) for one in taken) == 3
    await board.close()


async def test_closing_waits_until_every_call_is_sealed(board, ended):
    """Also for a call whose offer was being answered when the line closed."""
    await board.take("offer")
    late = asyncio.create_task(board.take("offer"))
    await asyncio.sleep(0)
    await board.close()
    assert len(ended) == 2
    assert late.done()
    with pytest.raises(LineNotReadyError):
        await board.take("offer")
