"""The tool boundary: restored in, scrubbed out, audited, once."""

import asyncio

from compliance.audit import EventKind
from compliance.redaction import PhiType, Redactor
from compliance.tool import Tool
from compliance.tool_boundary import ToolBoundary
from pipelines.intake.desk import Desk
from pipelines.intake.outcome import CallOutcome
from pipelines.intake.schedule import Schedule
from pipelines.intake.tools import TOOLS


class Trail:
    """Keeps what was recorded."""

    def __init__(self) -> None:
        self.kinds = []

    def record(self, kind, **facts):
        """Keep the kind."""
        self.kinds.append(kind)

    note = record


def _boundary(tools=TOOLS, **settings):
    redactor, trail = Redactor(), Trail()
    desk = Desk(schedule=Schedule(), start_recording=lambda: None)
    made = ToolBoundary(
        tools, desk=desk, vault=redactor.vault, scrub=redactor.scrub, audit=trail, **settings
    )
    return made, redactor, desk, trail


def _booking(redactor):
    name = redactor.vault.placeholder(PhiType.NAME, "rebecca lawson")
    born = redactor.vault.placeholder(PhiType.DOB, "may seventeenth nineteen eighty eight")
    phone = redactor.vault.placeholder(
        PhiType.PHONE, "nine one nine five five five oh one four five"
    )
    return {"patient_name": name, "date_of_birth": born, "phone": phone, "reason": "earache"}


async def test_a_booking_restores_arguments_and_redacts_its_result():
    """The tool gets canonical values; the LLM gets placeholders back."""
    boundary, redactor, desk, trail = _boundary()
    found = await boundary.call("find_slots", {}, call_id="1")
    arguments = {**_booking(redactor), "slot_id": found["slots"][0]["slot_id"]}
    result = await boundary.call("book_appointment", arguments, call_id="2")
    assert desk.booked["phone"] == "+19195550145"
    assert desk.booked["date_of_birth"] == "1988-05-17"
    assert result["appointment"]["patient_name"] == "[NAME_1]"
    assert desk.outcome is CallOutcome.BOOKED
    assert trail.kinds[-2:] == [EventKind.TOOL_STARTED, EventKind.TOOL_FINISHED]


async def test_an_invented_placeholder_is_refused():
    """A placeholder that the vault never issued does not reach a tool."""
    boundary, redactor, desk, _ = _boundary()
    arguments = {**_booking(redactor), "slot_id": "s-0-0", "phone": "[PHONE_9]"}
    result = await boundary.call("book_appointment", arguments, call_id="1")
    assert result["problems"][0] == {
        "argument": "phone",
        "problem": "unknown",
        "hint": "use only placeholders you were given",
    }
    assert desk.booked is None


async def test_a_repeated_booking_acts_once():
    """The same booking under another call id gets the first one's answer."""
    boundary, redactor, _, trail = _boundary()
    arguments = {**_booking(redactor), "slot_id": "s-0-0"}
    first = await boundary.call("book_appointment", arguments, call_id="1")
    again = await boundary.call("book_appointment", arguments, call_id="2")
    assert first == again
    assert trail.kinds.count(EventKind.TOOL_STARTED) == 1


async def test_a_slow_tool_lets_the_caller_hear_that_work_is_under_way():
    """After the time limit the caller is told, and the answer still comes."""

    async def slow(desk) -> dict:
        """Be slow."""
        await asyncio.sleep(0.2)
        return {"ok": True}

    boundary, *_ = _boundary((Tool(slow),), time_limit_s=0.05)
    told = []

    async def still_working():
        told.append(True)

    assert (await boundary.call("slow", {}, call_id="1", still_working=still_working))["ok"]
    assert told == [True]


async def test_an_exceptions_text_never_leaves():
    """A failing tool answers that it failed, and no more."""

    async def breaks(desk) -> dict:
        """Break."""
        raise RuntimeError("Rebecca Lawson")

    boundary, *_ = _boundary((Tool(breaks),))
    result = await boundary.call("breaks", {}, call_id="1")
    assert result == {"ok": False, "problems": [{"argument": "", "problem": "failed"}]}


async def test_a_refusal_outweighs_the_models_reading_of_consent():
    """The model says yes, the caller said no: nothing is recorded."""
    boundary, _, desk, _ = _boundary()
    desk.last_utterance = "no, I'd rather not"
    result = await boundary.call("record_consent", {"granted": True}, call_id="1")
    assert not result["recording"]
    assert desk.outcome is CallOutcome.DECLINED_CONSENT
