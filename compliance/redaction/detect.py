"""The rules: where in a caller's words an identifier stands, with or without a question."""

import re
from collections.abc import Iterator

from compliance.redaction.canonical import MONTHS
from compliance.redaction.gazetteer import given_names
from compliance.redaction.names import bare_name
from compliance.redaction.names_model import names_and_places
from compliance.redaction.spoken import Token, tokens
from compliance.redaction.types import PhiType, Span

_BETWEEN = frozenset("and then uh um er dash hyphen".split())
_BETWEEN_LETTERS = _BETWEEN | {"okay", "as", "in"}
_HOURS = re.compile(
    r"\s*(o'?clock|a\.?m\b|p\.?m\b|milligrams?|mg\b|percent|degrees|over\b|out of)", re.I
)
_MONTH = "|".join(MONTHS)
_EMAIL = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]+"
    r"|(?<![\w'])(?:[a-z0-9]+[ ._-]+(?:(?:dot|underscore|dash)\s+)?){0,3}?[a-z0-9_.-]+ at "
    r"[a-z0-9-]+(?:\.| dot )(?:com|net|org|edu|gov|io|co|us|info)\b",
    re.I,
)
_CUES: tuple[tuple[PhiType, re.Pattern[str]], ...] = tuple(
    (type, re.compile(pattern, re.I))
    for type, pattern in (
        (PhiType.SSN, r"social security|\bssn\b|\blast four of my social\b"),
        (PhiType.INSURANCE_ID, r"member|policy|insurance (id|number)|group number|subscriber"),
        (PhiType.MRN, r"record number|\bmrn\b|chart number|medical record"),
        (PhiType.ZIP, r"zip|postal code|zuc? code|visit code"),
        (PhiType.FAX, r"\bfax\b"),
        (PhiType.ACCOUNT, r"account|card number|routing"),
        (PhiType.PHONE, r"phone|call me (at|on)|reach me|my (number|cell|mobile)|it ends"),
    )
)
_IDS = (PhiType.INSURANCE_ID, PhiType.MRN, PhiType.ACCOUNT, PhiType.OTHER_ID)
_STREET = re.compile(
    r"\b(?:\d+|(?:[a-z]+[ -]){1,4}?)\s*(?:[a-z']+\s+){1,4}(?:street|road|avenue|lane|drive|court|"
    r"boulevard|way|circle|place|terrace|parkway|highway)\b"
    r"(?:,? (?:apartment|apt|unit|suite) \w+)?",
    re.I,
)
_NUMBER_FIRST = re.compile(
    r"\b(?:\d+|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b",
    re.I,
)
_OLD = re.compile(
    r"\b(?:(?:i'?m|i am|he'?s|she'?s|he is|she is|aged?|age is)\s+)"
    r"((?:ninety(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|9\d|1[01]\d|"
    r"(?:a |one )?hundred(?: and \w+)?))\b",
    re.I,
)
_INTRODUCES = re.compile(
    r"\b(?:my name(?:'s| is)|name is|this is|i am|i'm|speaking with|(?:my|his|her|the) "
    r"(?:wife|husband|son|daughter|mother|mom|father|dad|brother|sister|partner|doctor|nurse)"
    r"(?:'s name is| is| called)?,?|dr\.?|doctor|mr\.?|mrs\.?|ms\.?|number of|calling for|for)"
    r"\s+((?:[a-z][a-z'-]+\s*){1,3})",
    re.I,
)
_CITY = re.compile(
    r"\b(?:i live in|living in|i'm in|from|town of|city of) ((?:[A-Z][a-z]+ ?){1,3})"
)


