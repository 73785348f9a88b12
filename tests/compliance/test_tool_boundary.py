"""The tool boundary: restored in, scrubbed out, audited before and after, once, in time."""

import asyncio
from typing import Annotated

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BeforeValidator

from compliance.audit import AuditError, EventKind
from compliance.redaction import PhiType
from compliance.tool import Problem, Tool, Unusable, refusal
from compliance.tool_boundary import ToolBoundary
from compliance.vault import Vault

NAME, PHONE = "Rebecca Lawson", "+19195550145"


class Trail:
    """Keeps what was recorded; `broken` refuses those kinds."""

    def __init__(self, *broken):
        self.records, self.broken = [], broken

    def record(self, kind, **facts):
        if kind in self.broken:
            raise AuditError("the audit trail cannot be written")
        self.records.append((kind, facts))

    @property
    def kinds(self):
        return [kind for kind, _ in self.records]


class Clinic:
    """What the tools below work on: notes what happened, waits while `open` is not set."""

    def __init__(self):
        self.happened, self.open = [], asyncio.Event()
        self.open.set()


async def note(clinic, text: str, details: dict = {}, more: str = "") -> dict:  # noqa: B006
    """Note something."""
    await clinic.open.wait()
    clinic.happened.append((text, details))
    return {"ok": True, "noted": text, "list": [text, 3, None, {"deep": text}]}


async def alarm(
    clinic,
    number: Annotated[str, BeforeValidator(lambda v: "" if isinstance(v, Unusable) else v)] = "",
) -> dict:
    """Raise an alarm, with a number or without."""
    clinic.happened.append(number)
    return {"ok": True}


async def full(clinic) -> dict:
    """Say that there is no room."""
    clinic.happened.append("full")
    return refusal(Problem("", "taken"))


async def fails(clinic, text: str = "") -> dict:
    """Fail, quoting what it got."""
    clinic.happened.append("failed")
    raise RuntimeError(NAME)


async def strange(clinic) -> dict:
    """Answer with something that is no JSON."""
    return {"ok": True, "clinic": clinic}


async def silent(clinic) -> None:
    """Answer nothing."""


TOOLS = (Tool(note), Tool(alarm), Tool(full), Tool(fails), Tool(strange), Tool(silent))


@pytest.fixture
def trail():
    """An audit trail that works."""
    return Trail()


@pytest.fixture
def vault():
    """A vault with a name and a telephone number, and one that is not complete."""
    vault = Vault()
    assert vault.placeholder(PhiType.NAME, NAME) == "[NAME_1]"
    vault.placeholder(PhiType.PHONE, "nine one nine five five five zero one four five")
    assert vault.placeholder(PhiType.PHONE, "two one zero") == "[PHONE_2 incomplete]"
    return vault


def scrub(text):
    """Stands for the redactor: masks the one name there is."""
    return text.replace(NAME, "[NAME_1]")


@pytest.fixture
def boundary(vault, trail):
    """Makes a boundary; its clinic is `boundary.clinic`."""

    def make(tools=TOOLS, **settings):
        clinic = Clinic()
        given = {"vault": vault, "scrub": scrub, "audit": trail, **settings}
        made = ToolBoundary(tools, desk=clinic, **given)
        made.clinic = clinic
        return made

    return make


async def test_a_tool_gets_values_and_the_llm_gets_placeholders(boundary):
    """Arguments are restored at any depth, results are scrubbed at any depth, keys stay."""
    line = boundary()
    details = {"phones": ["[PHONE_1]"], "n": 1}
    result = await line.call("note", {"text": "[NAME_1]", "details": details}, call_id="1")
    assert line.clinic.happened == [(NAME, {"phones": [PHONE], "n": 1})]
    assert result == {
        "ok": True,
        "noted": "[NAME_1]",
        "list": ["[NAME_1]", 3, None, {"deep": "[NAME_1]"}],
    }


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


async def test_without_an_audit_record_nothing_happens(boundary):
    """A trail that cannot be written keeps every tool from running."""
    line = boundary(audit=Trail(EventKind.TOOL_STARTED))
    result = await line.call("note", {"text": "x"}, call_id="1")
    assert result == {"ok": False, "problems": [{"argument": "", "problem": "failed"}]}
    assert line.clinic.happened == []


async def test_what_has_happened_is_told_though_its_record_fails(boundary):
    """An outcome that cannot be recorded does not make the LLM do it twice."""
    line = boundary(audit=Trail(EventKind.TOOL_FINISHED))
    assert (await line.call("note", {"text": "x"}, call_id="1"))["ok"]


