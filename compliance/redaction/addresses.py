"""Postal addresses in one form: "1204 W Elm St Apt 4B" is 1204 West Elm Street Apartment 4B."""

import re

from compliance.redaction.spoken import tokens

_STREETS = {
    "st": "street", "str": "street", "rd": "road", "ave": "avenue", "av": "avenue",
    "blvd": "boulevard", "ln": "lane", "dr": "drive", "ct": "court", "pl": "place",
    "ter": "terrace", "cir": "circle", "pkwy": "parkway", "hwy": "highway", "trl": "trail",
    "sq": "square", "apt": "apartment", "ste": "suite", "bldg": "building", "fl": "floor",
    "rm": "room", "rr": "rural route",
}  # fmt: skip
_SIDES = {"n": "north", "s": "south", "e": "east", "w": "west", "ne": "northeast",
          "nw": "northwest", "se": "southeast", "sw": "southwest"}  # fmt: skip
_BOX = re.compile(r"\b(?:p\.?\s?o\.?|post office)\s+box\b", re.I)


def join_address(spoken: str) -> str:
    """The address with its digits joined, abbreviations written out, in title case."""
    said = tokens(_BOX.sub("pobox", spoken))
    words: list[str] = []
    for at, token in enumerate(said):
        following = said[at + 1].word if at + 1 < len(said) else ""
        numbered = bool(words) and words[-1][-1].isdigit()
        if token.digits is not None and numbered:
            words[-1] += token.digits
        elif token.letter is not None and numbered and _is_unit(token.word, words, following):
            words[-1] += token.letter.upper()
        else:
            words.append(token.digits or _written(token.word, following, first=not words))
    return " ".join(words)


def _is_unit(letter: str, words: list[str], following: str) -> bool:
    """Whether a letter behind a number is a flat's and no point of the compass."""
    flat = len(words) > 1 and words[-2] in ("Apartment", "Unit", "Suite", "Lot", "Room")
    return letter not in _SIDES or flat or not following


def _written(word: str, following: str, *, first: bool) -> str:
    if word == "pobox":
        return "PO Box"
    if word == "st" and following and following not in (*_STREETS, *_STREETS.values(), *_SIDES):
        return "Saint"
    full = _STREETS.get(word) or (_SIDES.get(word) if following and not first else None)
    return (full or _SIDES.get(word, word) if full or following else word).title()
