"""A clinic on a Tuesday at ten, and a desk in it."""

from datetime import UTC, datetime

import pytest

from pipelines.intake.appointment import Intake
from pipelines.intake.desk import Desk
from pipelines.intake.schedule import Schedule

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.fixture
def now():
    """The clinic's wall clock."""
    return TUESDAY.replace(tzinfo=None)


@pytest.fixture
def schedule():
    """The sample schedule, in memory: five times a day from Wednesday, 25 November."""
    return Schedule(zone=UTC, clock=lambda: TUESDAY)


@pytest.fixture
def path(tmp_path):
    """Where a clinic keeps its schedule."""
    return tmp_path / "clinic" / "schedule.sqlite3"


@pytest.fixture
def desk(schedule):
    """A desk that notes what became of consent in `desk.heard`."""
    heard = []
    made = Desk(
        schedule=schedule,
        start_recording=lambda: heard.append("start"),
        on_consent=lambda granted: heard.append(granted),
    )
    made.heard = heard
    return made


@pytest.fixture
def intake():
    """Makes what a patient told."""

    def make(name="Rebecca Lawson", born="1988-05-17", **more):
        return Intake(name, born, "+19195550145", "earache", **more)

    return make
