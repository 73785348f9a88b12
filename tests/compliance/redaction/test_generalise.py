"""What placeholders may tell: what Safe Harbor allows, and only if the clinic says so."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.redaction.generalise import GENERAL, general
from compliance.redaction.placeholders import PLACEHOLDER
from compliance.redaction.types import PhiType
from compliance.redaction.vault import Vault

_TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("type", "value", "told"),
    [
        (PhiType.DOB, "1982-03-03", "age 40-44"),
        (PhiType.DOB, "1981-11-25", "age 45-49"),
        (PhiType.DOB, "1981-11-26", "age 40-44"),
        (PhiType.DOB, "2026-01-01", "age 0-4"),
        (PhiType.DOB, "1937-11-25", "age 85-89"),
        (PhiType.DOB, "1936-11-25", "age 90+"),
        (PhiType.DOB, "1936-11-26", "age 85-89"),
        (PhiType.DOB, "1920-01-01", "age 90+"),
        (PhiType.DOB, "2030-01-01", ""),
        (PhiType.DOB, "--03-03", ""),
        (PhiType.ZIP, "60614", "606**"),
        (PhiType.ZIP, "606141234", "606**"),
        (PhiType.ZIP, "03601", "000**"),
        (PhiType.ZIP, "82101", "000**"),
        (PhiType.ZIP, "606", ""),
        (PhiType.DATE, "2019-06-12", "2019"),
        (PhiType.DATE, "--06-12", ""),
        (PhiType.DATE, "1931-06-12", ""),
        (PhiType.AGE_OVER_89, "94", "age 90+"),
        (PhiType.NAME, "Rebecca Lawson", ""),
    ],
)
def test_only_what_safe_harbor_allows_is_told(type, value, told):
    """Ages in bands up to 89, three digits of a ZIP code that many share, the year of a date."""
    assert general(type, value, today=_TODAY) == told


def test_nothing_is_told_by_default():
    """A vault without settings gives out bare placeholders."""
    assert Vault().placeholder(PhiType.DOB, "march third eighty two") == "[DOB_1]"


def test_a_hint_changes_nothing_for_tools_and_speech():
    """A placeholder with its hint is restored as one without."""
    vault = Vault([PhiType.DOB, PhiType.ZIP], today=_TODAY)
    born = vault.placeholder(PhiType.DOB, "march third eighty two")
    lives = vault.placeholder(PhiType.ZIP, "six oh six one four")
    assert (born, lives) == ("[DOB_1, age 40-44]", "[ZIP_1, 606**]")
    assert vault.restore(f"{born} {lives} [DOB_1]") == "1982-03-03 60614 1982-03-03"
    assert vault.knows(born)


@given(st.sampled_from(sorted(GENERAL)), st.dates(date(1890, 1, 1), _TODAY))
def test_a_hint_is_part_of_the_placeholder(type, day):
    """Whatever is told, the placeholder stays one that is recognised whole."""
    vault = Vault([type], today=_TODAY)
    assert PLACEHOLDER.fullmatch(vault.entity(type, day.isoformat()).placeholder)
