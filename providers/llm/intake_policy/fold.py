"""The whole context folded into one `Intake`."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from providers.llm.intake_policy.asides import Aside
from providers.llm.intake_policy.dialogue import (
    AgentSaid,
    CallerSaid,
    CallerSilent,
    CallerUnheard,
    Event,
    Message,
    ToolAnswered,
    events,
)
from providers.llm.intake_policy.hearing import hear
from providers.llm.intake_policy.intake import Intake
from providers.llm.intake_policy.tool_results import answered
from providers.llm.intake_policy.topics import topic_of


def intake_from(messages: Sequence[Message]) -> Intake:
    """What is known after `messages` (OpenAI chat shape, placeholders only)."""
    return reduce(_fold, events(messages), Intake())


def _fold(intake: Intake, event: Event) -> Intake:
    if isinstance(event, AgentSaid):
        return _said(intake, event.text)
    if isinstance(event, CallerSaid):
        return hear(intake, event.text)
    if isinstance(event, CallerSilent):
        return replace(intake, asked=None, aside=Aside.SILENCE, silences=intake.silences + 1)
    if isinstance(event, CallerUnheard):
        return replace(intake, asked=None, aside=Aside.UNHEARD, silences=0)
    return _answered(intake, event)


def _said(intake: Intake, text: str) -> Intake:
    schedule = intake.schedule
    told = schedule.told or (schedule.booked and schedule.when in text)
    return replace(
        intake,
        asked=topic_of(text) or intake.asked or intake.standing,
        schedule=replace(schedule, told=told),
    )


def _answered(intake: Intake, event: ToolAnswered) -> Intake:
    if event.running:
        return replace(intake, working=True)
    return answered(replace(intake, asked=None, standing=None, working=False), event)
