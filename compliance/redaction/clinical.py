"""The guards for what is clinical: numbers (doses, scales, vitals, durations, clock times, counts),
and words no list knows that stand where a drug stands, or before "disease".
"""

import re

from compliance.redaction.turn import Turn

_UNITS = frozenset(
    """milligram milligrams mg mgs mcg microgram micrograms gram grams g ml milliliter milliliters
    cc ccs unit units percent degree degrees fahrenheit celsius pound pounds lb lbs kilo kilos kg
    kilogram kilograms ounce ounces oz feet foot ft inch inches cm centimeters meters miles mile
    year years month months week weeks day days hour hours hr hrs minute minutes min mins second
    seconds night nights time times tablet tablets pill pills capsule capsules drop drops puff puffs
    cup cups glass glasses pack packs cigarette cigarettes drink drinks beer beers bottle bottles
    spray sprays shot shots dose doses patch patches refill refills o'clock oclock am pm a.m p.m
    over out point ish or kids children people grandkids siblings dollars bucks cents bpm beats
    mmhg per something grader grade steps blocks stitches surgeries pregnancies episodes bites
    calories carbs liters reps flights pieces teeth toes fingers yr yrs yo weeks' days'
    through to""".split()
)  # fmt: skip
_LEADS = frozenset(
    """type stage grade about around maybe level scale least roughly almost nearly like over every
    over under was above below between than point grade size weigh weighs weighed age aged turned
    turning sugar a1c temp temperature pressure rate oxygen sat sats pulse reading hemoglobin
    cholesterol after before until till by past""".split()
)
_TAKEN = re.compile(
    r"\b(?:allerg(?:ic|y|ies) to|reactions? to|refills? (?:of|on|for)|prescribed|"
    r"prescriptions? (?:of|for)|take|takes|taking|took|doses? of|started (?:me )?on|put me on|"
    r"shots? of|out of)(?: (?:my|the|some|any))?\s+$",
    re.IGNORECASE,
)
_NAMED_AFTER = frozenset(
    "disease syndrome palsy wort neuroma cyst lymphoma contracture thyroiditis dementia fracture "
    "esophagus phenomenon tremor colitis vaccine booster".split()
)
_LONG = 7
_CLOCK = re.compile(r"\s*(?::\s*\d\d\b|a\.?\s?m\b|p\.?\s?m\b|o['’]?\s?clock|%|°)", re.IGNORECASE)


def is_measure(turn: Turn, first: int, last: int, digits: int) -> bool:
    """Whether the number from token `first` to `last` is a quantity and identifies nobody."""
    if digits >= _LONG:
        return False
    after, before = turn.word(last + 1), turn.word(first - 1)
    near = last + 1 < len(turn.tokens) and not re.search(r"[.?!]\s", turn.gap(last))
    if near and (after in _UNITS or (after == "a" and turn.word(last + 2) in _UNITS)):
        return not (after in ("to", "in", "or", "over", "second") and digits >= 5)
    if _CLOCK.match(turn.text, turn.tokens[last].end):
        return True
    if before in ("over", "of", "point") and first > 1 and turn.tokens[first - 2].digits:
        return True
    if before == "of" and turn.word(first - 2) == "out":
        return True
    return before in _LEADS and digits <= 3


def is_medicinal(turn: Turn, at: int) -> bool:
    """Whether a word that no list knows stands where drugs and allergens are told."""
    lead = turn.text[max(0, turn.tokens[at].start - 40) : turn.tokens[at].start]
    return turn.asked.clinical or _TAKEN.search(lead) is not None


def is_eponym(turn: Turn, at: int) -> bool:
    """Whether a name names a disease or a remedy ("lou gehrig's disease", "morton's neuroma")."""
    if turn.word(at + 1) in _NAMED_AFTER:
        return True
    return turn.word(at + 2) in _NAMED_AFTER and turn.word(at + 1).endswith(("'s", "body"))
