"""A caller may leave at any moment."""

import asyncio

import pytest

from pipelines.call import IntakeCall
from pipelines.configuration import ClinicSchedule, LineConfiguration, Session
from providers.telephony.recorded_line import RecordedLine


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("after_s", [0, 0.03, 0.1, 0.3])
async def test_a_call_that_is_hung_up_ends(tmp_path, after_s):
    """Before its pipeline is built, while it starts, while the agent speaks."""
    kept = Session(folder=tmp_path / "kept", key_file=tmp_path / "k/line.key", audit=tmp_path / "a")
    line = RecordedLine(speak=lambda: bytes(640), hear=lambda _: None)
    call = IntakeCall(line, LineConfiguration(session=kept, schedule=ClinicSchedule(file=None)))
    running = asyncio.create_task(call.run())
    await asyncio.sleep(after_s)
    await call.hang_up()
    record = await asyncio.wait_for(running, 10)
    assert str(record.outcome.value) == "incomplete"
    trail = next((tmp_path / "a").glob("*.jsonl")).read_text()
    assert trail.count('"call_ended"') == 1
