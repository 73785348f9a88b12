"""What the agent asked for: the type that a bare answer will have."""

import re

from compliance.redaction.types import PhiType

_ASKS: tuple[tuple[PhiType, str], ...] = (
    (PhiType.EMAIL, r"e-?mail"),
    (PhiType.DOB, r"date of birth|birth ?da(y|te)|were you born|\bd\.?o\.?b\b|year of birth"),
    (PhiType.INSURANCE_ID, r"member|insurance|policy|subscriber|group number|health plan"),
    (PhiType.SSN, r"social security|\bssn\b"),
    (PhiType.MRN, r"medical record|record number|chart number|\bmrn\b"),
    (
        PhiType.PHONE,
        r"phone|call you|reach you|call ?-?back|\b(cell|mobile|area code)\b|\bnumber\b",
    ),
    (PhiType.ZIP, r"\bzip|postal code"),
    (PhiType.ADDRESS, r"address|street|where do you live"),
    (PhiType.CITY, r"\bcity\b|\btown\b|where are you (located|calling)"),
    (PhiType.NAME, r"\bname\b|who am i (speaking|talking)|who is (this|calling)|\bspell"),
)
_COMPILED = tuple((type, re.compile(pattern, re.IGNORECASE)) for type, pattern in _ASKS)
_SPELL = re.compile(r"\bspell|letter by letter", re.IGNORECASE)
_ACKNOWLEDGES = re.compile(
    r"^\W*(mm+ ?hmm+|uh huh|go on|okay|ok|thank you|thanks|i see|got it|"
    r"sure|right|yes|of course)\b[^?]*$",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(r"scale|number of (days|times|pills)|from zero to ten", re.IGNORECASE)


class Question:
    """What is expected of the caller's next answer; a mere "go on" leaves it as it was."""

    def __init__(self) -> None:
        self.type: PhiType | None = None
        self.spelling = False

    def hear(self, agent: str) -> None:
        """Take one utterance of the agent."""
        sentences = [s for s in re.split(r"(?<=[.?!])\s+", agent.strip()) if s]
        if not sentences or all(_ACKNOWLEDGES.match(s) and len(s) < 40 for s in sentences):
            return
        asking = next((s for s in reversed(sentences) if "?" in s or _type(s)), sentences[-1])
        found = _type(asking)
        if found is None and not asking.rstrip().endswith("?") and "please" not in asking.lower():
            return
        self.type, self.spelling = found, bool(_SPELL.search(asking))


def _type(sentence: str) -> PhiType | None:
    if _OTHER_NUMBER.search(sentence):
        return None
    return next((t for t, pattern in _COMPILED if pattern.search(sentence)), None)
