"""A boundary with a clinic behind it, and tools that note what they did."""

import asyncio
from contextlib import suppress
from functools import partial
from typing import Annotated

import pytest
from pydantic import BeforeValidator

from compliance.audit import AuditError
from compliance.redaction import PhiType
from compliance.redaction.vault import Vault
from compliance.tool import Problem, Tool, Unusable, refusal
from compliance.tool_boundary import ToolBoundary

NAME, PHONE = "Rebecca Lawson", "+19195550145"


class Trail:
    """Keeps what was recorded; `broken` refuses those kinds."""

    def __init__(self):
        self.records, self.broken = [], ()

    def record(self, kind, **facts):
        if kind in self.broken:
            raise AuditError("the audit trail cannot be written")
        self.records.append((kind, facts))

    def note(self, kind, **facts):
        with suppress(AuditError):
            self.record(kind, **facts)

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
    """An audit trail that works, until `trail.broken` names kinds that it refuses."""
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


def _made(tools=TOOLS, **settings):
    clinic = Clinic()
    given = {"vault": Vault(), "scrub": scrub, "audit": Trail(), **settings}
    made = ToolBoundary(tools, desk=clinic, **given)
    made.clinic = clinic
    return made


@pytest.fixture(scope="session")
def new_boundary():
    """Makes a boundary with a trail and an empty vault of its own."""
    return _made


@pytest.fixture
def boundary(vault, trail):
    """Makes a boundary on `vault` and `trail`; its clinic is `boundary.clinic`."""
    return partial(_made, vault=vault, audit=trail)


@pytest.fixture
def protecting():
    """The tool `alarm`, registered as one that protects the caller."""
    return Tool(alarm, in_any_case=True)


@pytest.fixture
def noting_once():
    """The tool `note`, registered as one that acts once."""
    return Tool(note, once=True)
