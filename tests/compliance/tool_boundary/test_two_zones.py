"""The tool boundary is a border: values in, placeholders out, whatever an LLM sends."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.audit import EventKind

NAME, PHONE = "Rebecca Lawson", "+19195550145"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


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


async def test_the_journal_is_for_the_clear_zone_and_has_no_repr_of_values(boundary):
    """The summary gets true values; a log line of it gets none."""
    line = boundary()
    await line.call("note", {"text": "[NAME_1]"}, call_id="1")
    (record,) = line.journal
    assert record.arguments["text"] == record.result["noted"] == NAME
    assert NAME not in repr(record)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["text", "details", "more", "other"]), JSON))
def test_whatever_an_llm_sends_is_answered(new_boundary, arguments):
    """Any JSON gets a result with `ok`, and never an exception."""

    async def send():
        return await new_boundary().call("note", arguments, call_id="1")

    assert isinstance(asyncio.run(send())["ok"], bool)
