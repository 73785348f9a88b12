"""Spoken numbers and letters, with the characters they stand on.

"nine one nine", "919", "nineteen eighty eight", "double five", "oh", "eight hundred" become
digits, "twenty third" and "23rd" ordinals, "l" and "double l" letters; every token keeps its
place in the text, so whatever is found in tokens can be masked to the character.
"""

import re
import unicodedata
from dataclasses import dataclass

UNITS = {
    word: str(n)
    for n, word in enumerate("zero one two three four five six seven eight nine".split())
} | {"oh": "0", "o": "0", "nought": "0"}
_TEENS = {
    word: str(n)
    for n, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        10,
    )
}
_TENS = {
    word: n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
} | {"fourty": 4}
_ORDINALS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        1,
    )
} | {"twentieth": 20, "thirtieth": 30, "thirty-first": 31}
_TIMES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
_WORD = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+|[^\W\d_]+(?:['’][^\W\d_]+)*", re.IGNORECASE)
_TIGHT = re.compile(r"\s+|\s*-\s*")


@dataclass(frozen=True)
class Token:
    """One word, number or letter at `start` to `end`; `word` is its (first) word, lower-case."""

    start: int
    end: int
    word: str
    digits: str | None = None
    ordinal: int | None = None
    letter: str | None = None


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    word: str


def tokens(text: str) -> list[Token]:
    """Cut `text` into tokens; "twenty three", "double five", "eight hundred" are one each."""
    words = [_Word(m.start(), m.end(), m[0].lower().replace("’", "'"))
             for m in _WORD.finditer(text)]  # fmt: skip
    made: list[Token] = []
    at = 0
    while at < len(words):
        if _asks_for_time(text, words, at) and not (made and made[-1].digits):
            token, used = Token(words[at].start, words[at].end, words[at].word), 1
        else:
            token, used = _compound(text, words, at) or (_single(words[at]), 1)
        made.append(token)
        at += used
    return made


def digits(text: str) -> str:
    """All the digits in `text`, spoken or written."""
    return "".join(t.digits for t in tokens(text) if t.digits)


def _asks_for_time(text: str, words: list[_Word], at: int) -> bool:
    """Whether "one" is no digit: "hold on, one moment"."""
    return words[at].word == "one" and _next(text, words, at) in ("moment", "sec", "minute")


def _compound(text: str, words: list[_Word], at: int) -> tuple[Token, int] | None:
    first, word = words[at], words[at].word
    following = _next(text, words, at)
    unit, letter = _unit(following) or _written(following), _letter(following)
    if word in _TIMES and (unit or letter):
        times = _TIMES[word]
        end = words[at + 1].end
        if unit:  # "double 0418" says the zero twice
            return Token(first.start, end, word, unit[0] * (times - 1) + unit), 2
        return Token(first.start, end, word, letter=letter * times), 2
    if word in _TENS and _ORDINALS.get(following, 99) < 10:
        n = _TENS[word] * 10 + _ORDINALS[following]
        return Token(first.start, words[at + 1].end, word, ordinal=n), 2
    return _number(text, words, at)


def _number(text: str, words: list[_Word], at: int) -> tuple[Token, int] | None:
    """A cardinal of several words, such as "twenty three", "nineteen hundred and five"."""
    head = _below_hundred(text, words, at)
    if head is None and words[at].word in ("a", "one") and _next(text, words, at) == "hundred":
        head = (1, 1)
    if head is None:
        return None
    value, used = head
    for name, factor in (("hundred", 100), ("thousand", 1000)):
        if used and _next(text, words, at + used - 1) == name:
            value, used = value * factor, used + 1
            rest = _rest(text, words, at + used, below=factor)
            if rest:
                value, used = value + rest[0], used + rest[1]
    if used == 1:
        return None
    last = words[at + used - 1]
    return Token(words[at].start, last.end, words[at].word, str(value)), used


def _rest(text: str, words: list[_Word], at: int, *, below: int) -> tuple[int, int] | None:
    """What is added behind "hundred" or "thousand"; a lone digit only if no digit follows it."""
    joined = 0
    if at < len(words) and words[at].word == "and" and at and _next(text, words, at - 1):
        joined, at = 1, at + 1
    elif not at or not _next(text, words, at - 1):
        return None
    rest = _below_hundred(text, words, at)
    if rest is None or rest[0] >= below:
        return None
    if not joined and rest[0] < 10 and at + 1 < len(words) and _unit(words[at + 1].word):
        return None
    return rest[0], rest[1] + joined


def _below_hundred(text: str, words: list[_Word], at: int) -> tuple[int, int] | None:
    if at >= len(words):
        return None
    word = words[at].word
    if word in _TENS:
        unit = UNITS.get(_next(text, words, at), "0")
        return (_TENS[word] * 10 + int(unit), 2) if unit != "0" else (_TENS[word] * 10, 1)
    found = _TEENS.get(word) or (UNITS.get(word) if word not in ("o", "oh") else None)
    return (int(found), 1) if found else None


def _next(text: str, words: list[_Word], at: int) -> str:
    """The word behind `at` when nothing but a space or a hyphen parts them, else empty."""
    if not 0 <= at < len(words) - 1:
        return ""
    gap = text[words[at].end : words[at + 1].start]
    return words[at + 1].word if _TIGHT.fullmatch(gap) else ""


def _unit(word: str) -> str:
    return UNITS.get(word) or (_ascii(word) if len(word) == 1 and word.isdecimal() else "")


def _written(word: str) -> str:
    return _ascii(word) if word.isdecimal() else ""


def _letter(word: str) -> str:
    return word if len(word) == 1 and word.isalpha() else ""


def _single(found: _Word) -> Token:
    word = found.word
    ordinal = _ORDINALS.get(word)
    if ordinal is None and word[:1].isdecimal() and word[-1:].isalpha():
        ordinal = int(_ascii(word[:-2])[:4] or 0)
    value = UNITS.get(word) or _TEENS.get(word)
    if value is None and word in _TENS:
        value = f"{_TENS[word]}0"
    if value is None and word[0].isdecimal() and word[-1].isdecimal():
        value = _ascii(word)
    return Token(found.start, found.end, word, value, ordinal, _letter(word) or None)


def _ascii(written: str) -> str:
    return "".join(str(unicodedata.digit(c)) for c in written)
