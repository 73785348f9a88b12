"""The schedule offers what fits, never the past, and gives each slot once."""

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.intake.schedule import Schedule, SlotTakenError, UnknownSlotError

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def _whens(offer):
    return [slot.when for slot in offer.slots]


async def test_the_soonest_two_are_offered_a_half_day_apart(schedule):
    """Without a wish the next times come first, one of the morning and one of the afternoon."""
    offer = await schedule.find()
    assert _whens(offer) == ["tomorrow at 8:40 AM", "tomorrow at 2:20 PM"]
    assert offer.exact


@pytest.mark.parametrize(
    ("wish", "whens", "exact"),
    [
        ("later in the week would be better", ["Thursday at 8:40 AM", "Thursday at 2:20 PM"], True),
        ("any day this week", ["tomorrow at 8:40 AM", "tomorrow at 2:20 PM"], True),
        ("friday afternoon", ["Friday at 2:20 PM", "Friday at 4:05 PM"], True),
        ("thursday at half past nine", ["Thursday at 9:30 AM", "Thursday at 8:40 AM"], True),
        ("after four", ["tomorrow at 4:05 PM", "Thursday at 4:05 PM"], True),
        ("friday at three", ["Friday at 2:20 PM", "Friday at 4:05 PM"], False),
        ("saturday", ["Friday at 8:40 AM", "Friday at 2:20 PM"], False),
        ("today", ["tomorrow at 8:40 AM", "tomorrow at 2:20 PM"], False),
    ],
)
async def test_a_wish_is_met_or_the_nearest_is_offered(schedule, wish, whens, exact):
    """What fits comes first; if nothing does, the nearest comes, and is said to be that."""
    offer = await schedule.find(wish)
    assert (_whens(offer), offer.exact) == (whens, exact)


async def test_after_a_refusal_other_times_come(schedule):
    """Times after the refused ones come first, and none that was refused comes again."""
    refused, seen = set(), []
    last = ""
    for _ in range(25):
        offer = await schedule.find("", last, refused=refused)
        seen += [slot.id for slot in offer.slots]
        refused.update(seen)
        last = offer.slots[-1].id
    assert len(seen) == len(set(seen)) == 50
    assert not (await schedule.find("", last, refused=refused)).slots


async def test_a_new_wish_may_lead_back_before_the_refused_times(schedule):
    """Who refuses Friday may ask for tomorrow."""
    friday = (await schedule.find("friday")).slots
    offer = await schedule.find("tomorrow", friday[-1].id, refused={slot.id for slot in friday})
    assert _whens(offer) == ["tomorrow at 8:40 AM", "tomorrow at 2:20 PM"]
    earlier = await schedule.find("something earlier", friday[0].id)
    assert earlier.exact
    assert all(slot.starts < friday[0].starts for slot in earlier.slots)


async def test_a_slot_that_does_not_exist_is_unknown(schedule, intake):
    """Neither a search nor a booking invents one."""
    with pytest.raises(UnknownSlotError):
        await schedule.find("", "s-99-9")
    with pytest.raises(UnknownSlotError):
        await schedule.book("s-99-9", intake(), call_id="a")


async def test_a_booked_slot_is_not_offered_again(schedule, intake):
    """What is given away is gone for every call."""
    first = (await schedule.find()).slots[0]
    booked = await schedule.book(first.id, intake(), call_id="a")
    assert booked == first
    assert first.id not in [slot.id for slot in (await schedule.find()).slots]


async def test_two_calls_for_one_slot_get_it_once(schedule, intake):
    """At the same moment one books it and the other is told that it is taken."""
    booking = (schedule.book("s-0-0", intake(name=f"Caller {n}"), call_id=str(n)) for n in range(8))
    answers = await asyncio.gather(*booking, return_exceptions=True)
    assert sum(isinstance(answer, SlotTakenError) for answer in answers) == 7


