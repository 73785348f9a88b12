"""From the raw transcript of a turn, or a fragment of one, to the emergency in it."""

from enum import StrEnum

from compliance.emergency import brain, breathing, circulation, plea, poisoning, self_harm
from compliance.emergency.context import asserted
from compliance.emergency.sign import Sign
from compliance.emergency.transcript import normalise

# A turn is a few dozen words; what follows an absurdly long one cannot stall the line.
_LONGEST = 8_000


class Emergency(StrEnum):
    """What the caller is told to do: call 911, or call or text 988."""

    MEDICAL = "medical"
    SELF_HARM = "self_harm"


_MEDICAL: tuple[Sign, ...] = (
    *breathing.SIGNS,
    *circulation.SIGNS,
    *brain.SIGNS,
    *poisoning.SIGNS,
    *plea.SIGNS,
)

_ANNOUNCEMENTS = {
    Emergency.MEDICAL: (
        "This sounds like a medical emergency. Please hang up and call nine one one now, "
        "or go to the nearest emergency room. If you can't, stay with me: "
        "I'm bringing a person to the line."
    ),
    Emergency.SELF_HARM: (
        "I'm really glad you told me, and you don't have to go through this alone. "
        "Please call or text nine eight eight, any time, to talk with someone who can help. "
        "If you are in immediate danger, call nine one one. I'm bringing a person to the line."
    ),
}


def recognise_emergency(text: str) -> Emergency | None:
    """The emergency that `text` asserts, or None. Never raises.

    When both are there, as in pills already swallowed in despair, the body comes first.
    """
    said = normalise(text[-_LONGEST:])
    if _any_asserted(_MEDICAL, said):
        return Emergency.MEDICAL
    if _any_asserted(self_harm.SIGNS, said):
        return Emergency.SELF_HARM
    return None


def announcement(emergency: Emergency) -> str:
    """What the line says at once, in words that a synthesiser reads well."""
    return _ANNOUNCEMENTS[emergency]


def _any_asserted(signs: tuple[Sign, ...], said: str) -> bool:
    return any(
        asserted(sign, said, found.start(), found.end())
        for sign in signs
        for found in sign.pattern.finditer(said)
    )