def dates(text: str, expected: PhiType | None) -> Iterator[Span]:
    """A calendar date with a day or a month; with a birth question also bare parts."""
    kind = PhiType.DOB if expected is PhiType.DOB or _born(text) else PhiType.DATE
    marks = [t for t in tokens(text)]
    i = 0
    while i < len(marks):
        j, parts = i, 0
        while j < len(marks) and (_date_part(marks[j]) or (parts and _date_joint(marks[j]))):
            parts += _date_part(marks[j])
            j += 1
        while j > i and not _date_part(marks[j - 1]):
            j -= 1
        run = marks[i:j]
        if run and _is_date(run, kind is PhiType.DOB, text):
            yield Span(run[0].start, run[-1].end, kind)
        i = max(j, i + 1)
    for match in re.finditer(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b", text):
        yield Span(match.start(), match.end(), kind)


def _born(text: str) -> bool:
    return re.search(r"\bborn\b|birth", text, re.I) is not None


def _is_month(token: Token) -> bool:
    return token.word in MONTHS or token.word in [m[:3] for m in MONTHS if m != "may"]


def _date_part(token: Token) -> bool:
    return _is_month(token) or token.ordinal is not None or token.value is not None


def _date_joint(token: Token) -> bool:
    return token.word in ("of", "the", "in", "and")


def _is_date(run: list[Token], birth: bool, text: str) -> bool:
    month = any(map(_is_month, run))
    number = any(t.ordinal is not None or t.value is not None for t in run)
    if month and number:
        return not _HOURS.match(text, run[-1].end)
    if birth:
        return not (len(run) == 1 and run[0].ordinal in (1, 2) and len(text.split()) > 3)
    return False


def runs(text: str, *, letters: bool) -> Iterator[list[Token]]:
    """Runs of numbers (and of single letters), with nothing but fillers and signs in between."""
    run: list[Token] = []
    waiting: list[Token] = []
    for token in tokens(text):
        single = letters and len(token.word) == 1 and token.word.isalpha()
        if token.value is not None or (single and token.word not in ("a", "i")) or (single and run):
            run += [*waiting, token] if run else [token]
            waiting = []
        elif run and token.word in (_BETWEEN_LETTERS if letters else _BETWEEN):
            waiting.append(token)
        elif run:
            yield run
            run, waiting = [], []
    if run:
        yield run


def count_digits(run: list[Token]) -> int:
    """How many digits a run holds."""
    return sum(len(t.value) for t in run if t.value)


def numbers(text: str, expected: PhiType | None) -> Iterator[Span]:
    """Phones, record and member numbers, ZIP codes: by question, by cue, or by length."""
    identifier = expected in _IDS or any(p.search(text) for t, p in _CUES if t in _IDS)
    for run in runs(text, letters=identifier):
        span = (run[0].start, run[-1].end)
        kind = _kind(text, run, expected)
        if kind is not None and not _HOURS.match(text, span[1]):
            yield Span(*span, kind)


def _kind(text: str, run: list[Token], expected: PhiType | None) -> PhiType | None:
    size = count_digits(run)
    lettered = sum(1 for t in run if t.value is None and t.word.isalpha())
    before = text[: run[0].start]
    cued = [(m.end(), t) for t, p in _CUES for m in p.finditer(before)]
    if cued and (size >= 2 or lettered >= 2):
        kind = max(cued, key=lambda c: c[0])[1]
        if kind not in (PhiType.ZIP,) or size in (5, 9):
            return kind
    if expected in (PhiType.PHONE, PhiType.SSN, *_IDS) and size + lettered >= 2:
        return expected
    if expected is PhiType.PHONE and len(text.split()) <= 3 and size:
        return expected
    if expected is PhiType.ZIP or (expected in (PhiType.ADDRESS, PhiType.CITY) and size == 5):
        return PhiType.ZIP if size >= 3 else None
    if size >= 10:
        return PhiType.PHONE
    return PhiType.OTHER_ID if size >= 6 else None


def emails(text: str, expected: PhiType | None) -> Iterator[Span]:
    """Written and spoken e-mail addresses."""
    for match in _EMAIL.finditer(text):
        start = match.start()
        lead = re.match(
            r"(?:(?:it'?s|its|is|my|e-?mail|address|sure|yes|that'?s)[, ]+)+", match[0], re.I
        )
        yield Span(start + (lead.end() if lead else 0), match.end(), PhiType.EMAIL)


def addresses(text: str, expected: PhiType | None) -> Iterator[Span]:
    """House number and street; the city behind "in" when a place was asked for."""
    for match in _STREET.finditer(text):
        number = _NUMBER_FIRST.search(match[0])
        if number:
            yield Span(match.start() + number.start(), match.end(), PhiType.ADDRESS)
    if expected in (PhiType.ADDRESS, PhiType.CITY):
        for match in re.finditer(r"\bin ((?:[A-Z][\w']+ ?){1,3}|[a-z]+$)", text):
            city = match[1].rstrip()
            yield Span(match.start(1), match.start(1) + len(city), PhiType.CITY)
        if expected is PhiType.CITY:
            for name in bare_name(text.split(",")[0].split(".")[0], limit=3):
                yield Span(name.start, name.end, PhiType.CITY)


def ages(text: str, expected: PhiType | None) -> Iterator[Span]:
    """Ages of 90 and more (164.514(b)(2)(i)(C)); younger ones are not PHI."""
    for match in _OLD.finditer(text):
        yield Span(match.start(1), match.end(1), PhiType.AGE_OVER_89)


def introductions(text: str, expected: PhiType | None) -> Iterator[Span]:
    """Names behind "this is", "my wife", "doctor": known given names, or capitals."""
    for match in _INTRODUCES.finditer(text):
        words = list(re.finditer(r"[A-Za-z][\w'-]*", match[1]))
        named = words[0][0].lower() in given_names() and words[0][0].lower() not in _ORDINARY
        if named or (all(w[0][0].isupper() for w in words[:2]) and len(words) > 1):
            kept = [w for w in words if w[0].lower() not in _ORDINARY]
            end = next((w.end() for w in reversed(kept[:3])), 0)
            if end:
                yield Span(match.start(1), match.start(1) + end, PhiType.NAME)


def narrative(text: str, expected: PhiType | None) -> Iterator[Span]:
    """Names and places that the model sees, widened to whole words."""
    for start, end, kind in names_and_places(text):
        while start and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        if text[start:end].lower() not in _ORDINARY:
            yield Span(start, end, kind)


_ORDINARY = frozenset(
    """may will can sure yes no hi hello mark art rose grace hope joy faith dawn june april august
    monday tuesday wednesday thursday friday saturday sunday calling here fine okay the a an and in
    on at new my me about still not very just having feeling going sorry allergic taking good doctor
    nurse first second third one two either both parkinson crohn bell hashimoto latex codeine
    penicillin amoxicillin ibuprofen tylenol aspirin insulin metformin lisinopril amlodipine
    paracetamol vitamin has had is was and car
    advil zyrtec claritin benadryl lipitor zoloft for me myself""".split()
)

DETECTORS = (emails, dates, numbers, addresses, ages, introductions, narrative)
