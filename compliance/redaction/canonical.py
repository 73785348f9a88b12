"""Canonical values for tools: E.164, ISO dates, joined e-mails, `Rebecca Lawson`, `MDK447109`."""

import re
from datetime import date

from compliance.redaction.addresses import join_address
from compliance.redaction.dates import PartialDate, parse
from compliance.redaction.emails import join_email
from compliance.redaction.letters import spelled_runs
from compliance.redaction.question import Asked
from compliance.redaction.runs import SLIPS, digit_runs, mixed_runs
from compliance.redaction.spoken import tokens
from compliance.redaction.turn import Turn
from compliance.redaction.types import CODES, DATES, NUMBERS, PHONES, PhiType
from compliance.redaction.web_addresses import join_ip, join_url

# Recognisers repeat themselves in "five five five"; the agent reads the number back.
_STUTTER = re.compile(r"(\d)\1{3}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}")


def canonical(type: PhiType, spoken: str, *, today: date | None = None) -> str:
    """Return the value that tools get."""
    if type in PHONES:
        return phone(_digits(spoken, type))
    if type in DATES:
        return str(parse(spoken, today=today))
    if type is PhiType.EMAIL:
        return join_email(spoken)
    if type in NUMBERS:
        return _digits(spoken, type) or spoken.strip()
    if type is PhiType.AGE_OVER_89:
        return _digits(spoken, type)[:4] or spoken.strip()
    if type in CODES:
        said = "".join(run.said for run in mixed_runs(_answer(spoken, type)))
        return (said or "".join(t.word for t in tokens(spoken))).upper()
    if type is PhiType.URL:
        return join_url(spoken)
    if type is PhiType.IP:
        return join_ip(spoken)
    if type is PhiType.ADDRESS:
        return join_address(spoken)
    return _name(spoken) if type is PhiType.NAME else _title(spoken)


def phone(digits: str) -> str:
    """E.164 for ten digits (NANP); fewer or more stay as they are and count as incomplete.

    No area code begins with 0 or 1: before ten digits these are the trunk's, or a caller's "oh".
    """
    if len(digits) == 11 and digits[0] in "01":
        digits = digits[1:]
    elif len(digits) == 11:
        digits = _STUTTER.sub(r"\1\1\1", digits, count=1)
    return f"+1{digits}" if len(digits) == 10 else digits


def is_complete(type: PhiType, value: str) -> bool:
    """Whether nothing is missing: ten digits of a phone, year, month and day of a birth."""
    if type in PHONES:
        return value.startswith("+1")
    if type is PhiType.DOB:
        stored = PartialDate.stored(value)
        return stored is not None and stored.complete
    if type is PhiType.ZIP:
        return len(value) in (5, 9)
    if type is PhiType.SSN:
        return len(value) in (4, 9)
    if type is PhiType.EMAIL:
        return _EMAIL.fullmatch(value) is not None
    if type in (PhiType.INSURANCE_ID, PhiType.MRN):
        return len(value) >= 4 and any(c.isdigit() for c in value)
    return True


def _answer(spoken: str, type: PhiType) -> Turn:
    """The words as what they are: an answer to the question for that type."""
    return Turn(spoken, Asked((type,)))


def _digits(spoken: str, type: PhiType) -> str:
    turn = _answer(spoken, type)
    said = "".join(run.said for run in digit_runs(turn))
    # "two one zero" can be printed "to 1-0"; the span then begins with that word.
    return (SLIPS.get(turn.word(0), "") if len(said) == 9 else "") + said


def _name(spoken: str) -> str:
    """Title case; what was spelled letter by letter is joined."""
    turn = Turn(spoken)
    words: list[str] = []
    at = 0
    runs = {first: (last, letters) for first, last, letters in spelled_runs(turn)}
    while at < len(turn.tokens):
        if at in runs:
            at, word = runs[at]
        else:
            token = turn.tokens[at]
            word = turn.text[token.start : token.end]
        # "Smith-Jones" is one name; between spelled letters a hyphen only parts them.
        hyphen = bool(words) and at not in runs and turn.gap(at - 1) == "-"
        words.append(("-" if hyphen else " ") + _capitalised(word))
        at += 1
    return "".join(words).strip()


def _capitalised(word: str) -> str:
    base = re.sub(r"['’]s$", "", word)
    inner = base[1:].lower() if base.isupper() or base.islower() else base[1:]
    written = base[:1].upper() + inner
    return re.sub(r"^(O|D)['’](\w)", lambda m: f"{m[1]}'{m[2].upper()}", written)


def _title(spoken: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in re.findall(r"[^\s,.;!?]+", spoken))
