"""Consent is read from the caller's own words; a refusal anywhere in them wins."""

import pytest

from compliance.consent import Consent, understand_consent


@pytest.mark.parametrize(
    "said",
    [
        "absolutely not",
        "of course not",
        "I can't agree to that",
        "I won't agree to that",
        "that isn't okay",
        "no, I'd rather not",
        "please don't",
    ],
)
def test_a_refusal_in_any_wording_is_a_refusal(said):
    """Words of agreement inside a refusal do not turn it."""
    assert understand_consent(said) is Consent.REFUSED


@pytest.mark.parametrize("said", ["yes, that's okay", "I'm happy with that", "I don't mind"])
def test_an_agreement_is_granted(said):
    """Plain agreement, also in the form of a denial."""
    assert understand_consent(said) is Consent.GRANTED
