"""Our redactor, whole or without one of its parts."""

from collections.abc import Callable
from unittest.mock import patch

from compliance.redaction import Redactor, redactor, turn
from compliance.redaction.rules import RULES
from tests.benches.redaction import narrative
from tests.benches.redaction.found import Found


class Ours:
    """A talk with our redactor."""

    def __init__(self) -> None:
        self._redactor = Redactor()

    def agent(self, text: str) -> None:
        """Take what the agent said."""
        self._redactor.agent(text)

    def caller(self, text: str) -> list[Found]:
        """Find what is masked in what the caller said."""
        spans = self._redactor.caller(text).spans
        return [Found(span.start, span.end, frozenset((str(span.type),))) for span in spans]


class Unasked(Ours):
    """The agent's words are withheld."""

    def agent(self, text: str) -> None:
        """Hear nothing."""


def whole() -> Callable[[], Ours]:
    """All of it."""
    return Ours


def without_question() -> Callable[[], Ours]:
    """Neither the rules nor the tagger know what the agent said."""
    return Unasked


def with_ner() -> Callable[[], Ours]:
    """A classifier of names and places in free narrative is asked, too."""
    patch.object(redactor, "RULES", (*RULES, narrative.RULE)).start()
    return Ours


def rules_alone() -> Callable[[], Ours]:
    """Rules and lists; no model at all."""
    _drop_tagger()
    return Ours


# For the whole process, which each system has to itself. What is no longer there raises.
def _drop_tagger() -> None:
    patch.object(turn, "tag", lambda _context, _text: []).start()
