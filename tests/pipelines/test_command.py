"""What the printed summary says."""

import io

import pytest
from rich.console import Console

from pipelines.rehearsal.summary_view import print_summary


def _printed(*, lost=0, complete=True, unaudited=0, size=640):
    """The summary of a call, as a terminal shows it."""
    out = io.StringIO()
    stream = {"bytes": size, "chunks": 1, "lost_bytes": lost}
    sealed = {
        "session": "call-1",
        "streams": {"caller_audio": stream},
        "complete": complete,
        "lost": lost > 0,
    }
    summary = {
        "outcome": "booked",
        "expected": "booked",
        "booked": None,
        "voice_to_voice_ms": {"p50": 1, "p95": 2},
        "stages_ms": {},
        "wer": 0,
        "leaks": 0,
        "sealed": sealed,
        "unaudited": unaudited,
    }
    print_summary(Console(file=out, force_terminal=True, width=100), summary)
    return out.getvalue()


@pytest.mark.parametrize(
    ("call", "line"),
    [
        ({"lost": 1280}, "1280 bytes of caller_audio: the disk did not take them"),
        ({"complete": False}, "the end of the sealed session: the next start closes it"),
        ({"unaudited": 3}, "3 audit records: the disk did not take them"),
    ],
)
def test_a_loss_is_shown_in_red(call, line):
    """Whatever was to be kept and is not has a line of its own that nobody overlooks."""
    shown = _printed(**call)
    assert "\x1b[1;31mLOST" in shown
    assert line in shown.replace("\x1b[31m", "").replace("\x1b[1;31m", "").replace("\x1b[0m", "")


@pytest.mark.parametrize("call", [{}, {"complete": False, "size": 0}])
def test_where_nothing_is_lost_nothing_is_red(call):
    """A whole session is none, and neither is one that was never to be recorded."""
    assert "LOST" not in _printed(**call)
