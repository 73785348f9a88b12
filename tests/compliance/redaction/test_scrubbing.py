"""Known values in what leaves the line: none of their forms passes, and prose does."""

import pytest

from compliance.redaction import Redactor

NAME = "Could I have your name, please?"
PHONE = "What number can we reach you at?"
DOB = "What is your date of birth?"
EMAIL = "What is your e-mail address?"


@pytest.mark.parametrize(
    "leaving",
    [
        "Rebecca, is 919.555.0145 right?",
        "nine one nine five five five oh one four five",
        "it's L A W S O N",
        "born May 17th",
        "born on the 17th of May, 1988",
        "1988-05-17",
        "call 555-0145",
        "write to RLawson@example.net or r lawson at example dot net",
    ],
)
def test_no_form_of_a_known_value_leaves(leaving):
    """Whatever form a known value takes, it is masked on its way out."""
    redactor = Redactor()
    for question, answer in (
        (NAME, "rebecca lawson"),
        (DOB, "may seventeenth eighty eight"),
        (PHONE, "nine one nine five five five oh one four five"),
        (EMAIL, "our lawson at example dot net"),
    ):
        redactor.agent(question)
        redactor.caller(answer)
    known = len(redactor.vault.entities)
    scrubbed = redactor.scrub(leaving)
    lowered = scrubbed.lower()
    hidden = ("rebecca", "lawson", "l a w", "0145", "one four", "17", "1988", "example")
    assert not any(part in lowered for part in hidden)
    assert len(redactor.vault.entities) == known


@pytest.mark.parametrize(
    "prose",
    [
        "How can I help you today?",
        "I have Thursday at 9:30 AM, or Friday at 2:20 PM. Which one would you like?",
        "Call 911, or 988 if you think of harming yourself.",
        "On a scale from zero to ten, how bad is it?",
        "May I have your first and last name?",
        "You're booked. That is [NAME_1], Thursday, December 3rd at 9:30 AM.",
        '{"ok": true, "slots": [{"slot_id": "s-1", "when": "Thursday at 9:30 AM"}]}',
    ],
)
def test_agent_prose_passes(prose):
    """Questions, slots and emergency numbers are not mangled."""
    redactor = Redactor()
    redactor.agent(NAME)
    redactor.caller("rebecca lawson")
    assert redactor.scrub(prose) == prose


def test_scrub_masks_known_values_and_is_idempotent():
    """Known values never leave, and a second scrub changes nothing."""
    redactor = Redactor()
    redactor.agent(NAME)
    redactor.caller("rebecca lawson")
    once = redactor.scrub("Thank you, Rebecca. Call 911. Thursday at 9:30 AM.")
    assert once == "Thank you, [NAME_1]. Call 911. Thursday at 9:30 AM."
    assert redactor.scrub(once) == once


@pytest.mark.parametrize(
    "leaving",
    [
        "José Álvarez-Núñez called",
        "jose alvarez-nunez called",
        r"{\"to\": \"Jos\u00e9 \u00c1lvarez-N\u00fa\u00f1ez\"}",
        "Jos&#233; called",
        "JOSÉ NÚÑEZ",
        "see Dr. Wu",
    ],
)
def test_a_known_name_is_found_however_it_is_written(talk, leaving):
    """Without its accents, escaped as JSON or HTML does, by one half, or two letters long."""
    redactor = talk(
        ("What is your name?", "José Álvarez-Núñez"), ("Who is your doctor?", "doctor Bo Wu")
    ).redactor
    left = redactor.scrub(leaving).lower()
    assert not any(part in left for part in ("jos", "lvarez", "\u00f1ez", "nez", "wu"))
