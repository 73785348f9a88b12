"""Consent to recording, read from the caller's own words: the second key beside the LLM's."""

import re
from enum import StrEnum

_REFUSES = re.compile(
    r"\b(not|cannot|can't|can’t|won't|won’t|isn't|isn’t|"
    r"rather not|do not|don't|don’t|wouldn't|not (okay|ok|comfortable|fine|happy|want|consent|"
    r"agree)|refuse|decline|no recording|without (the )?record|not be recorded|please no|i object|"
    r"not really|prefer not|no thank)"
)
_AGREES = re.compile(
    r"\b(yes|yeah|yep|yup|sure|okay|ok|fine|of course|go ahead|agree|happy|certainly|absolutely|"
    r"all right|alright|that's good|no problem|don't mind|do not mind|consent|"
    r"you can|you may|no objection)\b"
)
_HARMLESS = re.compile(
    r"\b(don't|do not|don’t) mind|no problem|no objection|no,? (that's|it's) (fine|ok)"
)


class Consent(StrEnum):
    """What an answer to "may we record?" means."""

    GRANTED = "granted"
    REFUSED = "refused"
    UNCLEAR = "unclear"


def understand_consent(text: str) -> Consent:
    """Read an answer; a refusal anywhere in it wins."""
    said = text.lower()
    plain = _HARMLESS.sub(" yes ", said)
    if _REFUSES.search(plain) or re.match(r"\W*(um+|uh+|well|oh)?\W*(no|nope|nah)\b", plain):
        return Consent.REFUSED
    return Consent.GRANTED if _AGREES.search(plain) else Consent.UNCLEAR
