"""(D, E, G to M, R) Numbers that identify: phones, fax, SSN, record, member, account numbers, ZIP.

The type comes from the nearest words that name one ("my member number is"), else from the
question, else from the number's own shape.
"""

import re
from collections.abc import Iterator

from compliance.redaction.clinical import is_measure
from compliance.redaction.rules.rule import Rule
from compliance.redaction.runs import SLIPS, Run, digit_runs, mixed_runs
from compliance.redaction.turn import Turn
from compliance.redaction.types import PhiType, Span

_CUES: tuple[tuple[PhiType, str], ...] = (
    (PhiType.SSN, r"social security|\bssn\b|\bmy social\b|\bsocial is\b"),
    (PhiType.MRN, r"record number|\bm\.?r\.?n\b|chart (number|id)|medical record|"
                  r"patient (number|id)"),
    (PhiType.INSURANCE_ID, r"\b(member|membership|policy|subscriber|group|plan|insurance|medicare|"
                           r"medicaid|beneficiary)\b( card)?( i\.?d\.?| number| code|'s| is|:| #)|"
                           r"\b(member|subscriber|policy) "),
    (PhiType.ZIP, r"\bzip\b|post(al)? ?code|\bzuc? code|\b[vz]i[sp]it code"),
    (PhiType.FAX, r"\bfax"),
    (PhiType.ACCOUNT, r"\baccount\b|(credit|debit|card) (card|number)|routing|\bcvv\b|"
                      r"security code|expir"),
    (PhiType.LICENSE, r"licen[sc]e|\bnpi\b|\bdea\b|passport"),
    (PhiType.VEHICLE, r"\bplates?\b|\bvin\b|licen[sc]e plate"),
    (PhiType.DEVICE, r"serial|device (id|number)"),
    (PhiType.OTHER_ID, r"(confirmation|reference|prescription|\brx|case|employee|ticket|order|"
                       r"study|claim|referral|authorization|tracking)( number| code| id|:| is)|"
                       r"\bpin\b|passcode|extension"),
    (PhiType.PHONE, r"\bphone|\bcall(ing)? (me|him|her|them|us)?( back)?( at| on)|"
                    r"\breach (me|him|her)|\bmy number|\bcell|\bmobile|"
                    r"(it )?ends (in|with)|"
                    r"last (two|three|four|\d) (digits|numbers|of|are|is)|area code|"
                    r"landline|text me"),
)  # fmt: skip
_COMPILED = tuple((type, re.compile(pattern, re.IGNORECASE)) for type, pattern in _CUES)
_CODES = (PhiType.INSURANCE_ID, PhiType.MRN, PhiType.ACCOUNT, PhiType.LICENSE, PhiType.VEHICLE,
          PhiType.DEVICE, PhiType.OTHER_ID)  # fmt: skip
_NUMBERS = (PhiType.PHONE, PhiType.FAX, PhiType.SSN, *_CODES)
_VAGUE = re.compile(r"\b(number|id)(?: number)?(?:\s+is|'s)\b", re.IGNORECASE)
_REACH = 60
_CORRECTS = re.compile(r"\b(no|wait|sorry|not|actually|mean|correction|scratch|wrong)\b", re.I)
_STATE_ZIP = re.compile(
    r"(a[klrz]|c[aot]|d[ce]|fl|ga|hi|i[adln]|k[sy]|la|m[adeinost]|n[cdehjmvy]|o[hkr]|pa|ri|s[cd]|"
    r"t[nx]|ut|v[at]|w[aivy])(\d{5}|\d{9})",
    re.IGNORECASE,
)
_SSN_SHAPE = re.compile(r"\d{3}-\d{2}-\d{4}")


def find(turn: Turn) -> Iterator[Span]:
    """Yield every number that names somebody or something of theirs."""
    lettered = (*_CODES, PhiType.ZIP)
    coded = turn.asked.wants(*lettered) or any(
        pattern.search(turn.text) for type, pattern in _COMPILED if type in lettered
    )
    runs = mixed_runs(turn) if coded else digit_runs(turn)
    previous: PhiType | None = None
    for run in runs:
        kind = _kind(turn, run, previous)
        if kind is not None:
            first = run.first - _lost_digit(turn, run, kind)
            yield _with_bracket(turn, turn.span(first, run.last, kind))
            previous = kind
    if not coded:
        yield from _codes_by_shape(turn)


def _lost_digit(turn: Turn, run: Run, kind: PhiType) -> int:
    """Whether the tenth digit of a phone was printed as a word before the other nine."""
    phone = kind in (PhiType.PHONE, PhiType.FAX) and run.digits == 9
    return int(phone and turn.word(run.first - 1) in SLIPS)


def _with_bracket(turn: Turn, span: Span) -> Span:
    """ "(702) 555-0148" begins with its bracket, "+1 646" with its sign."""
    before = turn.text[max(0, span.start - 1) : span.start]
    opens = before == "(" and ")" in turn.text[span.start : span.end]
    return Span(span.start - 1, span.end, span.type) if opens or before == "+" else span


def _kind(turn: Turn, run: Run, previous: PhiType | None) -> PhiType | None:
    if is_measure(turn, run.first, run.last, run.digits):
        return None
    cue = _cue(turn, run)
    if cue is not None and _enough(turn, run, cue):
        return cue
    asked = _asked_kind(turn, run)
    if asked is not None:
        return asked
    if previous in _NUMBERS and run.digits >= 2 and _continues(turn, run):
        return previous
    return _by_shape(turn, run)


