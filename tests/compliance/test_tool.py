"""A tool is a function; what the LLM is told of it comes from its signature."""

from typing import Annotated, Literal

import pytest
from pydantic import AfterValidator, Field

from compliance.tool import ArgumentsError, Problem, Tool, Unusable, invalid, refusal


def _even(value: int) -> int:
    if value % 2:
        raise invalid("invalid", "ask for an even number")
    return value


async def weigh(
    scale,
    grams: Annotated[int, AfterValidator(_even), Field(description="The weight.")],
    kind: Literal["letter", "parcel"] = "letter",
    note: str = "",
) -> dict:
    """Weigh a thing."""
    return {"ok": True}


def _problems(**arguments):
    with pytest.raises(ArgumentsError) as refused:
        Tool(weigh).validated(arguments, None)
    return refused.value.problems


def test_the_schema_is_the_signature_without_its_context():
    """Name, docstring and parameters are the schema; the first parameter is not."""
    schema = Tool(weigh).schema
    assert (schema.name, schema.description) == ("weigh", "Weigh a thing.")
    assert list(schema.properties) == ["grams", "kind", "note"]
    assert schema.required == ("grams",)
    assert schema.properties["grams"] == {"description": "The weight.", "type": "integer"}
    assert schema.properties["kind"]["enum"] == ["letter", "parcel"]


def test_what_a_model_writes_loosely_is_understood():
    """A number as text, a text as number and an argument too many are no reason to refuse."""
    given = {"grams": "20", "note": 5, "colour": "red"}
    assert Tool(weigh).validated(given, None) == {"grams": 20, "kind": "letter", "note": "5"}


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({}, Problem("grams", "missing")),
        ({"grams": 3}, Problem("grams", "invalid", "ask for an even number")),
        ({"grams": "a lot"}, Problem("grams", "invalid", "not of the type in the schema")),
        ({"grams": 2, "note": {}}, Problem("note", "invalid", "not of the type in the schema")),
        ({"grams": Unusable("unknown", "none")}, Problem("grams", "unknown", "none")),
        (
            {"grams": 2, "kind": "card"},
            Problem("kind", "invalid", "one of 'letter' or 'parcel'"),
        ),
    ],
)
def test_a_refusal_names_the_argument_and_what_is_wrong(arguments, problem):
    """Every way to be wrong has its problem, with a hint that is free of the value."""
    assert _problems(**arguments) == (problem,)


def test_an_unusable_value_never_reaches_a_tool():
    """Also an argument of any type is refused if its placeholder has no value."""

    async def anything(desk, value: object) -> dict:
        """Take anything."""
        return {"ok": True}

    with pytest.raises(ArgumentsError) as refused:
        Tool(anything).validated({"value": Unusable("unknown", "none")}, None)
    assert refused.value.problems == (Problem("value", "unknown", "none"),)


def test_all_problems_are_told_at_once():
    """The caller is asked once for everything that is missing or wrong."""
    assert [p.argument for p in _problems(grams=3, kind="card", note=[])] == [
        "grams",
        "kind",
        "note",
    ]


def test_a_refusal_says_that_nothing_happened():
    """`ok` is false, and more may be told."""
    assert refusal(Problem("a", "taken"), slots=[]) == {
        "ok": False,
        "problems": [{"argument": "a", "problem": "taken"}],
        "slots": [],
    }
