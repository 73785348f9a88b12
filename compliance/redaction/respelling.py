"""A name as it was heard, and the letters in which one of its words was spelled.

Recognisers slip on both: they lose letters, print letters as words, cut surnames in two.
"""

import re

from compliance.redaction.gazetteer import PARTICLES, surnames
from compliance.redaction.spelling import distance, settle

_FAR = 0.5
_LOST = 0.6
_ALIKE = 0.25
_GIVEN = ("first", "given")
_FAMILY = ("last", "family", "sur")


def plausible(heard: str, letters: str) -> bool:
    """Whether letters can be a spelling of the name heard, or are a surname of their own."""
    if letters != heard and letters in heard:
        return False  # the recogniser lost letters: "son" of "lawson"
    if letters in surnames() and len(letters) > 2:
        return True
    far = distance(heard, letters) / max(len(heard), len(letters))
    whole = len(letters) > 4 and len(letters) >= len(heard) - 1
    # Much shorter than what was heard: the recogniser lost letters of it.
    return len(letters) > max(2.0, _LOST * len(heard)) and (far <= _FAR or whole)


def near(name: str, value: str) -> bool:
    """Whether a word of one name sounds like a word of the other."""
    return any(
        distance(word, said) <= _FAR * max(len(word), len(said))
        for word in name.lower().split()
        for said in value.lower().split()
    )


def respelled(name: str, letters: str, part: str = "") -> str:
    """The heard name with the word that was spelled set right."""
    words = name.split() or [""]
    spelled = letters.lower()
    if len(words) > 1 and distance("".join(words).lower(), spelled) <= 2.0:
        return _split_like(words, spelled)
    if (at := _particle(words)) and _far(["".join(words[at:])], spelled)[0] <= _ALIKE:
        last = spelled[len("".join(words[at:-1])) :]
        return " ".join([*words[:-1], settle(words[-1].lower(), last).capitalize()])
    if len(words) > 2:
        joined = "".join(words[1:]).lower()
        if distance(joined, spelled) < min(distance(w.lower(), spelled) for w in words[1:]):
            return f"{words[0]} {settle(joined, spelled).capitalize()}"
    if part in _FAMILY and len(words) > 1 and _far(words, spelled)[0] < 0.2:
        words = [*words[1:], words[0]]  # "petrov, ivan": the surname was said first
    return _with_spelled_word(words, spelled, part)


def _particle(words: list[str]) -> int:
    """Where a surname such as "de la cruz" begins, 0 if there is none; "del vado" is cut in two."""
    places = (n for n in range(1, len(words) - 1) if words[n].lower() in PARTICLES)
    return next(places, 0) if words[-1].lower() in surnames() else 0


def _with_spelled_word(words: list[str], spelled: str, part: str) -> str:
    """The name with one word set right, or with one more; "smith" is a word of "smith-jones"."""
    parts = re.split(r"([ -])", " ".join(words))
    words, joints = parts[::2], [*parts[1::2], ""]
    cut = len(words[-2]) if "-" in joints[-2:] else 0
    if cut and distance("".join(words[-2:]).lower(), spelled) <= 2.0:
        return f"{''.join(parts[:-3])}{spelled[:cut].capitalize()}-{spelled[cut:].capitalize()}"
    place = _place(words, spelled, part)
    if place is None:
        return f"{''.join(parts)} {spelled.capitalize()}"
    words[place] = settle(words[place].lower(), spelled).capitalize()
    return "".join(word + joint for word, joint in zip(words, joints, strict=True))


def _split_like(words: list[str], spelled: str) -> str:
    """Both names were spelled in one go."""
    cut = len(words[0])
    first, last = settle(words[0].lower(), spelled[:cut]), spelled[cut:]
    return f"{first.capitalize()} {settle(''.join(words[1:]).lower(), last).capitalize()}"


def _place(words: list[str], spelled: str, part: str) -> int | None:
    """Which word was spelled; None if it is one that was not said yet."""
    if part in _GIVEN and len(words) > 1:
        return 0
    far = _far(words, spelled)
    nearest = min(range(len(words)), key=far.__getitem__)
    if len(words) == 1:
        return 0 if far[0] < 0.6 else None
    return nearest if far[nearest] < 0.45 and not part else len(words) - 1


def _far(words: list[str], spelled: str) -> list[float]:
    return [distance(word.lower(), spelled) / max(len(word), len(spelled)) for word in words]
