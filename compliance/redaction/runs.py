"""Runs of digits, and of digits and letters: the raw material of every number that identifies."""

import re
from dataclasses import dataclass

from compliance.redaction.gazetteer import is_ordinary
from compliance.redaction.letters import HEARD_AS, NATO, example_length, heard_letter, letter_at
from compliance.redaction.turn import Turn
from compliance.redaction.types import CODES, PhiType

_BETWEEN = frozenset(
    "and then uh um er dash hyphen slash space so like erm hmm let's lets see okay".split()
)
_BETWEEN_LETTERS = _BETWEEN | frozenset(
    "capital letter letters followed by the number numbers dot period underscore".split()
)
_SOUNDS_LIKE_LETTER = frozenset(
    "you see sea be bee are why jay kay tea tee pea pee em en ex queue cue eye gee dee el vee "
    "zee".split()
)
_NEVER_LETTERS = frozenset("and then than dash slash space".split())
_NO_LETTER = _BETWEEN_LETTERS - {"see", "okay"}
_ASKED_NUMBERS = (PhiType.PHONE, PhiType.FAX, PhiType.SSN, PhiType.INSURANCE_ID, PhiType.MRN)
_LABELS = frozenset("id mrn ssn dob pin dea npi vin po ok okay tv ct mri er dr mr mrs am pm usa us "
                    "cvv rx zip fax bp its".split())  # fmt: skip
_GAP = re.compile(r"[\s,.;\-–—()/+#*'\"…]*")
# "nine fifteen, five five five" is printed as times of day: "9:15, 5:55".
_GAP_IN_NUMBER = re.compile(r"[\s,.;:\-–—()/+#*'\"…]*")
# Digits that recognisers print as words when they stand between digits.
SLIPS = {"to": "2", "too": "2", "for": "4", "ate": "8", "won": "1", "tree": "3", "fore": "4"}
# What "oh" and "oh one" become, where a telephone number was asked for.
_OH_SLIPS = {"a": "0", "or": "0", "owe": "0", "on": "01"}


@dataclass(frozen=True)
class Run:
    """Tokens `first` to `last` (included) and what they say: digits, and letters if allowed."""

    first: int
    last: int
    said: str
    spoken_digits: int = 0

    @property
    def digits(self) -> int:
        """How many digits."""
        return sum(c.isdigit() for c in self.said)

    @property
    def letters(self) -> int:
        """How many letters."""
        return len(self.said) - self.digits


def digit_runs(turn: Turn) -> list[Run]:
    """Runs of numbers with nothing but fillers and signs between them."""
    return _runs(turn, letters=False)


def mixed_runs(turn: Turn) -> list[Run]:
    """Runs of numbers and letters, such as "m d k then four four seven"."""
    return _runs(turn, letters=True)


def _runs(turn: Turn, *, letters: bool) -> list[Run]:
    found: list[Run] = []
    at = 0
    while at < len(turn.tokens):
        run = _run(turn, at, letters)
        if run is not None:
            found.append(run)
            at = run.last + 1
        else:
            at += 1
    return found


def _run(turn: Turn, first: int, letters: bool) -> Run | None:
    said, used = _piece(turn, first, letters, inside=False)
    if not said and letters and _asked_code(turn):
        said, used = _heard_before_number(turn, first)
    if not said or (not letters and turn.word(first) == "o" and not _number(turn, first + 1)):
        return None
    last, pieces = first + used - 1, 1
    at = last + 1
    gap = _GAP_IN_NUMBER if turn.asked.wants(*_ASKED_NUMBERS) else _GAP
    while at < len(turn.tokens) and at - last <= 4:
        if not gap.fullmatch(turn.gap(at - 1)):
            break
        piece, used = _piece(turn, at, letters, inside=True)
        if piece:
            said, last, pieces = said + piece, at + used - 1, pieces + 1
            at = last + 1
        elif turn.word(at) in (_BETWEEN_LETTERS if letters else _BETWEEN):
            at += 1
        else:
            break
    return Run(first, last, said, pieces)


