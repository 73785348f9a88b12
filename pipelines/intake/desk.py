"""What the tools of one call share (clear zone)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pipelines.intake.outcome import CallOutcome
from pipelines.intake.schedule import Schedule


@dataclass
class Desk:
    """One call's desk."""

    schedule: Schedule
    start_recording: Callable[[], None]
    continue_without_recording: bool = False
    last_utterance: str = ""
    recording: bool = False
    booked: dict[str, Any] | None = None
    callback_number: str = ""
    outcome: CallOutcome | None = None
    ended: bool = False

    def settle(self, outcome: CallOutcome) -> None:
        """Note an outcome; a weightier one stays."""
        if outcome.outweighs(self.outcome):
            self.outcome = outcome
