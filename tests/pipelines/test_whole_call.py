"""A whole call on real audio, through the real pipeline, in real time."""

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
async def test_a_recorded_caller_is_booked_and_nothing_reaches_the_model_zone(tmp_path):
    """The call ends as the scenario expects; no identifier of the caller is in any request."""
    kept = Session(
        folder=tmp_path / "sessions", key_file=tmp_path / "keys/line.key", audit=tmp_path / "audit"
    )
    rehearsal = Rehearsal(load(CALLS / "lawson-earache"), LineQuality())

    summary = await rehearsal.place(LineConfiguration(session=kept))

    assert summary["outcome"] == "booked"
    assert summary["leaks"] == 0
    assert leaks.count(rehearsal.caller.scenario.phi, "\n".join(rehearsal.model_zone)) == 0
    assert summary["booked"]["date_of_birth"] == "1988-05-17"
    assert summary["booked"]["phone"] == "+19195550145"
    assert summary["sealed"]["complete"]
    assert not summary["sealed"]["lost"]
    assert json.dumps(summary)
