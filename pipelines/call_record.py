"""What a call shows while it runs, and what it leaves behind."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from compliance.session_store import SealSummary
from pipelines.intake.outcome import CallOutcome


def _nothing(*_: Any) -> None:  # noqa: ANN401 - takes what it is given
    return


@dataclass(frozen=True)
class Watch:
    """Who looks on. `heard` and `spoken` are clear zone; the rest is model zone.

    `spoken` is what the caller has heard to its end, told right before `agent_placeholders`.
    """

    spoken: Callable[[str], None] = _nothing
    heard: Callable[[str], None] = _nothing
    caller_placeholders: Callable[[str], None] = _nothing
    agent_placeholders: Callable[[str], None] = _nothing
    egress: Callable[[list[Any]], None] = _nothing


@dataclass
class CallRecord:
    """What a call left behind (clear zone)."""

    session_id: str
    outcome: CallOutcome = CallOutcome.INCOMPLETE
    booked: dict[str, Any] | None = None
    turns: int = 0
    egress_leaks: int = 0
    sealed: SealSummary | None = None
    unaudited: int = 0
    tools: list[str] = field(default_factory=list)
    stages: list[tuple[str, float]] = field(default_factory=list)
    """Where the time between a caller's last word and the answer went: stage and seconds."""
