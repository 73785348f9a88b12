"""What holds for every tool of the register; a new one is covered by its line there."""

import asyncio
import inspect
import json
from datetime import UTC, datetime
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.redaction import Redactor
from compliance.tool_boundary import ToolBoundary
from pipelines.intake.desk import Desk
from pipelines.intake.schedule import Schedule
from pipelines.intake.tools import TOOLS

EACH = pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


class Trail:
    """Takes every record."""

    def record(self, kind, **facts):
        """Take it."""

    note = record


def _boundary(desk):
    redactor = Redactor()
    return ToolBoundary(TOOLS, desk=desk, vault=redactor.vault, scrub=redactor.scrub, audit=Trail())


@EACH
def test_a_tool_is_a_typed_function_on_the_desk(tool):
    """It is async, takes the desk first, and every parameter and its result are typed."""
    assert inspect.iscoroutinefunction(tool.run)
    parameters = inspect.signature(tool.run).parameters
    hints = get_type_hints(tool.run)
    assert hints.keys() == {*parameters, "return"}
    assert hints[next(iter(parameters))] is Desk


@EACH
def test_a_tool_explains_itself_to_the_llm(tool):
    """Docstring and parameters are described; the schema is plain JSON without references."""
    schema = tool.schema
    assert schema.description.endswith(".")
    assert all(argument["description"].endswith(".") for argument in schema.properties.values())
    assert set(schema.required) <= schema.properties.keys()
    assert "$ref" not in json.dumps(schema.properties)


def test_no_two_tools_share_a_name():
    """A name finds one tool."""
    assert len({tool.name for tool in TOOLS}) == len(TOOLS)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    | st.sampled_from(["[NAME_1]", "[PHONE_9]", "[DOB_1 incomplete]", "s-0-0", "booked", "other"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=3,
)  # fmt: skip


@EACH
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_tool_answers_junk_without_raising(tool, data):
    """Whatever an LLM sends, the answer is JSON with `ok`; a refusal says which argument."""
    names = st.sampled_from([*tool.schema.properties, "other"])
    arguments = data.draw(st.dictionaries(names, JUNK))
    desk = Desk(Schedule(zone=UTC, clock=lambda: NOW), start_recording=lambda: None)
    result = asyncio.run(_boundary(desk).call(tool.name, arguments, call_id="1"))
    assert isinstance(json.loads(json.dumps(result))["ok"], bool)
    for problem in result.get("problems", ()):
        assert problem["problem"] != "failed"
        assert problem["argument"] in tool.schema.properties
