"""The start of a call on real audio, through the real pipeline, in real time."""

import json
from pathlib import Path

import pytest

from pipelines.configuration import LineConfiguration, Session
from pipelines.rehearsal import leaks
from pipelines.rehearsal.line_quality import LineQuality
from pipelines.rehearsal.rehearse import Rehearsal
from pipelines.rehearsal.scenario import load

CALLS = Path(__file__).parents[1] / "calls"


@pytest.mark.filterwarnings("default")
async def test_nothing_of_the_caller_reaches_the_model_zone_or_is_lost(tmp_path, monkeypatch):
    """Name and birth are said, no request to the LLM holds them, and the session is sealed.

    The line's own schedule is not touched: a rehearsal has one of its own.
    """
    monkeypatch.chdir(tmp_path)
    kept = Session(
        folder=tmp_path / "sessions", key_file=tmp_path / "keys/line.key", audit=tmp_path / "audit"
    )
    rehearsal = Rehearsal(load(CALLS / "lawson-earache"), LineQuality())

    summary = await rehearsal.place(LineConfiguration(session=kept), seconds_limit=45)

    assert rehearsal.model_zone
    assert "[NAME_1]" in rehearsal.model_zone[-1]
    assert summary["leaks"] == 0
    assert leaks.count(rehearsal.caller.scenario.phi, "\n".join(rehearsal.model_zone)) == 0
    assert summary["sealed"]["complete"]
    assert not summary["sealed"]["lost"]
    assert summary["unaudited"] == 0
    assert not (tmp_path / "var").exists()
    assert json.dumps(summary)
