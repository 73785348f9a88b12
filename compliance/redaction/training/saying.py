"""How written words are spoken: "(602)", "3/3/82", "jane@mail.com", "$40", "8.4"."""

import random
import re

from compliance.redaction.training import numbers
from compliance.redaction.training.plan import IDENTIFIERS
from compliance.redaction.types import PhiType

_SYMBOLS = {".": "dot", "@": "at", "_": "underscore", "-": "dash", "/": "slash", ":": "colon",
            "+": "plus"}  # fmt: skip
_NET = frozenset({PhiType.EMAIL, PhiType.URL})
_DATES = frozenset({PhiType.DOB, PhiType.DATE})
_ENDS = {"mg": "milligrams", "mcg": "micrograms", "ml": "milliliters", "am": "a m", "pm": "p m",
         "lbs": "pounds", "lb": "pounds", "kg": "kilos", "%": "percent"}  # fmt: skip
_PIECES = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*")
_TRIM = ' \t.,;:!?()"“”…—–-'


def say(text: str, kind: PhiType | None, rng: random.Random) -> str:
    """The words for one stretch of written text; nothing for punctuation."""
    block = text.upper() == text
    text = text.lower().strip(_TRIM if kind is not PhiType.URL else ".,;!?()").replace("’", "'")
    if kind in _NET and re.search(r"[.@_/-]", text):
        return _net(text, rng)
    if kind in _DATES and re.search(r"\d", text):
        return " ".join(_date(piece, rng) for piece in _PIECES.findall(text))
    if found := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", text):
        return numbers.ordinal(int(found[1])) if int(found[1]) < 100 else _hundredth(found[1], rng)
    if kind in IDENTIFIERS and (block or re.search(r"\d", text)):
        return _identifier(text, kind, rng)
    return " ".join(_quantity(text, kind, rng).split())


def _net(text: str, rng: random.Random) -> str:
    dash = rng.choice(("dash", "hyphen"))
    said = []
    for piece in re.findall(r"[^\W\d_]+|\d+|.", text):
        if piece.isdecimal():
            said.append(numbers.figures(piece, rng))
        else:
            said.append(dash if piece == "-" else _SYMBOLS.get(piece, piece))
    return " ".join(said)


def _date(piece: str, rng: random.Random) -> str:
    if not piece.isdecimal():
        return "" if piece in ("st", "nd", "rd", "th") else piece
    n = int(piece)
    if len(piece) == 4:
        return numbers.year(n, rng)
    if len(piece) > 4:
        return numbers.figures(piece, rng)
    if piece[0] == "0" and rng.random() < 0.5:
        return f"{rng.choice(('oh', 'zero'))} {numbers.UNITS[n % 10]}"
    return numbers.below_hundred(n) if n < 100 else numbers.figures(piece, rng)


def _hundredth(digits: str, rng: random.Random) -> str:
    rest = int(digits[-2:])
    head = numbers.cardinal(int(digits[:-2]), rng)
    return f"{head} hundred {numbers.ordinal(rest)}" if rest else f"{head} hundredth"


def _identifier(text: str, kind: PhiType | None, rng: random.Random) -> str:
    said = []
    for piece in re.findall(r"\d+|[^\W\d_]+|.", text):
        if piece.isdecimal():
            said.append(numbers.figures(piece, rng))
        elif piece.isalpha():
            spelled = len(piece) <= 4 and piece not in ("as", "in", "and", "the", "like", "for")
            said.append(" ".join(piece) if spelled else piece)
        elif piece in "-./" and (kind is PhiType.IP or rng.random() < 0.15):
            said.append("dot" if piece == "." else "slash" if piece == "/" else "dash")
    return " ".join(said)


def _quantity(text: str, kind: PhiType | None, rng: random.Random) -> str:
    if found := re.fullmatch(r"\$(\d+)(?:\.(\d\d))?", text.replace(",", "")):
        cents = f" {numbers.below_hundred(int(found[2]))}" if found[2] and found[2] != "00" else ""
        return f"{numbers.cardinal(int(found[1]), rng)}{cents or ' dollars'}"
    if found := re.fullmatch(r"(\d{1,2}):(\d\d)(.*)", text):
        return f"{_plain(found[1], kind, rng)} {_minutes(found[2])} {_ENDS.get(found[3], found[3])}"
    if found := re.fullmatch(r"(\d*)\.(\d+)(\D*)", text):
        head = numbers.cardinal(int(found[1]), rng) if found[1] else ""
        tail = " ".join(numbers.UNITS[int(c)] for c in found[2])
        return f"{head} point {tail} {_ENDS.get(found[3], found[3])}"
    if not any(c.isdecimal() for c in text):
        return re.sub(r"[^\w']+", " ", text)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    over = " over " if rng.random() < 0.5 and re.fullmatch(r"\d{2,3}/\d{2,3}", text) else " "
    pieces = re.findall(r"\d+|%|[^\W\d_]+(?:'[^\W\d_]+)*", text)
    joint = over if len(pieces) == 2 and pieces[1].isdecimal() else " "
    return joint.join(_ENDS.get(piece, _plain(piece, kind, rng)) for piece in pieces)


def _minutes(text: str) -> str:
    if text == "00":
        return ""
    return f"oh {numbers.UNITS[int(text)]}" if text[0] == "0" else numbers.below_hundred(int(text))


def _plain(piece: str, kind: PhiType | None, rng: random.Random) -> str:
    if not piece.isdecimal():
        return piece
    if piece[0] == "0" or len(piece) > 6:
        return numbers.figures(piece, rng)
    if kind is PhiType.ADDRESS and len(piece) > 2:
        return _house(piece, rng)
    if len(piece) == 4 and piece[:2] in ("19", "20"):
        return numbers.year(int(piece), rng)
    return numbers.cardinal(int(piece), rng)


def _house(piece: str, rng: random.Random) -> str:
    """A house number: "eighteen forty", "one oh four", "twelve hundred"."""
    if len(piece) == 4 and piece[2:] == "00" and piece[1] != "0":
        return f"{numbers.below_hundred(int(piece[:2]))} hundred"
    if len(piece) == 4 and piece[2] != "0" and rng.random() < 0.7:
        return f"{numbers.below_hundred(int(piece[:2]))} {numbers.below_hundred(int(piece[2:]))}"
    if len(piece) == 3 and piece[1] != "0" and rng.random() < 0.7:
        return f"{numbers.UNITS[int(piece[0])]} {numbers.below_hundred(int(piece[1:]))}"
    return numbers.figures(piece, rng)
