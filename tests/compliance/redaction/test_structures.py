"""Nothing in a JSON value is out of the scrubber's sight."""

import pytest

from compliance.redaction import PhiType, Redactor
from compliance.redaction.structures import scrubbed


def _redactor():
    redactor = Redactor()
    redactor.vault.placeholder(PhiType.NAME, "rebecca lawson")
    redactor.vault.placeholder(PhiType.PHONE, "9195550142")
    return redactor


def test_texts_keys_and_long_numbers_are_scrubbed():
    """A record system may send a telephone number as a number, and a name as a key."""
    result = {"Rebecca Lawson": [{"phone": 9195550142, "note": ("call lawson",)}]}
    assert scrubbed(result, _redactor().scrub) == {
        "[NAME_1]": [{"phone": "[PHONE_1]", "note": ["call [NAME_1]"]}]
    }


def test_ordinary_values_keep_their_types():
    """Flags, counts and nothing stay what they are; so does what is to be kept."""
    value = {"ok": True, "count": 12, "ratio": 0.25, "none": None, "role": "Rebecca Lawson"}
    assert scrubbed(value, _redactor().scrub, keep=("role",)) == value


def test_what_is_not_json_raises():
    """Nobody can say what is in it."""
    with pytest.raises(TypeError):
        scrubbed({"photo": b"Rebecca Lawson"}, _redactor().scrub)
