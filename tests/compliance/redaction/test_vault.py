"""The vault: one placeholder a value, restored for tools and for the voice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.redaction import PhiType
from compliance.redaction.speakable import restorable
from compliance.redaction.vault import UnknownPlaceholderError, Vault


@pytest.mark.parametrize(
    ("type", "spoken", "restored", "said"),
    [
        ("PHONE", "nine one nine, five five five, oh one four five", "+19195550145",
         "nine one nine, five five five, zero one four five"),
        ("DOB", "may seventeenth eighty eight", "1988-05-17",
         "May seventeenth, nineteen eighty eight"),
        ("DOB", "the third of march two thousand and four", "2004-03-03",
         "March third, two thousand four"),
        ("DATE", "march third", "March 3", "March third"),
        ("EMAIL", "our lawson at example dot net", "rlawson@example.net",
         "r lawson at example dot net"),
        ("EMAIL", "john dot smith at gmail dot com", "john.smith@gmail.com",
         "john dot smith at gmail dot com"),
        ("NAME", "rebecca lawson", "Rebecca Lawson", "Rebecca Lawson"),
        ("NAME", "o'brien", "O'Brien", "O'Brien"),
        ("INSURANCE_ID", "m d k, then four four seven, one oh nine", "MDK447109",
         "M D K, four four seven, one zero nine"),
        ("ZIP", "two seven five one three", "27513", "two seven five one three"),
        ("ADDRESS", "sixty one birch hill road", "61 Birch Hill Road", "sixty one Birch Hill Road"),
        ("AGE_OVER_89", "ninety two", "92", "ninety two"),
    ],
)  # fmt: skip
def test_a_value_is_restored_and_spoken(type, spoken, restored, said):
    """Tools get the canonical value, the voice words that it reads well."""
    vault = Vault()
    placeholder = vault.placeholder(PhiType(type), spoken)
    assert vault.restore(f"so {placeholder}.") == f"so {restored}."
    assert vault.speak(placeholder) == said


@pytest.mark.parametrize(
    ("type", "forms"),
    [
        ("PHONE", ("919-555-0145", "nine one nine five double five oh one four five",
                   "1 919 555 0145", "(919) 555-0145")),
        ("DOB", ("05/17/1988", "May 17th, 1988", "the seventeenth of may nineteen eighty eight",
                 "five seventeen eighty eight", "oh five one seven one nine eight eight")),
        ("EMAIL", ("Fiona at example.org", "fiona at example dot org", "FIONA@EXAMPLE.ORG")),
        ("INSURANCE_ID", ("MDK-447-109", "m d k 447109",
                          "mike delta kilo four four seven one oh nine")),
        ("NAME", ("Marcus Delgado", "marcus delgado", "Delgado")),
    ],
)  # fmt: skip
def test_a_value_has_one_placeholder_whatever_its_form(type, forms):
    """The same value in another form gets the same placeholder."""
    vault = Vault()
    assert {vault.placeholder(PhiType(type), form) for form in forms} == {f"[{type}_1]"}


def test_what_is_missing_is_marked():
    """A phone of six digits has an annotated placeholder, which restores all the same."""
    vault = Vault()
    placeholder = vault.placeholder(PhiType.PHONE, "nine one nine five five five")
    assert placeholder == "[PHONE_1 incomplete]"
    assert vault.knows("[PHONE_1]")
    assert vault.restore(placeholder) == vault.restore("[PHONE_1]") == "919555"


@pytest.mark.parametrize("method", ["speak", "restore"])
def test_an_invented_placeholder_is_refused(method):
    """What the vault never issued is not restored, and the error quotes nothing."""
    vault = Vault()
    vault.placeholder(PhiType.NAME, "fiona bennett")
    with pytest.raises(UnknownPlaceholderError, match="never issued") as caught:
        getattr(vault, method)("Hello [NAME_1], call [PHONE_1]")
    assert "PHONE" not in str(caught.value)
    assert not vault.knows("[PHONE_1]")


@given(
    st.lists(st.tuples(st.sampled_from(list(PhiType)), st.text(min_size=1, max_size=30))),
    st.sets(st.sampled_from([PhiType.DOB, PhiType.ZIP, PhiType.DATE])),
)
def test_what_goes_in_comes_out(values, generalise):
    """Any value of any type is restored exactly, with or without a hint in its placeholder."""
    vault = Vault(generalise)
    entities = [vault.issue(type, value) for type, value in values]
    text = " and ".join(entity.placeholder for entity in entities)
    wanted = [restorable(type, value) for type, value in values]
    assert vault.restore(text) == " and ".join(wanted)
