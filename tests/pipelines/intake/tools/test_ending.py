"""escalate_to_human and end_call, and what is left of a call."""

import itertools

import pytest

from compliance.redaction import PhiType, Redactor
from compliance.tool_boundary import ToolBoundary
from pipelines.intake.outcome import CallOutcome
from pipelines.intake.tools import TOOLS


class Trail:
    """Takes every record."""

    def record(self, kind, **facts):
        """Take it."""

    note = record


@pytest.fixture
def ask(desk):
    """Calls a tool as the LLM does."""
    redactor = Redactor()
    redactor.vault.placeholder(PhiType.PHONE, "nine one nine five five five oh one four five")
    redactor.vault.placeholder(PhiType.PHONE, "two one zero")
    line = ToolBoundary(TOOLS, desk=desk, vault=redactor.vault, scrub=redactor.scrub, audit=Trail())
    ids = itertools.count()
    return lambda name, **arguments: line.call(name, arguments, call_id=str(next(ids)))


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        ("caller_asked", CallOutcome.ESCALATED),
        ("not_understood", CallOutcome.ESCALATED),
        ("declined_consent", CallOutcome.DECLINED_CONSENT),
        ("emergency", CallOutcome.EMERGENCY),
        ("because the caller sounded upset", CallOutcome.ESCALATED),
        (None, CallOutcome.ESCALATED),
    ],
)
async def test_the_reason_of_a_hand_over_makes_the_outcome(ask, desk, reason, outcome):
    """A reason that is none of the list still gets the caller to a person."""
    assert await ask("escalate_to_human", reason=reason) == {"ok": True}
    assert desk.outcome is outcome


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("[PHONE_1]", "+19195550145"),
        ("[PHONE_9]", ""),
        ("[PHONE_2 incomplete]", ""),
        ("", ""),
        (5, "5"),
        ([], ""),
    ],
)
async def test_no_number_keeps_a_caller_from_a_person(ask, desk, number, kept):
    """A number that cannot be used is left out; the caller is handed over all the same."""
    answer = await ask("escalate_to_human", reason="caller_asked", callback_number=number)
    assert answer == {"ok": True}
    assert desk.callback_number == kept


async def test_ending_a_call_claims_no_booking(ask, desk):
    """Only a booking makes an outcome "booked", whatever the model says at the end."""
    assert await ask("end_call", outcome="booked") == {"ok": True}
    assert desk.ended
    assert desk.outcome is CallOutcome.INCOMPLETE


async def test_a_caller_whom_no_time_suits_is_no_match(ask, desk):
    """The outcome says that the clinic had nothing."""
    await ask("end_call", outcome="no_match")
    assert desk.outcome is CallOutcome.NO_MATCH


@pytest.mark.parametrize("order", list(itertools.permutations(CallOutcome, 3)))
def test_the_weightiest_outcome_stays(desk, order):
    """Emergency, declined consent, booked, escalated, no match, incomplete: in any order."""
    for outcome in order:
        desk.settle(outcome)
    assert desk.outcome is min(order, key=list(CallOutcome).index)
