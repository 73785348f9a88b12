"""A caller of tests/calls as text, and everything a text call needs in place of the line."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest
import yaml

from compliance.redaction import Redactor
from providers.llm.intake_policy import OPENING, reply

CALLS = Path(__file__).parents[2] / "calls"
SCENARIOS = ("bennett-shoulder", "delgado-refill", "lawson-earache")


@dataclass
class Caller:
    """Answers by the first rule that matches what the agent said, as the recorded callers do.

    `says` replaces the lines of a rule, by the name its recordings share ("phone", "dob", …).
    """

    rules: list[Mapping[str, Any]]
    phi: list[Mapping[str, str]]
    says: Mapping[str, list[str]] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)

    def rule_for(self, agent: str) -> Mapping[str, Any]:
        return next(rule for rule in self.rules if re.search(rule["when"], agent, re.I))

    def key_for(self, agent: str) -> str:
        return str(self.rule_for(agent)["audio"][0]).rsplit("-", 1)[0]

    def answer(self, agent: str) -> str:
        key = self.key_for(agent)
        lines = self.says.get(key) or self.rule_for(agent)["say"]
        used = self.used.get(key, 0)
        self.used[key] = used + 1
        return str(lines[min(used, len(lines) - 1)])

    def true(self, kind: str) -> str:
        return next(phi["value"] for phi in self.phi if phi["type"] == kind)


def load(scenario: str, **says: list[str]) -> Caller:
    """The caller of a folder of tests/calls, with some lines replaced."""
    call = yaml.safe_load((CALLS / scenario / "call.yaml").read_text(encoding="utf-8"))
    return Caller(rules=call["rules"], phi=call["phi"], says=says)


@pytest.fixture(params=SCENARIOS)
def caller(request: pytest.FixtureRequest) -> Caller:
    """Each caller of tests/calls."""
    return load(request.param)


@pytest.fixture
def load_caller() -> Callable[..., Caller]:
    """Makes a caller of tests/calls with other answers."""
    return load


TOOLS = ("record_consent", "find_slots", "book_appointment", "escalate_to_human", "end_call")
MOST_TURNS = 40
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")

# What redaction makes of the recorded callers' words (the lines of other tests hold placeholders).
SPOKEN = {
    "fiona bennett": "[NAME_1]",
    "b e n n e t t": "[NAME_1]",
    "twenty third of january, nineteen seventy four": "[DOB_1]",
    "january the twenty third, nineteen seventy four": "[DOB_1]",
    "seven two zero, five five five, zero one zero eight": "[PHONE_1]",
    "rebecca lawson": "[NAME_1]",
    "l a w, s o n": "[NAME_1]",
    "may seventeenth, nineteen eighty eight": "[DOB_1]",
    "the seventeenth of may, nineteen eighty eight": "[DOB_1]",
    "nine one nine, five five five, oh one four five": "[PHONE_1]",
    "nine one nine, five five five, zero one four five": "[PHONE_1]",
    "marcus delgado": "[NAME_1]",
    "d e l g a d o": "[NAME_1]",
    "november eighth, nineteen sixty two": "[DOB_1]",
    "november the eighth, nineteen sixty two": "[DOB_1]",
    "two one zero, five five five, zero one nine nine": "[PHONE_1]",
    "two one zero, five five five, zero one nine one": "[PHONE_2]",
    "nine one,": "[PHONE_3 incomplete],",
    "m d k, then four four seven, one zero nine": "[INSURANCE_ID_1]",
}
HEARD = {
    "NAME": "Rebecca Lawson",
    "DOB": "May 17, 1988",
    "PHONE": "9 1 9, 5 5 5, 0 1 4 5",
    "INSURANCE_ID": "M D K, 4 4 7, 1 0 9",
}


class Zones(Protocol):
    """The border between what is said and what the model sees."""

    def caller(self, text: str) -> str: ...
    def agent(self, text: str) -> str: ...


class TableZones:
    """Redaction by a table: the policy is tested, not the redactor."""

    def caller(self, text: str) -> str:
        for words, placeholder in SPOKEN.items():
            text = text.replace(words, placeholder)
        return text

    def agent(self, text: str) -> str:
        return re.sub(r"\[([A-Z_]+)_\d+\]", lambda found: HEARD[found[1]], text)


@dataclass
class Clinic:
    """Tools with the results of the contract, instantly."""

    offers: int = 9
    goes_on_unrecorded: bool = False
    booking_problems: list[str] = field(default_factory=list)
    calls: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)

    def run(self, name: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        self.calls.append((name, arguments))
        return getattr(self, name)(**arguments)

    def record_consent(self, granted: bool) -> Mapping[str, Any]:
        return {"ok": True, "recording": granted, "continue": granted or self.goes_on_unrecorded}

    def find_slots(self, wish: str = "", after_slot_id: str = "") -> Mapping[str, Any]:
        first = int(after_slot_id.removeprefix("s-") or 0) + 1
        if len(self.called("find_slots")) > self.offers:
            return {"ok": True, "slots": []}
        return {"ok": True, "slots": [self._slot(first), self._slot(first + 1)]}

    def book_appointment(self, slot_id: str, **_: object) -> Mapping[str, Any]:
        if self.booking_problems:
            argument = self.booking_problems.pop(0)
            return {"ok": False, "problems": [{"argument": argument, "problem": "invalid"}]}
        return {"ok": True, "appointment": self._slot(int(slot_id.removeprefix("s-")))}

    def escalate_to_human(self, reason: str, callback_number: str = "") -> Mapping[str, Any]:
        return {"ok": True}

    def end_call(self, outcome: str) -> Mapping[str, Any]:
        return {"ok": True}

    def called(self, name: str) -> list[Mapping[str, Any]]:
        return [arguments for called, arguments in self.calls if called == name]

    @staticmethod
    def _slot(number: int) -> Mapping[str, Any]:
        when = f"{DAYS[number % 5]} at {8 + number % 4}:30 AM"
        return {"slot_id": f"s-{number}", "when": when}


@dataclass
class Rehearsal:
    """How a call went."""

    messages: list[dict[str, Any]]
    clinic: Clinic
    turns: int = 0

    @property
    def outcome(self) -> str:
        if escalations := self.clinic.called("escalate_to_human"):
            reason = str(escalations[0]["reason"])
            return reason if reason == "declined_consent" else f"escalated: {reason}"
        return str(self.clinic.called("end_call")[0]["outcome"])

    @property
    def booked(self) -> Mapping[str, Any]:
        return self.clinic.called("book_appointment")[-1]

    @property
    def said(self) -> str:
        return " ".join(
            m["content"] for m in self.messages if m["role"] == "assistant" and "content" in m
        )


def play(caller: Caller, zones: Zones | None = None, **clinic: Any) -> Rehearsal:
    """Play one call to its end; fails if it has none within 40 turns."""
    zones = zones or TableZones()
    call = Rehearsal([{"role": "assistant", "content": OPENING}], Clinic(**clinic))
    heard = OPENING
    while not call.clinic.called("end_call"):
        call.turns += 1
        assert call.turns < MOST_TURNS, call.said[-300:]
        words = caller.answer(zones.agent(heard))
        role = "system" if words == "(silence)" else "user"
        call.messages.append({"role": role, "content": zones.caller(words)})
        heard = _agent_turn(call)
    assert caller.key_for(heard) == "goodbye"
    return call


def _agent_turn(call: Rehearsal) -> str:
    said = ""
    while True:
        answer = reply(call.messages, TOOLS)
        if answer.text:
            call.messages.append({"role": "assistant", "content": answer.text})
            said = f"{said} {answer.text}".strip()
        for place, tool in enumerate(answer.calls):
            result = call.clinic.run(tool.name, json.loads(json.dumps(tool.arguments)))
            call.messages += _tool_messages(f"{len(call.messages)}-{place}", tool, result)
        if not answer.calls:
            return said


def _tool_messages(key: str, tool: Any, result: Mapping[str, Any]) -> Sequence[dict[str, Any]]:
    function = {"name": tool.name, "arguments": json.dumps(tool.arguments)}
    call = {"id": key, "type": "function", "function": function}
    return (
        {"role": "assistant", "tool_calls": [call]},
        {"role": "tool", "tool_call_id": key, "content": json.dumps(result)},
    )


class RedactorZones:
    """The real border, for the recorded lines as they are spoken."""

    def __init__(self) -> None:
        self.redactor = Redactor()

    def caller(self, text: str) -> str:
        return str(self.redactor.caller(text).redacted)

    def agent(self, text: str) -> str:
        self.redactor.agent(text)
        return str(self.redactor.vault.speak(text))


@pytest.fixture
def redactor_zones() -> RedactorZones:
    """The real redactor and vault of one call."""
    return RedactorZones()


@pytest.fixture
def rehearse() -> Callable[..., Rehearsal]:
    """Plays a call: `rehearse(caller, zones=…, **how the clinic's tools behave)`."""
    return play
