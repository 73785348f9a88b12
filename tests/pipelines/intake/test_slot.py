"""How a time is said."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.redaction import Redactor
from pipelines.intake.slot import spoken_time
from pipelines.intake.wishes import understand

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        (datetime(2026, 11, 24, 16, 5), "today at 4:05 PM"),
        (datetime(2026, 11, 25, 9, 30), "tomorrow at 9:30 AM"),
        (datetime(2026, 11, 26, 12, 0), "Thursday at 12:00 PM"),
        (datetime(2026, 11, 30, 8, 40), "Monday at 8:40 AM"),
        (datetime(2026, 12, 1, 14, 20), "Tuesday of next week at 2:20 PM"),
        (datetime(2026, 12, 7, 14, 20), "a week from Monday at 2:20 PM"),
        (datetime(2026, 12, 8, 14, 20), "Tuesday in 2 weeks at 2:20 PM"),
        (datetime(2026, 12, 11, 14, 20), "2 weeks from Friday at 2:20 PM"),
    ],
)
def test_a_time_is_said_as_people_say_it(starts, said):
    """Weekdays as seen from today, never a calendar date."""
    assert spoken_time(starts, TUESDAY) == said


@settings(deadline=None)
@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 20))
def test_every_day_is_said_in_its_own_way_and_understood_again(today, ahead):
    """No two days of three weeks sound alike, and a caller who repeats one gets it."""
    nine = datetime(today.year, today.month, today.day, 9, 0)
    said = [spoken_time(nine + timedelta(days=n), today) for n in range(21)]
    assert len(set(said)) == len(said)
    wish = understand(said[ahead], nine)
    assert wish.distance(nine + timedelta(days=ahead)) == (0, 0, 0)


def test_what_is_said_passes_the_redactor_as_it_is():
    """Appointment times reach the LLM: weekdays and clock times are no PHI."""
    redactor = Redactor()
    for n in range(21):
        said = spoken_time(datetime(2026, 11, 24, 14, 20) + timedelta(days=n), TUESDAY)
        assert redactor.scrub(said) == said
