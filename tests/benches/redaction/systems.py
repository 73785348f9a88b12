"""What is measured: one line registers a system."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from tests.benches.redaction.found import Talk


@dataclass(frozen=True)
class System:
    """A redactor. `loads` names a function, which is imported where the system runs and only there.

    It loads the models and returns what begins a talk.
    """

    title: str
    loads: str
    what: str

    def load(self) -> Callable[[], Talk]:
        """Import and load it into this process."""
        module, _, function = self.loads.partition(":")
        begin: Callable[[], Talk] = getattr(import_module(f"{__package__}.{module}"), function)()
        return begin


SYSTEMS = {
    "ours": System("ours", "ours:whole", "our redactor, all of it"),
    "no-question": System(
        "without question", "ours:without_question", "the agent's words withheld"
    ),
    "rules": System("without tagger", "ours:rules_alone", "rules and lists, no model"),
    "ner": System("with NER", "ours:with_ner", "a classifier of names and places added"),
    "presidio": System(
        "Presidio", "presidio:load", "spaCy's small model, all recognizers for the US"
    ),
    "scrubadub": System("scrubadub", "scrubbing:load", "its own detectors for the US"),
}
