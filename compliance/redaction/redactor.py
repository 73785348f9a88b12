"""One call's redactor: knows what was asked, what was said, and what is still being said.

Rules it enforces:
- a detector that raises masks the whole turn (fail closed);
- parts of one identifier, in one turn or over several, share one placeholder;
- `peek` changes nothing; `scrub` is idempotent and leaves placeholders as they are.
"""

import copy
import re
from datetime import date

from compliance.redaction.canonical import canonical, digits_and_letters
from compliance.redaction.detect import DETECTORS
from compliance.redaction.gazetteer import settle_surname
from compliance.redaction.names import bare_name, spelled
from compliance.redaction.question import Question
from compliance.redaction.scrubbing import scrub_known
from compliance.redaction.types import PhiType, Redaction, Span
from compliance.vault import PLACEHOLDER, Entity, Vault

_JOINABLE = (PhiType.PHONE, PhiType.FAX, PhiType.DOB)
_STRUCTURED = DETECTORS[:3]


class Redactor:
    """Redacts the caller's words and everything else that leaves; one object per call."""

    def __init__(self, vault: Vault | None = None, *, today: date | None = None) -> None:
        self.vault = vault or Vault()
        self._today = today
        self._question = Question()
        self._open: Entity | None = None
        self._name: Entity | None = None
        self._mid_spelling = False

    def agent(self, text: str) -> None:
        """Take what the agent asked: it tells what a bare answer is."""
        self._question.hear(PLACEHOLDER.sub("it", text))

    def caller(self, text: str) -> Redaction:
        """Redact one final transcript, a turn or a fragment of one."""
        try:
            spans = self._spans(text)
            return self._redaction(text, spans)
        except Exception:
            return self._all_masked(text)

    def peek(self, text: str) -> Redaction:
        """Redact an interim transcript; the state stays as it is."""
        return copy.deepcopy(self).caller(text)

    def scrub(self, text: str) -> str:
        """Redact anything else that is about to leave: known values first, then structured PHI."""
        text = scrub_known(text, self.vault.entities)
        pieces, last = [], 0
        for match in PLACEHOLDER.finditer(text):
            pieces += [self._scrub_plain(text[last : match.start()]), match[0]]
            last = match.end()
        return "".join([*pieces, self._scrub_plain(text[last:])])

    def _scrub_plain(self, text: str) -> str:
        spans = _disjoint([s for find in _STRUCTURED for s in find(text, None)])
        for span in reversed(spans):
            entity = self.vault.entity(span.type, canonical(span.type, text[span.start : span.end]))
            text = f"{text[: span.start]}{entity.placeholder}{text[span.end :]}"
        return text

    # --- finding -----------------------------------------------------------------------------

    def _spans(self, text: str) -> list[Span]:
        expected = self._question.type
        guarded = [Span(m.start(), m.end(), PhiType.OTHER_ID) for m in PLACEHOLDER.finditer(text)]
        found: list[Span] = []
        if expected is PhiType.NAME and self._question.spelling and (hit := spelled(text)):
            found.append(hit[0])
        elif expected is PhiType.NAME:
            found += bare_name(text)
        found += [s for find in DETECTORS for s in find(text, expected)]
        if expected is PhiType.NAME and self._question.spelling and not found:
            found += bare_name(text, limit=3)
        clear = [s for s in found if not any(_overlap(s, g) for g in guarded)]
        return _merged_names(_disjoint(clear), text)

    # --- placeholders ------------------------------------------------------------------------

    def _redaction(self, text: str, spans: list[Span]) -> Redaction:
        self._mid_spelling = False
        entities = self._entities(text, spans)
        redacted = text
        for span, entity in reversed(list(zip(spans, entities, strict=True))):
            redacted = f"{redacted[: span.start]}{entity.placeholder}{redacted[span.end :]}"
        incomplete = bool(entities) and not entities[-1].complete
        if spans:
            self._open = entities[-1] if incomplete else None
        return Redaction(text, redacted, tuple(spans), incomplete or self._mid_spelling)

    def _entities(self, text: str, spans: list[Span]) -> list[Entity]:
        made: list[Entity] = []
        whole = [s for s in spans if s.type is PhiType.PHONE and _is_whole(text, s)]
        for span in spans:
            said = text[span.start : span.end]
            if span.type is PhiType.PHONE and whole and span not in whole:
                # "it ends in nine one": a part of the number that is said in full as well.
                said = text[whole[0].start : whole[0].end]
                made.append(self.vault.entity(span.type, canonical(span.type, said)))
                continue
            made.append(self._entity(span, said, made[-1] if made else None))
        return made

    def _entity(self, span: Span, said: str, previous: Entity | None) -> Entity:
        if span.type is PhiType.NAME:
            return self._name_entity(said)
        value = canonical(span.type, said)
        unfinished = previous if previous and not previous.complete else self._open
        if span.type in _JOINABLE and unfinished and unfinished.type is span.type:
            joined = _joined(span.type, unfinished.value, said)
            if joined is not None:
                unfinished.value = joined
                return unfinished
        return self.vault.entity(span.type, value)

    def _name_entity(self, said: str) -> Entity:
        letters = spelled(said)
        if letters is not None and self._name is not None and self._question.spelling:
            surname = self._name.value.split()[-1].lower()
            if surname.startswith(letters[1]) and surname != letters[1]:
                self._mid_spelling = True
                return self._name
            self._name.value = _respelled(self._name.value, letters[1])
            return self._name
        value = letters[1].capitalize() if letters else canonical(PhiType.NAME, said)
        entity = self._known_name(value) or self.vault.entity(PhiType.NAME, value)
        if self._question.type is PhiType.NAME and not self._question.spelling:
            self._name = entity
        return entity

    def _known_name(self, value: str) -> Entity | None:
        words = set(value.lower().split())
        for entity in self.vault.entities:
            if entity.type is PhiType.NAME and words <= set(entity.value.lower().split()):
                return entity
        return None

    def _all_masked(self, text: str) -> Redaction:
        entity = self.vault.entity(PhiType.OTHER_ID, text)
        return Redaction(text, entity.placeholder, (Span(0, len(text), PhiType.OTHER_ID),), False)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _disjoint(found: list[Span]) -> list[Span]:
    """Keep the earlier rule's span where two overlap, widened by what the later one adds."""
    kept: list[Span] = []
    for span in found:
        if span.end <= span.start:
            continue
        touching = [other for other in kept if _overlap(span, other)]
        kept = [other for other in kept if other not in touching]
        kind = touching[0].type if touching else span.type
        ends = [span, *touching]
        kept.append(Span(min(s.start for s in ends), max(s.end for s in ends), kind))
    return sorted(kept, key=lambda s: s.start)


