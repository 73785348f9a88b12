"""A talk between the line and a caller, as the redactor hears it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from compliance.redaction import Redaction, Redactor


@dataclass
class Talk:
    """What came of it: the redactor, and the redaction of each thing the caller said."""

    redactor: Redactor
    redactions: list[Redaction]

    @property
    def last(self) -> Redaction:
        return self.redactions[-1]

    @property
    def values(self) -> dict[str, str]:
        """The value behind each placeholder."""
        vault = self.redactor.vault
        return {e.placeholder: vault.restore(e.placeholder) for e in vault.entities}


@pytest.fixture
def talk() -> Callable[..., Talk]:
    """Hold a talk: `talk((what the agent says, what the caller says), …)`; "" says nothing."""

    def held(*turns: tuple[str, str]) -> Talk:
        made = Talk(Redactor(), [])
        for agent, caller in turns:
            if agent:
                made.redactor.agent(agent)
            if caller:
                made.redactions.append(made.redactor.caller(caller))
        return made

    return held
