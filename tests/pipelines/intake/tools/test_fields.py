"""The business rules of a booking's arguments."""

from contextlib import suppress
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.tool import ArgumentsError, Tool
from pipelines.intake.tools.fields import DateOfBirth, MemberId, PatientName, Phone, Reason

DESK = SimpleNamespace(today=date(2026, 11, 24))


async def take(
    desk: Any,
    name: PatientName = "",
    born: DateOfBirth = "",
    phone: Phone = "",
    reason: Reason = "",
    member: MemberId = "",
) -> dict:
    """Take what is given."""
    return {"ok": True}


def _kept(**argument):
    ((name, _),) = argument.items()
    return Tool(take).validated(argument, DESK)[name]


def _problem(**argument):
    with pytest.raises(ArgumentsError) as refused:
        _kept(**argument)
    (found,) = refused.value.problems
    (said,) = argument.values()
    assert not said.strip() or said not in repr(found)
    return found.problem


@pytest.mark.parametrize(
    ("said", "phone"),
    [
        ("+19195550145", "+19195550145"),
        ("919-555-0145", "+19195550145"),
        ("(919) 555-0145", "+19195550145"),
        ("1 919 555 0145", "+19195550145"),
    ],
)
def test_a_phone_number_is_ten_digits_as_e164(said, phone):
    """However it is written, the clinic gets a number it can dial."""
    assert _kept(phone=said) == phone


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("919555", "incomplete"),
        ("five five five", "incomplete"),
        ("72055550108", "invalid"),
        ("119 555 0145", "invalid"),
        ("919 155 0145", "invalid"),
        ("911 555 0145", "invalid"),
        ("919 411 0145", "invalid"),
    ],
)
def test_a_number_nobody_can_be_called_on_is_refused(said, found):
    """Too few digits are incomplete; too many, or codes that do not exist, are invalid."""
    assert _problem(phone=said) == found


@pytest.mark.parametrize(
    "said",
    ["1988-05-17", "05/17/1988", "5/17/1988", "May 17, 1988", "May 17th 1988", "17 May 1988"],
)
def test_a_date_of_birth_is_kept_as_iso(said):
    """A real date in any usual writing."""
    assert _kept(born=said) == "1988-05-17"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("--05-17", "incomplete"),
        ("1988", "incomplete"),
        ("1988-05-00", "incomplete"),
        ("1988-00-17", "incomplete"),
        ("5/17", "incomplete"),
        ("1988-02-30", "invalid"),
        ("2026-11-25", "invalid"),
        ("1905-11-24", "invalid"),
        ("a while ago", "invalid"),
    ],
)
def test_a_date_on_which_no_patient_was_born_is_refused(said, found):
    """Parts of a date are incomplete; no date, one to come and one too old are invalid."""
    assert _problem(born=said) == found


@pytest.mark.parametrize("said", ["2026-11-24", "1905-11-25"])
def test_the_youngest_and_the_oldest_patients_are_patients(said):
    """From the day of birth to the age of 120."""
    assert _kept(born=said) == said


@pytest.mark.parametrize(
    "said",
    ["Rebecca Lawson", "Mary-Jane O'Brien", "Jose\u0301 Nu\u0301ñez", "J. Smith Jr.", "Thi Anh Ng"],
)
def test_a_name_has_two_parts(said):
    """First and last name, in the letters of any language."""
    assert _kept(name=said)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Rebecca", "incomplete"),
        ("Mrs. Lawson", "incomplete"),
        ("", "invalid"),
        ("Rebecca 4", "invalid"),
        ("[Name 1]", "invalid"),
        ("Rebecca Lawson; drop table", "invalid"),
    ],
)
def test_what_is_no_full_name_is_refused(said, found):
    """A part of a name is incomplete; a title is no part; anything else is invalid."""
    assert _problem(name=said) == found


@pytest.mark.parametrize(
    ("said", "member"),
    [("MDK447109", "MDK447109"), ("mdk 447-109", "MDK447109"), ("none", ""), ("", "")],
)
def test_a_member_number_is_joined_and_need_not_be_known(said, member):
    """Separators do not count, and words are no number."""
    assert _kept(member=said) == member


def test_what_is_left_of_a_member_number_is_none():
    """Two digits of nine are asked for again, not filed."""
    assert _problem(member="09") == "incomplete"


def test_a_reason_is_needed():
    """A blank is none."""
    assert _kept(reason=" my ear ") == "my ear"
    assert _problem(reason="  ") == "missing"


@settings(deadline=None)
@given(st.text())
def test_any_text_is_kept_or_refused(said):
    """No rule raises anything but its refusal."""
    for name in ("name", "born", "phone", "reason", "member"):
        with suppress(ArgumentsError):
            _kept(**{name: said})
