"""A tool: a plain typed async function. Its docstring and signature are what the LLM is told.

The first parameter is the context that the function works in (the call's desk). It is not part
of the schema, and validators of arguments get it as pydantic's validation context.
"""

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from pydantic_core import PydanticCustomError

Result = dict[str, Any]


@dataclass(frozen=True)
class Problem:
    """Why a call was refused; `hint` is free of PHI, for the LLM reads it."""

    argument: str
    problem: str
    hint: str = ""

    def as_dict(self) -> dict[str, str]:
        """Return it as the LLM sees it."""
        hint = {"hint": self.hint} if self.hint else {}
        return {"argument": self.argument, "problem": self.problem, **hint}


def refusal(*problems: Problem, **more: Any) -> Result:  # noqa: ANN401 - JSON
    """Return what a tool answers that did not act."""
    return {"ok": False, "problems": [problem.as_dict() for problem in problems], **more}


class ArgumentsError(ValueError):
    """Arguments that a tool cannot act on."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("the arguments were refused")
        self.problems = problems


@dataclass(frozen=True)
class Unusable:
    """Stands for an argument whose placeholder has no value; no ordinary type accepts it."""

    problem: str
    hint: str


@dataclass(frozen=True)
class ToolSchema:
    """What an LLM is told of a tool; `properties` is JSON Schema."""

    name: str
    description: str
    properties: Mapping[str, Any]
    required: tuple[str, ...]


@dataclass(frozen=True)
class Tool:
    """One function, called as `run(desk, **arguments)`.

    `once`: the same arguments act once in a call, under whichever call id they come.
    `in_any_case`: it acts even if its audit record cannot be written, because it protects the
    caller: a person is reached, a "no" to recording counts, the call ends.
    """

    run: Callable[..., Awaitable[Result]]
    once: bool = False
    in_any_case: bool = False

    @property
    def name(self) -> str:
        """The function's name."""
        return self.run.__name__

    @cached_property
    def _model(self) -> type[BaseModel]:
        hints = get_type_hints(self.run, include_extras=True)
        fields: dict[str, Any] = {}
        for name, parameter in list(inspect.signature(self.run).parameters.items())[1:]:
            default = ... if parameter.default is parameter.empty else parameter.default
            fields[name] = (hints[name], default)
        # A vendor's model may send 5 for "5", or an argument too many: neither is worth a refusal.
        config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)
        return create_model(self.name, __config__=config, **fields)

    @cached_property
    def schema(self) -> ToolSchema:
        """Name, description and arguments as the LLM is told."""
        schema = self._model.model_json_schema()
        properties = {
            name: {key: value for key, value in argument.items() if key != "title"}
            for name, argument in schema.get("properties", {}).items()
        }
        description = inspect.getdoc(self.run) or ""
        return ToolSchema(self.name, description, properties, tuple(schema.get("required", ())))

    def validated(self, arguments: Mapping[str, Any], context: object) -> dict[str, Any]:
        """Return arguments of the right types, defaults filled in. Raises ArgumentsError."""
        try:
            given = self._model.model_validate(arguments, context=context)
        except ValidationError as error:
            # The errors' own texts quote the values; only type, place and our hints are used.
            raise ArgumentsError(tuple(map(_problem, error.errors(include_url=False)))) from None
        values = {name: getattr(given, name) for name in type(given).model_fields}
        unusable = {name: v for name, v in values.items() if isinstance(v, Unusable)}
        if unusable:  # the type takes anything
            problems = (Problem(name, v.problem, v.hint) for name, v in unusable.items())
            raise ArgumentsError(tuple(problems))
        return values


def invalid(problem: str, hint: str) -> PydanticCustomError:
    """Return the error for a validator of an argument to raise; `hint` holds no value of it."""
    return PydanticCustomError("refused", "refused", {"problem": problem, "hint": hint})


def _problem(error: Mapping[str, Any]) -> Problem:
    argument = str(error["loc"][0]) if error["loc"] else ""
    given = error.get("input")
    if isinstance(given, Unusable):
        return Problem(argument, given.problem, given.hint)
    if error["type"] == "refused":
        return Problem(argument, error["ctx"]["problem"], error["ctx"]["hint"])
    if error["type"] == "missing":
        return Problem(argument, "missing")
    if error["type"] == "literal_error":
        return Problem(argument, "invalid", f"one of {error['ctx']['expected']}")
    return Problem(argument, "invalid", "not of the type in the schema")
