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


ROSE = Phi(type="NAME", value="Rose Hill")


@pytest.mark.parametrize(
    "text", ["the sun rose over the hill", "r o s e", "up the hill", "a rose is a flower"]
)
def test_an_ordinary_word_of_a_name_proves_nothing_alone(text):
    """Speech is full of them."""
    assert leaks.count([ROSE], text) == 0


@pytest.mark.parametrize("text", ["thank you, rose hill", "ROSE HILL, yes", "it's Rose Hill."])
def test_the_whole_name_is_a_leak(text):
    """However ordinary its words are."""
    assert leaks.count([ROSE], text) == 1


def test_a_rare_word_of_a_name_is_a_leak_beside_an_ordinary_one():
    """Said or spelled, the surname alone tells who it is."""
    phi = [Phi(type="NAME", value="Rose Okonkwo")]
    assert leaks.count(phi, "mrs okonkwo") == 1
    assert leaks.count(phi, "o k o n k w o") == 1
    assert leaks.count(phi, "rose") == 0


@pytest.mark.parametrize(
    ("kind", "value", "leak", "harmless"),
    [
        ("ADDRESS", "12 Oak Street", "at 12 oak street", "an oak in the street"),
        ("CITY", "Reading", "in [CITY_1]. Reading", "[CITY_1]"),
        ("ORG", "First Hill School", "the first hill school", "a first school on a hill"),
    ],
)
def test_whole_streets_and_places_are_leaks(kind, value, leak, harmless):
    """Their parts are not, where they are ordinary words."""
    phi = [Phi(type=kind, value=value)]
    assert leaks.count(phi, leak) == 1
    assert leaks.count(phi, harmless) == 0
