"""What a tool does is audited before and after, done once, and answered in time."""

import asyncio

import pytest

from compliance.audit import EventKind
from compliance.tool import Tool


async def test_the_audit_record_is_there_before_the_side_effect(boundary, trail):
    """Start, act, finish, in this order; and no fact that could hold PHI."""
    seen = []

    async def act(clinic) -> dict:
        """Act."""
        seen.append(list(trail.kinds))
        return {"ok": True}

    await boundary((Tool(act),)).call("act", {}, call_id="1")
    assert seen == [[EventKind.TOOL_STARTED]]
    kind, facts = trail.records[1]
    assert kind is EventKind.TOOL_FINISHED
    assert (facts["tool"], facts["ok"]) == ("act", True)
    assert facts["duration_ms"] >= 0


async def test_without_an_audit_record_nothing_happens(boundary, trail):
    """A trail that cannot be written keeps every tool from running."""
    line, trail.broken = boundary(), (EventKind.TOOL_STARTED,)
    result = await line.call("note", {"text": "x"}, call_id="1")
    assert result == {"ok": False, "problems": [{"argument": "", "problem": "failed"}]}
    assert line.clinic.happened == []


async def test_what_protects_the_caller_acts_though_its_record_fails(boundary, trail, protecting):
    """A person is reached on a full disk too; the boundary still asks for the record."""
    line, trail.broken = boundary((protecting,)), (EventKind.TOOL_STARTED,)
    assert (await line.call("alarm", {}, call_id="1"))["ok"]
    assert line.clinic.happened == [""]


async def test_what_has_happened_is_told_though_its_record_fails(boundary, trail):
    """An outcome that cannot be recorded does not make the LLM do it twice."""
    line, trail.broken = boundary(), (EventKind.TOOL_FINISHED,)
    assert (await line.call("note", {"text": "x"}, call_id="1"))["ok"]


async def test_a_slow_tool_lets_the_caller_hear_that_work_is_under_way(boundary):
    """After the time limit the caller is told once; the answer still comes."""
    line, told = boundary(time_limit_s=0.02), []
    line.clinic.open.clear()

    async def still_working():
        told.append(list(line.clinic.happened))
        line.clinic.open.set()

    result = await line.call("note", {"text": "x"}, call_id="1", still_working=still_working)
    assert result["ok"]
    assert told == [[]]


async def test_a_quick_tool_is_not_announced(boundary):
    """Within the time limit the caller hears nothing but the answer."""
    told = []

    async def still_working():
        told.append(True)

    await boundary().call("note", {"text": "x"}, call_id="1", still_working=still_working)
    assert told == []


async def test_a_voice_that_fails_does_not_lose_the_answer(boundary):
    """If the caller cannot be told, the tool's answer comes all the same."""
    line = boundary(time_limit_s=0.01)
    line.clinic.open.clear()

    async def still_working():
        line.clinic.open.set()
        raise RuntimeError

    assert (await line.call("note", {"text": "x"}, call_id="1", still_working=still_working))["ok"]


async def test_a_tool_that_hangs_times_out_and_its_late_result_is_kept(boundary):
    """At the hard limit the LLM is told; asked again, it gets what has happened since."""
    line = boundary(time_limit_s=0.01, hard_limit_s=0.02)
    line.clinic.open.clear()
    result = await line.call("note", {"text": "x"}, call_id="1")
    assert result["problems"] == [{"argument": "", "problem": "timeout"}]
    line.clinic.open.set()
    assert (await line.call("note", {"text": "x"}, call_id="1"))["ok"]
    assert line.clinic.happened == [("x", {})]


async def test_a_barge_in_does_not_lose_a_side_effect(boundary, trail):
    """A cancelled call acts to its end; the same call later gets its answer and acts no more."""
    line = boundary(time_limit_s=0.01)
    line.clinic.open.clear()
    under_way = asyncio.Event()

    async def still_working():
        under_way.set()

    call = asyncio.create_task(
        line.call("note", {"text": "x"}, call_id="1", still_working=still_working)
    )
    await under_way.wait()
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    line.clinic.open.set()
    assert (await line.call("note", {"text": "x"}, call_id="1"))["noted"] == "x"
    assert line.clinic.happened == [("x", {})]
    assert trail.kinds.count(EventKind.TOOL_FINISHED) == 1


async def test_calls_at_the_same_time_wait_for_the_first(boundary):
    """A call that is sent several times at once acts once."""
    line = boundary()
    calls = (line.call("note", {"text": "x"}, call_id="1") for _ in range(5))
    answers = await asyncio.gather(*calls)
    assert line.clinic.happened == [("x", {})]
    assert all(answer == answers[0] for answer in answers)


async def test_a_call_id_that_a_vendor_uses_twice_is_no_retry(boundary):
    """Other arguments are another call, whatever its id."""
    line = boundary()
    await line.call("note", {"text": "x"}, call_id="1")
    await line.call("note", {"text": "y"}, call_id="1")
    assert [text for text, _ in line.clinic.happened] == ["x", "y"]


async def test_a_tool_that_acts_once_does_so_under_any_call_id(boundary, noting_once):
    """The same arguments get the first answer; after other ones they act again."""
    line = boundary((noting_once,))
    for call_id, text in enumerate("xxyx"):
        assert (await line.call("note", {"text": text}, call_id=str(call_id)))["noted"] == text
    assert [text for text, _ in line.clinic.happened] == ["x", "y", "x"]


@pytest.mark.parametrize("tool", ["full", "fails"])
async def test_what_did_not_act_may_be_tried_again(boundary, tool):
    """A refusal or a failure is no answer to keep."""
    line = boundary()
    for _ in range(2):
        assert not (await line.call(tool, {}, call_id="1"))["ok"]
    assert len(line.clinic.happened) == 2


async def test_closing_lets_tools_finish_then_cancels_them(boundary, trail):
    """No tool outlives its call, and each has its outcome recorded."""
    line = boundary(time_limit_s=0.001, hard_limit_s=0.002)
    line.clinic.open.clear()
    await line.call("note", {"text": "x"}, call_id="1")
    await line.close(grace_s=0.01)
    assert trail.records[-1][1]["ok"] is False
    answer = await line.call("alarm", {}, call_id="2")
    assert answer["ok"]
    await line.close()