async def test_the_same_patient_in_another_call_is_another(schedule, intake):
    """A call cannot touch what another call booked, whoever it says the patient is."""
    await schedule.book("s-0-0", intake(), call_id="a")
    with pytest.raises(SlotTakenError):
        await schedule.book("s-0-0", intake(), call_id="b")


def _kept(schedule):
    rows = schedule._file._db.execute("SELECT slot_id, patient_name, phone FROM appointment")
    return sorted(rows.fetchall())


async def test_booking_again_corrects_the_appointment(schedule, intake):
    """In one call a new spelling or number of the same patient replaces the old one."""
    await schedule.book("s-0-0", intake(name="Rebecca Lausen"), call_id="a")
    await schedule.book("s-0-0", intake(), call_id="a")
    assert _kept(schedule) == [("s-0-0", "Rebecca Lawson", "+19195550145")]


async def test_booking_another_slot_moves_the_appointment(schedule, intake):
    """In one call a patient has one appointment; the slot given back is free again."""
    await schedule.book("s-0-0", intake(), call_id="a")
    await schedule.book("s-1-1", intake(name="rebecca lawson"), call_id="a")
    assert [row[0] for row in _kept(schedule)] == ["s-1-1"]
    await schedule.book("s-0-0", intake(name="Someone Else"), call_id="b")


async def test_a_failed_move_keeps_the_appointment(schedule, intake):
    """Who wants a slot that is taken keeps the one they have."""
    await schedule.book("s-0-0", intake(), call_id="a")
    await schedule.book("s-1-1", intake(name="Someone Else"), call_id="b")
    with pytest.raises(SlotTakenError):
        await schedule.book("s-1-1", intake(), call_id="a")
    assert [row[0] for row in _kept(schedule)] == ["s-0-0", "s-1-1"]


async def test_one_call_may_book_for_two_children(schedule, intake):
    """Twins share a birth date, not an appointment."""
    await schedule.book("s-0-0", intake(name="Ann Reed"), call_id="a")
    await schedule.book("s-0-1", intake(name="Ben Reed"), call_id="a")
    assert len(_kept(schedule)) == 2


async def test_all_that_was_told_is_kept(schedule, intake):
    """The appointment's row holds every field of the intake."""
    told = intake(
        onset="tuesday", severity="5", medications="vitamin d", allergies="codeine",
        member_id="MDK447109", email="a@example.org", callback=True, notes="left ear",
    )  # fmt: skip
    await schedule.book("s-0-0", told, call_id="a")
    row = schedule._file._db.execute("SELECT * FROM appointment").fetchone()
    assert row == ("s-0-0", "a", *vars(told).values())


async def test_a_slot_whose_time_has_come_is_neither_offered_nor_booked(intake):
    """The clinic's clock decides at the moment of booking, not at that of the offer."""
    clock = [TUESDAY]
    schedule = Schedule(zone=UTC, clock=lambda: clock[0])
    offered = (await schedule.find()).slots[0]
    clock[0] += timedelta(days=1)
    assert offered.id not in [slot.id for slot in (await schedule.find()).slots]
    with pytest.raises(SlotTakenError):
        await schedule.book(offered.id, intake(), call_id="a")


def test_the_clinics_time_zone_decides_what_day_it_is():
    """Late in the evening in Denver it is still Monday, whatever the machine thinks."""
    schedule = Schedule(
        zone=ZoneInfo("America/Denver"), clock=lambda: datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
    )
    assert schedule.now() == datetime(2026, 11, 23, 22, 0)


@settings(max_examples=40, deadline=None)
@given(
    st.text(),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    st.integers(1, 4),
)
def test_any_wish_at_any_time_gets_times_to_come(wish, moment, limit):
    """Whatever is asked for, there are offers, all different and none in the past."""
    schedule = Schedule(zone=UTC, clock=lambda: moment)
    slots = asyncio.run(schedule.find(wish, limit=limit)).slots
    assert len({slot.starts for slot in slots}) == limit
    assert all(slot.starts > schedule.now() for slot in slots)