def _merged_names(spans: list[Span], text: str) -> list[Span]:
    """Adjacent words of one name or place are one span."""
    merged: list[Span] = []
    for span in spans:
        before = merged[-1] if merged else None
        if (
            before
            and before.type is span.type
            and span.type in (PhiType.NAME, PhiType.CITY, PhiType.ADDRESS)
            and re.fullmatch(r"[\s-]+", text[before.end : span.start])
        ):
            merged[-1] = Span(before.start, span.end, span.type)
        else:
            merged.append(span)
    return merged


def _is_whole(text: str, span: Span) -> bool:
    return len(digits_and_letters(text[span.start : span.end], letters=False)) >= 10


def _joined(type: PhiType, before: str, said: str) -> str | None:
    """The value with its missing part, or None if `said` is a new value or does not fit."""
    if type is PhiType.DOB:
        now = canonical(type, said)
        known, new = re.fullmatch(r"(\d{4}|-)-(\d\d)-(\d\d)", before), re.fullmatch(
            r"(\d{4}|-)-(\d\d)-(\d\d)", now
        )  # fmt: skip
        if not known or not new:
            return None
        parts = [
            a if a not in ("-", "00") else b
            for a, b in zip(known.groups(), new.groups(), strict=True)
        ]
        return "-".join(parts)
    digits = before.removeprefix("+1") + digits_and_letters(said, letters=False)
    return canonical(type, digits) if len(digits) <= 10 else None


def _respelled(name: str, letters: str) -> str:
    """The heard name with its surname as spelled, unless the spelling is the slip."""
    words = name.split()
    heard = words[-1].lower()
    if len(words) > 2 and _closer("".join(words[-2:]).lower(), heard, letters):
        return " ".join([*words[:-2], letters.capitalize()])
    given = words[:-1] if len(words) > 1 else words
    return " ".join([*given, settle_surname(heard, letters).capitalize()])


def _closer(joined: str, last: str, letters: str) -> bool:
    from compliance.redaction.gazetteer import distance

    return distance(joined, letters) < distance(last, letters)