@pytest.mark.parametrize(
    "value", ["[PHONE_9]", "[SSN_1]", "call [NAME_7] back", "[PHONE_3 incomplete]"]
)
async def test_an_invented_placeholder_is_refused(boundary, trail, value):
    """A placeholder that the vault never gave out reaches no tool, and the trail knows of it."""
    line = boundary()
    for arguments in ({"text": value}, {"text": "x", "details": {"a": [value]}}):
        result = await line.call("note", arguments, call_id="1")
        assert result["problems"][0]["problem"] == "unknown"
    assert line.clinic.happened == []
    facts = {"tool": "note", "argument": "text"}
    assert trail.records[0] == (EventKind.PLACEHOLDER_REFUSED, facts)


async def test_an_incomplete_value_is_refused_where_it_is_the_argument(boundary):
    """Half a number is no number; within a sentence it is what the caller said."""
    line = boundary()
    result = await line.call("note", {"text": "[PHONE_2 incomplete]"}, call_id="1")
    problem = {"argument": "text", "problem": "incomplete", "hint": "ask for the missing part"}
    assert result["problems"] == [problem]
    assert (await line.call("note", {"text": "it begins [PHONE_2 incomplete]"}, call_id="2"))["ok"]
    assert line.clinic.happened == [("it begins 210", {})]


async def test_an_argument_may_be_spared(boundary):
    """A tool that must act says so in its types, and acts without the value."""
    line = boundary()
    assert (await line.call("alarm", {"number": "[PHONE_9]"}, call_id="1"))["ok"]
    assert line.clinic.happened == [""]


@pytest.mark.parametrize("arguments", [{}, {"text": None}, {"text": ["x"]}, [], None, "text"])
async def test_arguments_of_the_wrong_kind_are_refused(boundary, trail, arguments):
    """Nothing that an LLM can send raises or runs a tool by mistake."""
    line = boundary()
    result = await line.call("note", arguments, call_id="1")
    assert result["problems"][0]["argument"] == "text"
    assert line.clinic.happened == []
    assert trail.kinds == [EventKind.TOOL_REFUSED]


async def test_an_unknown_tool_is_refused(boundary, trail):
    """Its name was made up by the LLM, so the trail does not keep it."""
    result = await boundary().call(NAME, {}, call_id="1")
    assert result == {"ok": False, "problems": [{"argument": "", "problem": "unknown_tool"}]}
    assert trail.records == [(EventKind.TOOL_REFUSED, {"problem": "unknown_tool"})]


async def test_an_exceptions_text_never_leaves(boundary, trail):
    """A tool that fails has failed; why is its type's name, in the trail."""
    result = await boundary().call("fails", {"text": NAME}, call_id="1")
    assert result == {"ok": False, "problems": [{"argument": "", "problem": "failed"}]}
    assert NAME not in repr(trail.records)
    assert trail.records[-1][1]["error"] == "RuntimeError"


async def test_a_result_that_cannot_be_scrubbed_is_withheld(boundary):
    """A redactor that fails, or a result that is no JSON, lets nothing through."""

    def broken(_):
        raise ValueError(NAME)

    failed = {"ok": False, "problems": [{"argument": "", "problem": "failed"}]}
    assert await boundary(scrub=broken).call("note", {"text": "x"}, call_id="1") == failed
    assert await boundary().call("strange", {}, call_id="1") == failed
    assert await boundary().call("silent", {}, call_id="1") == failed


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


async def test_a_tool_that_acts_once_does_so_under_any_call_id(boundary):
    """The same arguments get the first answer; after other ones they act again."""
    line = boundary((Tool(note, once=True),))
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


async def test_the_journal_is_for_the_clear_zone_and_has_no_repr_of_values(boundary):
    """The summary gets true values; a log line of it gets none."""
    line = boundary()
    await line.call("note", {"text": "[NAME_1]"}, call_id="1")
    (record,) = line.journal
    assert record.arguments["text"] == record.result["noted"] == NAME
    assert NAME not in repr(record)


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


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["text", "details", "more", "other"]), JSON))
def test_whatever_an_llm_sends_is_answered(arguments):
    """Any JSON gets a result with `ok`, and never an exception."""

    async def send():
        made = ToolBoundary(TOOLS, desk=Clinic(), vault=Vault(), scrub=scrub, audit=Trail())
        return await made.call("note", arguments, call_id="1")

    assert isinstance(asyncio.run(send())["ok"], bool)
