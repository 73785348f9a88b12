"""find_slots and book_appointment through the boundary, with the real redactor and vault."""

import asyncio

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
def told():
    """A redactor to which the caller has told name, birth date and telephone number."""
    redactor = Redactor()
    redactor.vault.placeholder(PhiType.NAME, "rebecca lawson")
    redactor.vault.placeholder(PhiType.DOB, "may seventeenth nineteen eighty eight")
    redactor.vault.placeholder(PhiType.PHONE, "nine one nine five five five oh one four five")
    return redactor


@pytest.fixture
def ask(desk, told):
    """Calls a tool as the LLM does; each call has its own id."""
    line = ToolBoundary(TOOLS, desk=desk, vault=told.vault, scrub=told.scrub, audit=Trail())

    async def call(name, **arguments):
        call.count += 1
        return await line.call(name, arguments, call_id=str(call.count))

    call.count = 0
    return call


def _booking(**other):
    return {
        "slot_id": "s-0-0",
        "patient_name": "[NAME_1]",
        "date_of_birth": "[DOB_1]",
        "phone": "[PHONE_1]",
        "reason": "an earache",
        **other,
    }


async def test_an_offer_is_two_times_that_can_be_said(ask):
    """The LLM gets an id and words for each time, and whether they fit."""
    assert await ask("find_slots", wish="tomorrow") == {
        "ok": True,
        "slots": [
            {"slot_id": "s-0-0", "when": "tomorrow at 8:40 AM"},
            {"slot_id": "s-0-3", "when": "tomorrow at 2:20 PM"},
        ],
        "exact": True,
    }


async def test_refused_times_are_not_offered_again(ask):
    """Asked for others, the LLM gets others."""
    first = (await ask("find_slots"))["slots"]
    second = (await ask("find_slots", after_slot_id=first[-1]["slot_id"]))["slots"]
    third = (await ask("find_slots", after_slot_id=second[-1]["slot_id"]))["slots"]
    ids = [slot["slot_id"] for slot in first + second + third]
    assert len(ids) == len(set(ids)) == 6


async def test_a_slot_the_llm_made_up_is_refused(ask):
    """An id that is none is named as the problem."""
    for result in (
        await ask("find_slots", after_slot_id="the last one"),
        await ask("book_appointment", **_booking(slot_id="s-77-7")),
    ):
        assert result["problems"][0]["problem"] == "unknown"


async def test_a_booking_keeps_true_values_and_answers_with_placeholders(ask, desk):
    """The schedule gets what can be dialled and filed; the LLM learns no more than it knew."""
    result = await ask("book_appointment", **_booking(callback=True))
    assert result == {
        "ok": True,
        "appointment": {
            "slot_id": "s-0-0",
            "when": "tomorrow at 8:40 AM",
            "patient_name": "[NAME_1]",
        },
    }
    assert desk.outcome is CallOutcome.BOOKED
    true = {"patient_name": "Rebecca Lawson", "date_of_birth": "1988-05-17", "callback": True}
    assert desk.booked.items() >= {**true, "phone": "+19195550145"}.items()


async def test_values_in_the_clear_are_checked_like_any(ask, desk):
    """A model that writes out a value instead of its placeholder gets the same rules."""
    clear = {"patient_name": "Rebecca Lawson", "phone": "919 555 0145"}
    assert (await ask("book_appointment", **_booking(**clear)))["ok"]
    assert desk.booked["phone"] == "+19195550145"
    result = await ask("book_appointment", **_booking(phone="919 555", slot_id="s-0-1"))
    assert result["problems"][0]["problem"] == "incomplete"


async def test_every_problem_is_named_and_nothing_is_booked(ask, desk):
    """The LLM can ask for all that is wrong; hints hold no value."""
    wrong = _booking(phone="[PHONE_7]", date_of_birth="1988-02-30", patient_name="Rebecca")
    del wrong["reason"]
    result = await ask("book_appointment", **wrong)
    assert {p["argument"]: p["problem"] for p in result["problems"]} == {
        "patient_name": "incomplete",
        "date_of_birth": "invalid",
        "phone": "unknown",
        "reason": "missing",
    }
    assert desk.booked is None
    assert desk.outcome is None


async def test_a_slot_taken_meanwhile_is_refused_with_others(ask, desk, schedule, intake):
    """The caller is offered what is free now, and never learns who was faster."""
    await schedule.book("s-0-0", intake(name="Another Patient"), call_id="other")
    result = await ask("book_appointment", **_booking())
    assert result["problems"][0]["problem"] == "taken"
    assert [slot["slot_id"] for slot in result["slots"]] == ["s-0-1", "s-0-3"]
    assert "Another" not in repr(result)
    assert desk.outcome is None
    assert (await ask("book_appointment", **_booking(slot_id="s-0-1")))["ok"]


async def test_a_booking_sent_twice_books_once(ask, schedule):
    """At once or later, under any call id, it is one appointment with one answer."""
    answers = await asyncio.gather(*(ask("book_appointment", **_booking()) for _ in range(3)))
    answers.append(await ask("book_appointment", **_booking()))
    assert all(answer == answers[0] and answer["ok"] for answer in answers)
    assert schedule._file._db.execute("SELECT COUNT(*) FROM appointment").fetchone() == (1,)


async def test_a_caller_who_goes_back_to_the_first_time_gets_it(ask, desk):
    """An answer that a later booking has overtaken is not given again."""
    for slot in ("s-0-0", "s-0-1", "s-0-0"):
        result = await ask("book_appointment", **_booking(slot_id=slot))
        assert result["appointment"]["slot_id"] == desk.booked["slot_id"] == slot


async def test_a_corrected_number_replaces_the_booked_one(ask, desk, told):
    """The caller corrects it after the booking: one appointment, the right number."""
    await ask("book_appointment", **_booking())
    told.vault.placeholder(PhiType.PHONE, "nine one nine five five five oh one nine nine")
    assert (await ask("book_appointment", **_booking(phone="[PHONE_2]")))["ok"]
    assert desk.booked["phone"] == "+19195550199"
