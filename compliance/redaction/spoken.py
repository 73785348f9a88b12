"""Spoken numbers and letters, with the characters they stand on.

"nine one nine", "919", "nineteen eighty eight", "double five", "oh", "m d k" and "M-D-K" all
become runs of letters and digits; each token keeps its place in the text.
"""

import re
from dataclasses import dataclass

_UNITS = {
    w: str(n) for n, w in enumerate("zero one two three four five six seven eight nine".split())
}
_UNITS |= {"oh": "0", "o": "0"}
_TEENS = {
    w: str(n)
    for n, w in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        10,
    )
}
_TENS = {
    w: n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?|\d+(?:st|nd|rd|th)?", re.IGNORECASE)


@dataclass(frozen=True)
class Token:
    """One word or group of digits; `value` is its digits or letter, else None."""

    start: int
    end: int
    word: str
    value: str | None
    ordinal: int | None = None


def tokens(text: str) -> list[Token]:
    """Cut `text` into words with their values; a ten and its unit are one token."""
    found = [(m.start(), m.end(), m[0].lower()) for m in _WORD.finditer(text)]
    made: list[Token] = []
    i = 0
    while i < len(found):
        start, end, word = found[i]
        following = found[i + 1][2] if i + 1 < len(found) else ""
        if word in _TENS and following in _UNITS and following not in ("oh", "o", "zero"):
            end, value = found[i + 1][1], f"{_TENS[word]}{_UNITS[following]}"
            made.append(Token(start, end, word, value))
            i += 2
            continue
        if word in _TENS and _ORDINALS.get(following, 99) < 10:
            n = _TENS[word] * 10 + _ORDINALS[following]
            made.append(Token(start, found[i + 1][1], word, None, n))
            i += 2
            continue
        if word in ("double", "triple") and (digit := _single(following)):
            times = 2 if word == "double" else 3
            made.append(Token(start, found[i + 1][1], word, digit * times))
            i += 2
            continue
        made.append(_token(start, end, word))
        i += 1
    return made


def _single(word: str) -> str | None:
    return _UNITS.get(word) or (word if len(word) == 1 and word.isdigit() else None)


def _token(start: int, end: int, word: str) -> Token:
    if word in _ORDINALS:
        return Token(start, end, word, None, _ORDINALS[word])
    if word[:1].isdigit() and word[-1:].isalpha():
        return Token(start, end, word, None, int(word[:-2]))
    value = _UNITS.get(word) or _TEENS.get(word)
    if value is None and word in _TENS:
        value = f"{_TENS[word]}0"
    if value is None and word.isdigit():
        value = word
    return Token(start, end, word, value)


def digits(text: str) -> str:
    """All the digits in `text`, spoken or written."""
    return "".join(t.value for t in tokens(text) if t.value)
