"""Reading one answer, or a fact the caller volunteers, out of a turn."""

import re

from providers.llm.intake_policy.stance import plain, stance

_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DIGIT = {word: str(value) for value, word in enumerate(_NUMBERS)}
# What recognisers make of a lone digit: "maybe a to", "ate out of ten".
_SOUNDS_LIKE = {
    **{"won": "1", "to": "2", "too": "2", "tree": "3", "free": "3", "for": "4", "fore": "4"},
    **{"fife": "5", "sick": "6", "sicks": "6", "ate": "8", "nein": "9"},
}
_SCORE = rf"\b({'|'.join(_NUMBERS)}|10|[0-9])\b"
_OUT_OF = r"(?= ?(?:/|out of|of) ?(?:ten|10)\b)"
_OUT_OF_TEN = re.compile(_SCORE + _OUT_OF)
_SCALE = re.compile(_SCORE + r"(?! ?(milli|mg|day|week|hour|month|year))")
_NO_SCORE = re.compile(
    r"\b(zero|0|one|1) to (ten|10)\b|\b(the|this|that|no|any|which|last|worst|bad) one\b"
)
_SOUND = re.compile(
    rf"(?:^\W*|\b(?:a|about|maybe|around|say|probably) )({'|'.join(_SOUNDS_LIKE)})"
    rf"(?:\b{_OUT_OF}|\W*$|,)"
)
_DEGREE = re.compile(
    r"\b(mild|moderate|severe|terrible|unbearable|bad|worst|awful|little|slight|excruciating)"
)

_SPAN = (
    r"(a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|\d+|(a )?few|couple|several)"
    r"( of)? ?(minutes?|hours?|days?|weeks?|months?|years?)"
)
_WHEN = (
    r"(\[date_\d+\]|(last |this )?(mon|tues|wednes|thurs|fri|satur|sun)day( (night|morning))?"
    r"|yesterday( (evening|morning|afternoon))?|last (night|week|month|year)|this morning)"
)
_ONSET = re.compile(
    rf"\b((since|started|began) (on |about |around )?({_WHEN}|{_SPAN}( ago)?)"
    rf"|(for|about|around|over) (the )?(last |past )?(about )?(a )?{_SPAN}( ago| now)?"
    rf"|{_SPAN} ago)\b"
)
_NO_ALLERGIES = re.compile(r"\b(no|not|without|don't have|any) (\w+ )?(allerg)")
_ALLERGIC = re.compile(r"\ballergic to [\w ,]+")
_COMPLAINT = re.compile(
    r"\b(i have|i've (had|got|been)|i'm having|i am having|(he|she)('s| has| is)"
    r"|my [\w ]{2,30}(hurts?|aches?|has|is|feels?|keeps))\b"
    r"(?! (an? )?(question|appointment|name|been (here|seen)))"
    r"|\b(because|about my|pain|ache|aching|hurts|fever|rash|cough|refill|\w+ache)\b"
)
_CORRECTS = re.compile(
    r"\b(actually|wait|correction|i meant|i mean|wrong|change|instead|sorry|mistake|no)\b"
    r"|\bmy (new |phone |telephone |cell |mobile )*number is\b|\b(birthday|date of birth) is\b"
)
_WITHOUT = re.compile(
    r"\b(don't|do not|didn't|haven't|have not|not|no|without|none|later|bring|can't|cannot|won't"
    r"|skip|pass|self[- ]pay|uninsured|cash|lost|forgot|at home|rather)\b"
)
# Words that answer nothing by themselves, and those that only ask for a visit.
_EMPTY = re.compile(
    r"yes|yeah|yep|no|nope|nah|not|none|nothing|any|at|all|i|do|don't|am|i'm|have|take|on|that's|it"
    r"|thank|you|thanks|sure|okay|ok|um|uh|well|so|oh|and|please|the|a|of|some|right|now|currently"
    r"|to|hi|hello|allerg(y|ies|ic)|medications?|medicines?|pills|meds"
)
_VISIT = re.compile(
    r"want|need|would|like|i'd|make|book|schedule|set|up|get|an|appointment|see|doctor|nurse|visit"
    r"|come|in|there|calling|call|for|about|can|could|be|seen|next|available|my"
)


def says_something(text: str) -> bool:
    """Whether a turn has content beyond yes, no and courtesies."""
    return any(not _EMPTY.fullmatch(word) for word in _words(text))


def list_of(text: str) -> str:
    """Medications or allergies in the caller's words; "none" for a plain no, empty for a plain yes.

    "no, no allergies" is none; "no, only aspirin" is not.
    """
    if says_something(text):
        return text.strip()
    return "none" if stance(text) is False else ""


def reason(text: str) -> str:
    """The reason for the call; empty while it is only that an appointment is wanted."""
    told = [word for word in _words(text) if not _EMPTY.fullmatch(word)]
    return text.strip() if any(not _VISIT.fullmatch(word) for word in told) else ""


def complaint(text: str) -> str:
    """A volunteered reason for the call, from where it begins."""
    found = _COMPLAINT.search(plain(text))
    return text[found.start() :].strip() if found else ""


def onset(text: str) -> str:
    """A volunteered since-when ("since tuesday night", "two weeks ago")."""
    found = _ONSET.search(plain(text))
    return found[0] if found else ""


def out_of_ten(text: str) -> str:
    """A score said as such ("five out of ten"), as digits."""
    found = _OUT_OF_TEN.search(plain(text))
    return _DIGIT.get(found[1], found[1]) if found else ""


def severity(text: str) -> str:
    """The caller's zero to ten as digits, or the words of degree; empty if there are neither."""
    said = _NO_SCORE.sub(" ", plain(text))
    if score := out_of_ten(said):
        return score
    if found := _SOUND.search(said):
        return _SOUNDS_LIKE[found[1]]
    if found := _SCALE.search(said):
        return _DIGIT.get(found[1], found[1])
    return text.strip() if _DEGREE.search(said) else ""


def allergies(text: str) -> str:
    """Volunteered allergies."""
    said = plain(text)
    if found := _ALLERGIC.search(said):
        return found[0].strip(" ,")
    return "none" if _NO_ALLERGIES.search(said) else ""


def corrects(text: str) -> bool:
    """Whether the turn sets something right that was said before."""
    return _CORRECTS.search(plain(text)) is not None


def does_without(text: str) -> bool:
    """Whether the caller has nothing to give ("I don't have the card with me")."""
    return _WITHOUT.search(plain(text)) is not None


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'\[\]]+", plain(text))
