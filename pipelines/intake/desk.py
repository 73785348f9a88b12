"""What the tools of one call share (clear zone)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from compliance.consent import Consent, understand_consent
from pipelines.intake.outcome import CallOutcome
from pipelines.intake.schedule import Schedule


def _nothing(_: bool) -> None:
    return


@dataclass
class Desk:
    """One call's desk.

    `on_consent` hears every answer to "may we record?" before it takes effect, also a later
    "no": whoever records stops then. What it raises keeps the recording from starting. It and
    `start_recording` may wait for the disk: they are called in a thread.
    """

    schedule: Schedule
    start_recording: Callable[[], None]
    continue_without_recording: bool = False
    on_consent: Callable[[bool], None] = _nothing
    call_id: str = field(default_factory=lambda: uuid4().hex)
    last_utterance: str = field(default="", repr=False)
    answer: Consent = Consent.UNCLEAR
    consent: bool | None = None
    recording: bool = False
    offered: set[str] = field(default_factory=set)
    booked: dict[str, Any] | None = field(default=None, repr=False)
    callback_number: str = field(default="", repr=False)
    outcome: CallOutcome | None = None
    ended: bool = False

    @property
    def today(self) -> date:
        """The clinic's date, which birth dates are checked against."""
        return self.schedule.now().date()

    def hear(self, utterance: str) -> None:
        """Keep the caller's words; an answer about recording stands until another is given."""
        self.last_utterance = utterance
        said = understand_consent(utterance)
        if said is not Consent.UNCLEAR:
            self.answer = said

    def settle(self, outcome: CallOutcome) -> None:
        """Note an outcome; a weightier one stays."""
        if outcome.outweighs(self.outcome):
            self.outcome = outcome
