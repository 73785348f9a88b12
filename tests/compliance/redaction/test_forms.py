"""The same value in another form has the same placeholder; `forms.txt` has a value a line."""

from pathlib import Path

import pytest

from compliance.redaction.types import PhiType
from compliance.redaction.vault import Vault

_FORMS = [
    (PhiType(line.partition(": ")[0]), line.partition(": ")[2].split(" | "))
    for line in (Path(__file__).parent / "forms.txt").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(
    ("type", "forms"), _FORMS, ids=lambda v: v[0] if isinstance(v, list) else v
)
def test_a_value_has_one_placeholder_whatever_its_form(type, forms):
    """Spoken, written, spelled, abbreviated, in part, or misheard by a letter."""
    vault = Vault()
    assert {vault.placeholder(type, form) for form in forms} == {f"[{type}_1]"}


@pytest.mark.parametrize(
    ("type", "one", "other"),
    [
        (PhiType.NAME, "maria lopez", "mario lopez"),
        (PhiType.NAME, "eric", "erica"),
        (PhiType.NAME, "john smith", "jane smith"),
        (PhiType.PHONE, "602 555 0144", "602 555 0145"),
        (PhiType.DOB, "march third eighty two", "march fourth eighty two"),
        (PhiType.MRN, "zero zero four five eight one", "zero zero four five eight two"),
        (PhiType.ADDRESS, "twelve elm street", "twelve elm lane"),
        (PhiType.ZIP, "two seven five one three", "two seven five one four"),
        (PhiType.CITY, "springfield", "springdale"),
        (PhiType.EMAIL, "maria at x dot org", "mario at x dot org"),
    ],
)
def test_another_value_has_another_placeholder(type, one, other):
    """What tells two people or two numbers apart is never taken for a slip."""
    vault = Vault()
    assert vault.placeholder(type, one) != vault.placeholder(type, other)
