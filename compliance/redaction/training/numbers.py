"""Number words: what kind they are, and how figures are said."""

import random

UNITS = tuple("zero one two three four five six seven eight nine".split())
TEENS = tuple(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
)
TENS = tuple("zero ten twenty thirty forty fifty sixty seventy eighty ninety".split())
ORDINALS = tuple(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
)
UNIT = {word: n for n, word in enumerate(UNITS)} | {"oh": 0, "o": 0, "nought": 0}
TEEN = {word: n for n, word in enumerate(TEENS, 10)}
TEN = {word: n * 10 for n, word in enumerate(TENS) if n > 1} | {"fourty": 40}
ORDINAL = {word: n for n, word in enumerate(ORDINALS)} | {"thirtieth": 30}
HOMOPHONES = {"for": 4, "fore": 4, "to": 2, "too": 2, "won": 1, "ate": 8}
SOUND = {4: ("for",), 2: ("to", "too"), 1: ("won",), 8: ("ate",), 0: ("o",)}
MONTHS = tuple(
    "january february march april may june july august september october november december".split()
)
_TIMES = {2: "double", 3: "triple"}


def is_number(word: str) -> bool:
    """Whether a lower-case word is a cardinal or figures."""
    return word in UNIT or word in TEEN or word in TEN or word.isdecimal()


def below_hundred(n: int) -> str:
    """0 to 99 in words."""
    if n < 10:
        return UNITS[n]
    if n < 20:
        return TEENS[n - 10]
    return TENS[n // 10] + (f" {UNITS[n % 10]}" if n % 10 else "")


def cardinal(n: int, rng: random.Random) -> str:
    """A quantity as it is spoken: "six fifty" as well as "six hundred and fifty"."""
    if n < 100:
        return below_hundred(n)
    if n < 1000:
        rest = n % 100
        if rest >= 10 and rng.random() < 0.5:
            return f"{UNITS[n // 100]} {below_hundred(rest)}"
        joined = " and " if rng.random() < 0.3 else " "
        return f"{UNITS[n // 100]} hundred" + (joined + below_hundred(rest) if rest else "")
    if n < 1_000_000:
        rest = n % 1000
        if 1000 < n < 10_000 and n % 100 == 0 and rest and rng.random() < 0.5:
            return f"{below_hundred(n // 100)} hundred"
        return f"{cardinal(n // 1000, rng)} thousand" + (f" {cardinal(rest, rng)}" if rest else "")
    return figures(str(n), rng)


def ordinal(n: int) -> str:
    """1 to 99 as an ordinal."""
    if n <= 20:
        return ORDINALS[n]
    if n % 10:
        return f"{TENS[n // 10]} {ORDINALS[n % 10]}"
    return f"{TENS[n // 10][:-1]}ieth"


def nth(n: int) -> str:
    """An ordinal in figures: "23rd"."""
    end = {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th") if n % 100 not in (11, 12, 13) else "th"
    return f"{n}{end}"


def year(n: int, rng: random.Random) -> str:
    """A year of four figures as it is spoken."""
    head, rest = divmod(n, 100)
    if head == 20 and rest < 10:
        return "two thousand" + (rng.choice((" ", " and ")) + UNITS[rest] if rest else "")
    if head == 20 and rng.random() < 0.3:
        return f"two thousand {below_hundred(rest)}"
    tail = "hundred" if not rest else f"oh {UNITS[rest]}" if rest < 10 else below_hundred(rest)
    return f"{below_hundred(head)} {tail}"


def figures(digits: str, rng: random.Random) -> str:
    """An identifier's figures: one by one, in pairs, in hundreds, doubled."""
    zero = rng.choice(("oh", "oh", "oh", "zero", "o"))
    mode = rng.choices(("single", "pairs", "free"), (6, 2, 2))[0]
    said: list[str] = []
    at = 0
    while at < len(digits):
        pair = digits[at : at + 2]
        same = len(digits[at:]) - len(digits[at:].lstrip(digits[at]))
        if digits[at + 1 : at + 4] in ("000",) and digits[at] != "0" and rng.random() < 0.7:
            said.append(f"{UNITS[int(digits[at])]} thousand")
            at += 4
        elif digits[at + 1 : at + 3] == "00" and digits[at] != "0" and rng.random() < 0.5:
            said.append(f"{UNITS[int(digits[at])]} hundred")
            at += 3
        elif same in (2, 3) and rng.random() < 0.2:
            said.append(f"{_TIMES[same]} {_unit(digits[at], zero)}")
            at += same
        elif len(pair) == 2 and pair[0] != "0" and _pairs(mode, rng):
            said.append(below_hundred(int(pair)))
            at += 2
        else:
            said.append(_unit(digits[at], zero))
            at += 1
    return " ".join(said)


def _pairs(mode: str, rng: random.Random) -> bool:
    return mode == "pairs" or (mode == "free" and rng.random() < 0.4)


def _unit(digit: str, zero: str) -> str:
    return zero if digit == "0" else UNITS[int(digit)]
