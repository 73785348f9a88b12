"""Which entity a span belongs to: parts of one identifier join, corrections are their own value.

What is still open is kept from fragment to fragment and from turn to turn.
"""

import re
from dataclasses import replace
from datetime import date

from compliance.redaction.canonical import canonical, phone
from compliance.redaction.dates import PartialDate
from compliance.redaction.letters import spelled_runs
from compliance.redaction.question import Asked
from compliance.redaction.respelling import near, plausible, respelled
from compliance.redaction.spelling import distance
from compliance.redaction.turn import Turn
from compliance.redaction.types import CODES, DATES, PHONES, PhiType, Span
from compliance.redaction.vault import Entity, Vault

_LENGTH = {PhiType.PHONE: 10, PhiType.FAX: 10, PhiType.SSN: 9, PhiType.ZIP: 5}
_CORRECTS = re.compile(
    r"\b(no|wait|sorry|actually|i mean|make that|scratch that|correction|rather|oops|not)\b", re.I
)
# What may stand between the parts of a code that is long enough already.
_PAUSE = re.compile(r"(?:[\W_]|\b(?:and|then|uh|um|er|so)\b)*", re.I)
_LAST_NAME = re.compile(r"\b(last|family|sur) ?name( is|'s)?\W*$", re.I)
_FIRST_NAME = re.compile(r"\b(first|given) name(d|'s| is)?\W*$", re.I)
# "It's for my daughter Adaeze, and I'm Ngozi."
_ANOTHER = re.compile(
    r"\b(i'm|i am|my|his|her|our)\b(?! (first|last|given|family|middle|sur))", re.I
)
_ENDING = re.compile(r"\b(ends?|ending|last|final)\b", re.I)
_SOUNDS_ALIKE = 0.35


