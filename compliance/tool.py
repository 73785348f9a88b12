"""A tool: a plain typed async function. Its docstring and signature are what the LLM is told."""

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, create_model

Result = dict[str, Any]


class Problem(Exception):
    """An argument breaks a business rule; `hint` is free of PHI and is shown to the LLM."""

    def __init__(self, argument: str, problem: str, hint: str = "") -> None:
        super().__init__("an argument was refused")
        self.answer = {"argument": argument, "problem": problem, "hint": hint}


@dataclass(frozen=True)
class ToolSchema:
    """What an LLM is told of a tool; `properties` is JSON Schema."""

    name: str
    description: str
    properties: Mapping[str, Any]
    required: tuple[str, ...]


@dataclass(frozen=True)
class Tool:
    """One function, called as `run(desk, **arguments)`; `once` makes its idempotency key."""

    run: Callable[..., Awaitable[Result]]
    once: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The function's name."""
        return self.run.__name__

    @cached_property
    def arguments(self) -> type[BaseModel]:
        """The arguments as a model that refuses what is not in the signature."""
        hints = get_type_hints(self.run, include_extras=True)
        fields: dict[str, Any] = {}
        for name, parameter in list(inspect.signature(self.run).parameters.items())[1:]:
            default = ... if parameter.default is parameter.empty else parameter.default
            fields[name] = (hints[name], default)
        return create_model(self.name, __config__=ConfigDict(extra="ignore"), **fields)

    @property
    def schema(self) -> ToolSchema:
        """The JSON schema of name, description and arguments."""
        schema = self.arguments.model_json_schema()
        description = inspect.getdoc(self.run) or ""
        required = tuple(schema.get("required", ()))
        return ToolSchema(self.name, description, schema.get("properties", {}), required)
