"""The context of an LLM request, read as events of a conversation."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SILENCE = "(silence)"  # the line's note that the caller says nothing
UNHEARD = "(unheard)"  # a voice or a noise in which no words were recognised
# What Pipecat writes in place of a result: at work, stopped by the caller, and done without one.
_RUNNING, _CANCELLED, _COMPLETED = "IN_PROGRESS", "CANCELLED", "COMPLETED"


@dataclass(frozen=True)
class AgentSaid:
    """What the caller heard; cut short where the caller spoke over it."""

    text: str


@dataclass(frozen=True)
class CallerSaid:
    """One caller turn: every fragment since the agent's last word."""

    text: str


@dataclass(frozen=True)
class CallerSilent:
    """The line waited and heard nothing."""


@dataclass(frozen=True)
class CallerUnheard:
    """The line heard a voice or a noise, and no words."""


@dataclass(frozen=True)
class ToolAnswered:
    """A tool's result, None if it failed; `running` while it works."""

    name: str
    arguments: Mapping[str, Any]
    result: Mapping[str, Any] | None
    running: bool = False


Event = AgentSaid | CallerSaid | CallerSilent | CallerUnheard | ToolAnswered
Message = Mapping[str, Any]


def events(messages: Sequence[Message]) -> tuple[Event, ...]:
    """Read OpenAI chat messages in order; of system and developer notes only silence counts."""
    found: list[Event] = []
    for event in _read(messages):
        last = found[-1] if found else None
        if isinstance(event, CallerSaid) and isinstance(last, CallerSaid):
            found[-1] = CallerSaid(f"{last.text} {event.text}")
        else:
            found.append(event)
    return tuple(found)


def _read(messages: Sequence[Message]) -> Iterator[Event]:
    calls: dict[str, tuple[str, Mapping[str, Any]]] = {}
    for message in messages:
        role, text = message.get("role"), _text(message.get("content"))
        if text.lower().startswith(SILENCE):
            yield CallerSilent()
        elif text.lower().startswith(UNHEARD):
            yield CallerUnheard()
        elif role == "tool":
            name, arguments = calls.get(str(message.get("tool_call_id")), ("", {}))
            if text != _CANCELLED:
                yield ToolAnswered(name, arguments, _result(text), running=text == _RUNNING)
        elif role == "user" and text:
            yield CallerSaid(text)
        elif role == "assistant":
            if text:
                yield AgentSaid(text)
            for call in message.get("tool_calls") or ():
                function = call["function"]
                calls[call["id"]] = function["name"], _object(function["arguments"]) or {}


def _text(content: object) -> str:
    if isinstance(content, str):
        return content.strip()
    if isinstance(content, Sequence):
        return " ".join(str(part.get("text", "")) for part in content).strip()
    return ""


def _result(text: str) -> Mapping[str, Any] | None:
    return {"ok": True} if text == _COMPLETED else _object(text)


def _object(text: str) -> Mapping[str, Any] | None:
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