def _piece(turn: Turn, at: int, letters: bool, *, inside: bool) -> tuple[str, int]:
    """What token `at` adds to a run, and how many tokens it takes."""
    token = turn.tokens[at]
    if token.digits is not None and (token.word != "o" or not letters or _number(turn, at + 1)):
        return token.digits, 1
    if inside and _slip(turn, at):
        return _slip(turn, at), 1
    if not letters:
        return "", 0
    examples = example_length(turn, at)
    letter = letter_at(turn, at)
    if letter:
        article = token.word in ("a", "i") and not examples and not _code(turn, at + 1)
        return ("", 0) if article and not (inside and at + 1 == len(turn.tokens)) else (
            letter, 1 + examples)  # fmt: skip
    if heard_letter(turn, at) and (examples > 1 or _is_heard(turn, at, inside)):
        return heard_letter(turn, at), 1 + examples
    return _group(turn, at)


def _heard_before_number(turn: Turn, first: int) -> tuple[str, int]:
    """Letters printed as words right before the digits of a code: "you see double seven"."""
    letters, at = "", first
    while turn.word(at) in _SOUNDS_LIKE_LETTER or (letters and letter_at(turn, at)):
        letters, at = letters + (letter_at(turn, at) or HEARD_AS[turn.word(at)]), at + 1
    return (letters, at - first) if len(letters) > 1 and _number(turn, at) else ("", 0)


def _slip(turn: Turn, at: int) -> str:
    """A digit between digits that was printed as another word ("seven eighth to zero nine")."""
    token = turn.tokens[at]
    if not _digit_like(turn, at + 1):
        return ""
    if not _digit_like(turn, at - 1):
        letters = letter_at(turn, at - 1) or _group(turn, at - 1)[0]
        after_code = letters or turn.word(at - 1) in _BETWEEN
        return SLIPS.get(token.word, "") if after_code and _asked_code(turn) else ""
    if turn.asked.wants(PhiType.PHONE, PhiType.FAX) and token.word in _OH_SLIPS:
        return _OH_SLIPS[token.word]
    spoken_ordinal = token.ordinal is not None and 3 < token.ordinal < 10
    return str(token.ordinal) if spoken_ordinal else SLIPS.get(token.word, "")


def _asked_code(turn: Turn) -> bool:
    return turn.asked.wants(*CODES)


def _digit_like(turn: Turn, at: int) -> bool:
    if _number(turn, at):
        return True
    if not 0 <= at < len(turn.tokens):
        return False
    ordinal = turn.tokens[at].ordinal
    beside = _number(turn, at - 1) or _number(turn, at + 1)
    return beside and (turn.word(at) in SLIPS or (ordinal is not None and 3 < ordinal < 10))


def _is_heard(turn: Turn, at: int, inside: bool) -> bool:
    word = turn.word(at)
    if word == "see" and turn.word(at - 1) in ("let's", "lets", "me"):
        return False
    if word in NATO:
        return inside or _code(turn, at + 1) or turn.word(at + 1) in NATO
    return inside and word not in _NO_LETTER and _code(turn, at + 1) and word != "is"


def _group(turn: Turn, at: int) -> tuple[str, int]:
    """Letters in one piece: capitals as in "MDK", or stuck to a number as in "mdk447"."""
    token = turn.tokens[at]
    written = turn.text[token.start : token.end]
    if not written.isalpha() or len(written) > 5 or token.word in _NEVER_LETTERS:
        return "", 0
    vowelless = 1 < len(written) < 5 and not set(token.word) & set("aeiouy")
    stuck = at + 1 < len(turn.tokens) and turn.gap(at) in ("", "-") and _number(turn, at + 1)
    tail = at > 0 and turn.gap(at - 1) == "" and _number(turn, at - 1)
    shouted = written.isupper() and 1 < len(written) < 5 and token.word not in _LABELS
    initials = vowelless and not is_ordinary(token.word) and token.word not in _LABELS
    code = stuck or tail or shouted or initials or _begins_code(turn, at)
    return (token.word, 1) if code else ("", 0)


def _begins_code(turn: Turn, at: int) -> bool:
    """Whether letters in one piece stand before the digits that were asked for ("hma 206")."""
    word = turn.word(at)
    behind = at + 1 + (turn.word(at + 1) in SLIPS)
    return (
        _asked_code(turn) and 1 < len(word) < 5 and not is_ordinary(word) and _number(turn, behind)
    )


def _number(turn: Turn, at: int) -> bool:
    return 0 <= at < len(turn.tokens) and turn.tokens[at].digits is not None


def _code(turn: Turn, at: int) -> bool:
    return _number(turn, at) or letter_at(turn, at) != "" or turn.word(at) in NATO