class Mentions:
    """Follows what the caller is saying and assigns spans to entities of the vault."""

    def __init__(self, vault: Vault, *, today: date | None = None) -> None:
        self._vault = vault
        self._today = today
        self._open: Entity | None = None
        self._name: Entity | None = None
        self._name_growing = False
        self._letters = ""

    def copy(self, vault: Vault) -> "Mentions":
        """A copy over a copy of the vault, for a look ahead."""
        twin = Mentions(vault, today=self._today)
        by_key = {(e.type, e.number): e for e in vault.entities}
        twin._open = by_key[self._open.type, self._open.number] if self._open else None
        twin._name = by_key[self._name.type, self._name.number] if self._name else None
        twin._name_growing, twin._letters = self._name_growing, self._letters
        return twin

    def asked_anew(self, *, another: bool) -> None:
        """The agent asked something: what was given whole before is not continued.

        After the same question again, unless it is `another`, a name may be.
        """
        if another:
            self._name_growing, self._letters = False, ""
        if self._open is not None and self._open.complete:
            self._open = None

    @property
    def mid_spelling(self) -> bool:
        """Whether the letters so far sound like the beginning of the surname heard before.

        One letter short is whole: recognisers lose the last one.
        """
        if self._name is None or not self._letters:
            return False
        heard = [word.lower() for v in (self._name.value, *self._name.heard) for word in v.split()]
        size = len(self._letters)
        return self._letters not in heard and any(
            len(w) > size + 1 and distance(w[:size], self._letters) <= size * _SOUNDS_ALIKE
            for w in heard
        )

    @property
    def unfinished(self) -> PhiType | None:
        """The type of the number of which a part is missing."""
        open_number = self._open is not None and self._open.type in (*_LENGTH, *CODES)
        return self._open.type if self._open and open_number and not self._open.complete else None

    @property
    def name(self) -> str:
        """The name that was given to the question for it; empty before."""
        return self._name.value if self._name is not None else ""

    def assign(self, turn: Turn, spans: list[Span]) -> list[Entity]:
        """Return the entity of each span, in order."""
        made: list[Entity] = []
        if sum(span.type is PhiType.NAME for span in spans) > 1:
            # Both names are spelled, so each tells by itself which one it is.
            turn = Turn(turn.text, replace(turn.asked, part=""))
        for n, span in enumerate(spans):
            said = turn.text[span.start : span.end]
            between = turn.text[spans[n - 1].end if n else 0 : span.start]
            corrects = bool(n and spans[n - 1].type is span.type and _CORRECTS.search(between))
            whole = self._whole_later(turn, spans, n)
            made.append(whole or self._entity(span.type, said, between, turn.asked, corrects))
            goes_on = not made[-1].complete or made[-1].type in CODES
            self._open = made[-1] if goes_on else None
        return made

    def _whole_later(self, turn: Turn, spans: list[Span], n: int) -> Entity | None:
        """ "It ends in nine one, so it's …": the part belongs to the number said in full behind."""
        kind = spans[n].type
        if kind not in PHONES:
            return None
        said = canonical(kind, turn.text[spans[n].start : spans[n].end])
        for later in spans[n + 1 :]:
            value = canonical(kind, turn.text[later.start : later.end])
            if later.type is kind and value.startswith("+1") and not said.startswith("+1"):
                return self._vault.entity(kind, value)
        return None

    def _entity(
        self, type: PhiType, said: str, between: str, asked: Asked, corrects: bool
    ) -> Entity:
        if type is PhiType.NAME:
            return self._named(said, asked, between)
        value = canonical(type, said, today=self._today)
        unfinished = self._open if self._open is not None and self._open.type is type else None
        if type in _LENGTH:
            return self._numbered(type, value, between, unfinished, corrects)
        if unfinished is None:
            return self._vault.entity(type, value)
        joined = _joined(type, unfinished.value, said, value)
        apart = unfinished.complete and not _PAUSE.fullmatch(between)
        if joined is None or apart:
            return self._vault.entity(type, value)
        unfinished.become(joined)
        return unfinished

    def _numbered(
        self, type: PhiType, value: str, between: str, unfinished: Entity | None, corrects: bool
    ) -> Entity:
        digits, length = value.removeprefix("+1"), _LENGTH[type]
        if unfinished is not None and unfinished.value.isdigit():
            joined = _continued(unfinished.value, digits, length, corrects)
            if joined is not None:
                unfinished.become(phone(joined) if type in PHONES else joined)
                return unfinished
        known = [e for e in self._vault.entities if e.type is type and e.complete]
        mended = corrects and unfinished is None
        if known and len(digits) < min(length, 7) and (mended or _ENDING.search(between)):
            whole = known[-1].value[: -len(digits)] + digits
            return self._vault.entity(type, whole)
        return self._vault.entity(type, value)

    def _named(self, said: str, asked: Asked, between: str) -> Entity:
        turn = Turn(said, asked)
        runs = spelled_runs(turn)
        letters = "".join(run[2] for run in runs) or _in_one_piece(turn)
        if letters and self._name is not None and asked.spelling:
            if " " not in self._name.value and _LAST_NAME.search(between):
                self._name.become(f"{self._name.value} {letters.capitalize()}")
                return self._name
            return self._respelled(self._name, letters, asked.part)
        if runs and runs[0][0] > 0:
            heard = said[: turn.tokens[runs[0][0] - 1].end]
            spoken = re.sub(
                r"[\s,]+(that'?s|it'?s|is|spelled|spelt|and|so)$", "", heard, flags=re.I
            )
            value = respelled(canonical(PhiType.NAME, spoken), letters, asked.part)
        else:
            value = canonical(PhiType.NAME, said)
        if asked.spelling and self._name is not None and not near(self._name.value, value):
            # A spelling that was not understood: it is about the name already known.
            return self._name
        return self._name_entity(
            value,
            asked,
            first=_FIRST_NAME.search(between) is not None,
            another=_ANOTHER.search(between) is not None,
        )

    def _respelled(self, name: Entity, letters: str, part: str) -> Entity:
        """Spelled in one go or in two: the letters before count if the name fits better so."""
        heard = name.value.split()[-1].lower()
        both = self._letters + letters
        joins = self._letters and distance(both, heard) < distance(letters, heard)
        self._letters = both if joins else letters
        if not self.mid_spelling and plausible(heard, self._letters):
            name.become(respelled(name.value, self._letters, part))
        return name

    def _name_entity(self, value: str, asked: Asked, *, first: bool, another: bool) -> Entity:
        known = self._vault.find(PhiType.NAME, value) or self._extended(value)
        if known is None and not another and self._grows(value, asked):
            assert self._name is not None
            before = self._name.value
            self._name.become(f"{value} {before}" if first else f"{before} {value}")
            return self._name
        if known is not None and _extends(value, known.value):
            known.become(value)
        entity = known or self._vault.issue(PhiType.NAME, value)
        if asked.wants(PhiType.NAME):
            self._name, self._name_growing = entity, True
        elif self._name is None:
            self._name = entity
        return entity

    def _grows(self, value: str, asked: Asked) -> bool:
        """Whether one more word continues the name given a moment ago ("rebecca", "lawson")."""
        one_word = len(value.split()) == 1 and asked.wants(PhiType.NAME)
        open_name = self._name is not None and len(self._name.value.split()) < 3
        return one_word and open_name and self._name_growing

    def _extended(self, value: str) -> Entity | None:
        """A name known already of which a longer form has all the words."""
        names = (known for known in self._vault.entities if known.type is PhiType.NAME)
        return next((known for known in names if _extends(value, known.value)), None)


def _in_one_piece(turn: Turn) -> str:
    """Letters that a recogniser printed as one word without a vowel ("ptrsn")."""
    word = turn.word(0)
    one = len(turn.tokens) == 1 and len(word) > 2 and word.isalpha()
    return word if one and not set(word) & set("aeiouy") else ""


def _extends(value: str, known: str) -> bool:
    """Whether a longer name has all the words of a known one."""
    return set(known.lower().split()) < set(value.lower().split())


def _joined(type: PhiType, before: str, said: str, value: str) -> str | None:
    """The value with its missing part, or None if what was said is a value of its own."""
    if type in DATES:
        known, new = PartialDate.stored(before), PartialDate.stored(value)
        if known is None or new is None or not known.agrees(new):
            return None
        return str(known.with_parts_of(new))
    if type is PhiType.EMAIL:
        # "fiona" and "at example dot org" arrive apart.
        return None if "@" in value and not value.startswith("@") else before + value
    if type in CODES:
        return value if value.startswith(before) else before + value
    return f"{before} {value}" if type is PhiType.ADDRESS else None


def _continued(before: str, digits: str, length: int, corrects: bool) -> str | None:
    """The digits so far with those just said, or None if these begin a number of their own."""
    if len(before) > length:
        return None
    if len(digits) >= length:
        return digits if digits.startswith(before) and len(digits) == length else None
    if corrects:
        keep = length - len(digits)
        return before[:keep] + digits if keep <= len(before) else before[: -len(digits)] + digits
    if digits.startswith(before) and len(before) >= 3:
        return digits
    if len(before) + len(digits) <= length:
        return before + digits
    overlap = len(before) + len(digits) - length
    return before + digits[overlap:] if before.endswith(digits[:overlap]) else digits
