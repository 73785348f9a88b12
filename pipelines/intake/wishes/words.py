"""Spoken English made uniform: lower case, no punctuation, numbers and clock times as digits."""

import re

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_CARDINAL = {
    word: value
    for value, word in enumerate(f"{_ONES} fifteen sixteen seventeen eighteen nineteen".split())
}
_ORDINAL = {word: value for value, word in enumerate(_ORDINALS.split())}
_ROUND = {"twentieth": 20, "thirtieth": 30}
_UNIT = "|".join(sorted(_CARDINAL | _ORDINAL, key=len, reverse=True))
_NUMBER = re.compile(
    rf"\b(?:(twenty|thirty|forty|fifty)(?:[ -]({_UNIT}))?|({_UNIT}|twentieth|thirtieth))\b"
)

# In order; each makes one way of writing or saying a thing into the one the readers know.
_BEFORE_NUMBERS = (
    (r"['’‘`]s\b", " is"),
    (r"['’‘`]", ""),
    (r"\b([ap])\.? ?m\b\.?", r"\1m"),
    (r"\bo ?clock\b", "oclock"),
    (r"(\d)[.h](\d\d)\b", r"\1:\2"),
    (r"(?<=\d)(?:st|nd|rd)\b", "th"),
    (r"\btonight\b", "this evening"),
    (r"\b(?:o|oh|zero)[ -](?=(?:one|two|three|four|five|six|seven|eight|nine|\d)\b)", "0 "),
    (r"\b(?:a )?couple(?: of)?\b", "two"),
    (r"\b(?:a )?fortnight\b", "two weeks"),
    (r"\bmid[ -](?=\w)", "mid "),
    (r"\b(a|an|one) (day|week|month) or (?:two|so)\b", r"1 \2s"),
    (r"\b(\w+) (?:or|to) \w+ (days|weeks|months)\b", r"\1 \2"),
    (r"[^\w\s:/-]|(?<!\d)/|_", " "),
    (r"(?<![\d-])(\d{1,2})-(\d{1,2})(?![\d-])", r"\1 to \2"),
    (r"(?<![\d-])-(?!-\d\d-)|-(?![\d-])|(?<=[a-z])-", " "),
)
_AFTER_NUMBERS = (
    (r"\b0 (\d)\b", r"0\1"),
    (r"\bhalf past (\d{1,2})\b", r"\1:30"),
    (r"\b(?:a )?quarter (?:past|after) (\d{1,2})\b", r"\1:15"),
    (r"\b(\d{1,2}) past (\d{1,2})\b", r"\2:\1"),
    (r"\b(1\d|2[0-3]|[1-9]) ([0-5]\d)\b(?!th|:| (?:days?|weeks?|months?)\b)", r"\1:\2"),
    (r"\b(at|after|before|around|about|by|between|from) (1?\d|2[0-3])([0-5]\d)\b", r"\1 \2:\3"),
    (r"^(?:(?:um+|uh+|er|oh|well|okay|ok|yes|yeah|so|please)\b ?)+", ""),
    # "No, Friday": an answer, not "no Fridays".
    (r"^no (?!mornings|afternoons|evenings|\w+days|weekends|earlier|later|sooner)", ""),
    # "I work until five" asks for what comes after.
    (
        r"\b(?:work(?:ing)?|busy|away|out|gone|unavailable|tied up|not (?:free|available|back))"
        r"(?: \w+)? (?:until|till)\b",
        "from",
    ),
    (r"\s+", " "),
)
_QUARTER_TO = re.compile(r"\b(?:a )?quarter (?:to|of|till|before) (\d{1,2})\b")


def plain(text: str) -> str:
    """Return `text` uniform: "Half past two, on the twenty-third!" is "2:30 on the 23th"."""
    text = _replaced(text.lower(), _BEFORE_NUMBERS)
    text = _QUARTER_TO.sub(_quarter_to, _NUMBER.sub(_digits, text))
    return _replaced(text, _AFTER_NUMBERS).strip()


def _replaced(text: str, rules: tuple[tuple[str, str], ...]) -> str:
    for pattern, replacement in rules:
        text = re.sub(pattern, replacement, text)
    return text


def _digits(found: re.Match[str]) -> str:
    tens, unit, alone = found.groups()
    if alone:
        return _written(alone, 0)
    if unit and 0 < (_CARDINAL | _ORDINAL)[unit] < 10:
        return _written(unit, _TENS[tens])
    return f"{_TENS[tens]} {_written(unit, 0)}" if unit else str(_TENS[tens])


def _written(word: str, tens: int) -> str:
    if word in _CARDINAL:
        return str(tens + _CARDINAL[word])
    return f"{tens + (_ORDINAL | _ROUND)[word]}th"


def _quarter_to(found: re.Match[str]) -> str:
    return f"{(int(found[1]) - 2) % 12 + 1}:45"
