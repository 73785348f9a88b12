"""A disk that is full in the middle of a call, in a real process that the kernel stops writing."""

import json
import subprocess
import sys
from pathlib import Path

from compliance.audit import verify

ROOT = Path(__file__).parents[2]

# The parts of one call, as the pipeline calls them, in order. The limit on the size of files does
# what a full disk does, to any user and on any machine.
CALL = """
import asyncio, json, resource, signal, sys
from pathlib import Path
from compliance.audit import EventKind
from compliance.emergency import Emergency
from pipelines.call import IntakeCall
from pipelines.configuration import ClinicSchedule, LineConfiguration, Session
from providers.telephony.recorded_line import RecordedLine

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
root, comes_back = Path(sys.argv[1]), sys.argv[2] == "comes back"
line = RecordedLine(speak=lambda: bytes(640), hear=lambda _: None)
call = IntakeCall(
    line,
    LineConfiguration(
        session=Session(folder=root / "kept", key_file=root / "k/line.key", audit=root / "audit"),
        schedule=ClinicSchedule(file=None),
    ),
)
told = {}


def disk(full):
    size = (root / "audit" / f"{call.record.session_id}.jsonl").stat().st_size + 1
    limit = size if full else resource.RLIM_INFINITY
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))


async def tool(name, **arguments):
    told[name] = await call._boundary.call(name, arguments, call_id=name)


async def run():
    name = call._redactor.caller("My name is Rebecca Lawson").redacted.split()[-1]
    await tool("find_slots")
    await asyncio.to_thread(call._audit.record, EventKind.SEAL_STARTED)  # all before is on disk
    disk(full=True)
    call._desk.hear("yes, you may record")
    await tool("record_consent", granted=True)
    call._journal.caller_audio(bytes(640))
    call._heard("My name is Rebecca Lawson")
    booking = {
        "slot_id": "s-0-0", "patient_name": name, "date_of_birth": "1988-05-17",
        "phone": "919 555 0145", "reason": "earache",
    }
    await tool("book_appointment", **booking)
    told["spoken"] = await call._journal.speakable("Thank you, [NAME_9].", "sentence")
    call._emergency(Emergency.MEDICAL)
    await tool("escalate_to_human", reason="other")
    await tool("end_call", outcome="other")
    if comes_back:
        disk(full=False)
    await call._close()
    record = call.record
    disk(full=False)
    told["unaudited"], told["outcome"] = record.unaudited, record.outcome.value
    told["booked"], told["kept"] = record.booked, (root / "kept" / record.session_id).exists()


asyncio.run(run())
print(json.dumps(told))
"""


def _call(folder, disk):
    """Hold the call; returns what it told, and the kinds and tools in its trail."""
    done = subprocess.run(
        [sys.executable, "-c", CALL, str(folder), disk],
        cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (path,) = (folder / "audit").iterdir()
    assert verify(path) is None
    records = [json.loads(line) for line in path.read_text().splitlines()]
    return json.loads(done.stdout), [(r["kind"], r["facts"].get("tool", "")) for r in records]


def _protects_the_caller(told):
    assert told["find_slots"]["ok"]
    assert not told["book_appointment"]["ok"]
    assert told["booked"] is None
    assert not told["record_consent"]["ok"]
    assert not told["kept"]
    assert told["spoken"] == "Sorry, could you say that again?"
    assert told["escalate_to_human"]["ok"]
    assert told["end_call"]["ok"]
    assert told["outcome"] == "emergency"


def test_on_a_full_disk_nothing_unrecorded_is_done_but_the_caller_reaches_a_person(tmp_path):
    """No booking and no recording without a record; hand-over and end work; the loss is counted."""
    told, trail = _call(tmp_path, "stays full")
    _protects_the_caller(told)
    assert [kind for kind, _ in trail] == ["tool_started", "tool_finished", "seal_started"]
    assert told["unaudited"] == 9


def test_when_the_disk_comes_back_every_event_of_the_call_is_recorded(tmp_path):
    """What happened on the full disk is written in its order, and nothing that did not happen."""
    told, trail = _call(tmp_path, "comes back")
    _protects_the_caller(told)
    assert told["unaudited"] == 0
    assert trail[3:] == [
        ("tool_started", "record_consent"),
        ("tool_finished", "record_consent"),
        ("placeholder_refused", ""),
        ("emergency", ""),
        ("tool_started", "escalate_to_human"),
        ("tool_finished", "escalate_to_human"),
        ("tool_started", "end_call"),
        ("tool_finished", "end_call"),
        ("call_ended", ""),
    ]