def _cue(turn: Turn, run: Run) -> PhiType | None:
    """The type named nearest before the number, or right behind it ("... is my fax")."""
    start = turn.tokens[run.first].start
    before = turn.text[max(0, start - _REACH) : start]
    found = [(m.end(), t) for t, p in _COMPILED for m in p.finditer(before)]
    if found:
        return max(found, key=lambda pair: pair[0])[1]
    if not turn.asked.types and (vague := _VAGUE.search(before)):
        return PhiType.OTHER_ID if vague[1].lower() == "id" else PhiType.PHONE
    behind = turn.text[turn.tokens[run.last].end :][:30]
    if re.match(r"\W*(is|that's|was) (my|the|his|her|our) ", behind, re.I):
        return next((t for t, p in _COMPILED if p.search(behind)), None)
    return None


def _enough(turn: Turn, run: Run, kind: PhiType) -> bool:
    if kind is PhiType.ZIP:
        return run.digits in (3, 4, 5, 9) or (turn.asked.wants(PhiType.ZIP) and run.digits >= 2)
    if kind in (PhiType.PHONE, PhiType.FAX):
        return run.digits >= 2
    if run.digits == 0:
        return run.letters >= 3 or (run.letters >= 2 and turn.asked.wants(*_CODES))
    return len(run.said) >= 3


def _asked_kind(turn: Turn, run: Run) -> PhiType | None:
    asked = next((t for t in _NUMBERS if turn.asked.wants(t)), None)
    bare = len(turn.tokens) <= run.last - run.first + 4
    if turn.asked.wants(PhiType.ZIP) and run.digits >= 3 and not (asked and run.digits > 9):
        return PhiType.ZIP
    if turn.asked.wants(PhiType.DOB, PhiType.DATE) and asked is None:
        return PhiType.PHONE if run.digits >= 10 else None
    if asked is PhiType.SSN and run.digits == 10:
        return PhiType.PHONE
    if asked in (PhiType.PHONE, PhiType.FAX, PhiType.SSN):
        return asked if run.digits >= 2 or (run.digits and bare) else None
    if asked is not None:
        if run.digits >= 10 and run.letters == 0 and turn.asked.wants(PhiType.PHONE):
            return PhiType.PHONE
        return asked if run.digits >= 2 or run.letters >= 2 or bare else None
    at_end = run.last == len(turn.tokens) - 1 and run.spoken_digits == run.digits >= 3
    if turn.asked.wants(PhiType.ADDRESS, PhiType.CITY) and (run.digits == 5 or at_end):
        return PhiType.ZIP
    return None


def _continues(turn: Turn, run: Run) -> bool:
    """Whether a correction links the number to the one before it."""
    between = turn.text[
        max(0, turn.tokens[run.first].start - _REACH) : turn.tokens[run.first].start
    ]
    return _CORRECTS.search(between) is not None


def _by_shape(turn: Turn, run: Run) -> PhiType | None:
    text = turn.text[turn.tokens[run.first].start : turn.tokens[run.last].end]
    pieces = run.spoken_digits
    if _SSN_SHAPE.fullmatch(text):
        return PhiType.SSN
    if run.digits in (10, 11) and run.letters == 0:
        return PhiType.PHONE
    if run.digits >= 12:
        return PhiType.ACCOUNT
    if run.digits == 7 and run.letters == 0:
        return PhiType.PHONE
    return PhiType.OTHER_ID if run.digits >= 6 or (run.digits >= 5 and pieces >= 5) else None


def _codes_by_shape(turn: Turn) -> Iterator[Span]:
    for run in mixed_runs(turn):
        if _STATE_ZIP.fullmatch(run.said):
            digits = next(n for n in range(run.first, run.last + 1) if turn.tokens[n].digits)
            yield turn.span(digits, run.last, PhiType.ZIP)
        elif run.letters >= 2 and run.digits >= 4 and len(run.said) >= 6:
            yield turn.span(run.first, run.last, PhiType.OTHER_ID)


RULE = Rule(
    "BDEGHIJKLMR",
    find,
    masks=(
        ("what number can we reach you at?", "sure it's {six oh two}"),
        ("what number can we reach you at?", "My number is {720-5550108}."),
        ("what number can we reach you at?", "{2-1-0, 5-5-5-0-1-9-1}"),
        ("what number can we reach you at?", "{nine one nine, uh, five five five oh one four}"),
        ("what number can we reach you at?", "{eight hundred five five five one two one two}"),
        ("", "you can call me at {five five five, double oh, one nine}"),
        ("what's the member number on your card?", "{M D K, then four four seven, one zero nine}"),
        ("what's the member number on your card?", "it is {MDK-447-109}"),
        ("what's the member number on your card?", "{x as in x-ray, q, nine nine two oh one}"),
        ("and your zip code?", "{two seven five one three}"),
        ("and your zip code?", "{2.7513}"),
        ("what's your address?", "zip code {A78209}"),
        ("", "that is NC {27502}"),
        ("", "my social is {one two three, four five, six seven eight nine}"),
        ("", "the record number is {zero zero four five eight one}"),
        ("I have your phone number as [PHONE_1]. Is that right?", "no, it ends in {nine one}"),
    ),
    leaves=(
        ("what number can we reach you at?", "you can call me any time after five"),
        ("On a scale from zero to ten, how bad is it?", "about four out of ten"),
        ("what's the member number on your card?", "i don't have my card with me"),
        ("and your zip code?", "i don't know it by heart"),
        ("", "my sugar was one eighty and my pressure one fifty over ninety five"),
        ("", "i take five hundred milligrams twice a day for two weeks"),
    ),
)  # fmt: skip
