"""The leak finder finds identifiers in spoken and written form, and only those."""

import pytest

from pipelines.rehearsal import leaks
from pipelines.rehearsal.scenario import Phi


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("PHONE", "+19195550145", "nine one nine, five five five, oh one four five"),
        ("PHONE", "+19195550145", "my number is 919-555-0145"),
        ("NAME", "Rebecca Lawson", "it is l a w s o n"),
        ("NAME", "Rebecca Lawson", "thank you, rebecca"),
        ("DOB", "1988-05-17", "the 17th of May"),
        ("ZIP", "27513", "two seven five one three"),
    ],
)
def test_an_identifier_in_any_form_is_found(kind, value, text):
    """Spoken digits, written digits, spelled letters and parts of names all count."""
    assert leaks.count([Phi(type=kind, value=value)], text) == 1


def test_placeholders_and_times_are_no_leak():
    """Placeholders, weekdays and clock times hold nothing of the caller."""
    phi = [Phi(type="PHONE", value="+19195550145"), Phi(type="NAME", value="Rebecca Lawson")]
    assert leaks.count(phi, "[NAME_1] on Thursday at 9:30 AM, call [PHONE_1]") == 0
