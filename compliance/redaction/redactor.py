"""One call's redactor: knows what was asked, what was said, and what is still being said.

Rules it enforces:
- a rule that raises masks the whole turn (fail closed);
- parts of one identifier, in one turn or over several, share one placeholder;
- `peek` changes nothing; `scrub` is idempotent and leaves placeholders as they are.
"""

import copy
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from compliance.redaction.canonical import canonical
from compliance.redaction.continuation import continuation
from compliance.redaction.dates import parse
from compliance.redaction.history import History, expecting
from compliance.redaction.mentions import Mentions
from compliance.redaction.merging import disjoint, glued, outside
from compliance.redaction.placeholders import PLACEHOLDER
from compliance.redaction.question import Question
from compliance.redaction.rules import RULES, STRUCTURED
from compliance.redaction.runs import digit_runs
from compliance.redaction.scrubbing import KnownValues, Value
from compliance.redaction.turn import Turn
from compliance.redaction.types import Continuation, PhiType, Redaction, Span
from compliance.redaction.vault import Entity, Vault

_REMEMBERED = 512


class Redactor:
    """Redacts the caller's words and everything else that leaves; one object per call."""

    def __init__(self, vault: Vault | None = None, *, today: date | None = None) -> None:
        self.vault = vault or Vault()
        self._today = today
        self._question = Question()
        self._history = History()
        self._mentions = Mentions(self.vault, today=today)
        self._known: tuple[tuple[object, ...], KnownValues] = ((), KnownValues(()))
        self._scrubbed: dict[str, str] = {}

    def agent(self, text: str) -> None:
        """Take what the agent said: its question tells what a bare answer is."""
        self._history.agent(text)
        before = self._question.heard
        if self._question.hear(text):
            self._mentions.asked_anew(another=self._question.heard != before)

    def agent_begins(self, text: str) -> None:
        """Take what the agent begins to say: the caller may answer before it is heard."""
        self._question.begin(text)

    def caller(self, text: str) -> Redaction:
        """Redact one final transcript, a turn or a fragment of one."""
        try:
            if any(self.vault.knows(m[0]) for m in PLACEHOLDER.finditer(text)):
                # No caller utters a placeholder of this call: it is what was redacted before.
                return self._redaction(Turn(text), [])
            asked = self._question.asked
            context = expecting(self._history.context(self._question.begun), asked.types)
            turn = self._going_on(Turn(text, asked, context))
            return self._redaction(turn, self._spans(turn))
        except Exception:
            # Invariant: a redactor error masks the whole turn. No detail: it could quote the text.
            return self._all_masked(text)
        finally:
            self._question.answered()
            self._history.caller(text)

    def peek(self, text: str) -> Redaction:
        """Redact an interim transcript; the state stays as it is."""
        twin = Redactor(copy.deepcopy(self.vault), today=self._today)
        twin._question = copy.copy(self._question)
        twin._history = self._history.copy()
        twin._mentions = self._mentions.copy(twin.vault)
        return twin.caller(text)

    def scrub(self, text: str) -> str:
        """Redact anything else that is about to leave: known values first, then structured PHI."""
        known = self._known_values()
        if text not in self._scrubbed:
            clean = self._scrubbed_anew(text, known)
            # Beside a new placeholder words can read as PHI that did not before.
            while (again := self._scrubbed_anew(clean, known)) != clean:
                clean = again
            if len(self._scrubbed) >= _REMEMBERED:
                self._scrubbed.clear()
            self._scrubbed[clean] = self._scrubbed[text] = clean
        return self._scrubbed[text]

    def _scrubbed_anew(self, text: str, known: KnownValues) -> str:
        text = known.scrub(text)
        pieces, last = [], 0
        for match in PLACEHOLDER.finditer(text):
            pieces += [self._scrub_plain(text[last : match.start()]), match[0]]
            last = match.end()
        return "".join([*pieces, self._scrub_plain(text[last:])])

    def _scrub_plain(self, text: str) -> str:
        turn = Turn(text)
        found = (s for rule in STRUCTURED for s in rule.find(turn) if not self._wish(s, text))
        spans = disjoint(found, text)
        for span in reversed(spans):
            value = canonical(span.type, text[span.start : span.end], today=self._today)
            placeholder = self.vault.entity(span.type, value).placeholder
            text = f"{text[: span.start]}{placeholder}{text[span.end :]}"
        return text

    def _wish(self, span: Span, text: str) -> bool:
        """A day without a year that nobody told of themselves is an appointment's."""
        if span.type is not PhiType.DATE:
            return False
        said = parse(text[span.start : span.end], today=self._today)
        return said.year is None

    def _known_values(self) -> KnownValues:
        entities = self.vault.entities
        state = tuple((e.type, e.number, e.value, len(e.heard)) for e in entities)
        if state != self._known[0]:
            self._known = (state, KnownValues(entities))
            self._scrubbed.clear()
        return self._known[1]

    def _spans(self, turn: Turn) -> list[Span]:
        taken = [(m.start(), m.end()) for m in PLACEHOLDER.finditer(turn.text)]
        found = [s for rule in RULES for s in rule.find(turn)
                 if rule.sure or not turn.doubted(s.start, s.end)]  # fmt: skip
        if turn.asked.wants(PhiType.NAME):
            found += self._name_again(turn.text)
        known = [Span(start, end, value.type)
                 for start, end, value in self._known_values().find(turn.text)]  # fmt: skip
        return glued(disjoint(outside([*found, *known], taken), turn.text), turn.text)

    def _going_on(self, turn: Turn) -> Turn:
        """The turn, with what is still unfinished asked for if it begins with the digits of it.

        The agent may have asked something else meanwhile. Fewer than three digits answer that.
        """
        unfinished = self._mentions.unfinished
        if unfinished is None or turn.asked.types:
            return turn
        run = next((r for r in digit_runs(turn) if r.first <= 1), None)
        if run is None or not run.digits == run.spoken_digits >= 3:
            return turn
        return Turn(turn.text, replace(turn.asked, types=(unfinished,)), turn.context)

    def _name_again(self, text: str) -> Iterator[Span]:
        """The words of the name under discussion, ordinary words too ("rose like the flower")."""
        for word in self._mentions.name.split():
            for match in re.finditer(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
                yield Span(match.start(), match.end(), PhiType.NAME)

    def _redaction(self, turn: Turn, spans: list[Span]) -> Redaction:
        entities = self._mentions.assign(turn, spans)
        more = continuation(turn, spans, entities)
        if entities and self._mentions.mid_spelling:
            more = Continuation.CERTAIN
        named = sorted([*zip(spans, entities, strict=True), *self._repeated(turn.text, spans)],
                       key=lambda pair: pair[0].start)  # fmt: skip
        redacted = turn.text
        for span, entity in reversed(named):
            redacted = f"{redacted[: span.start]}{entity.placeholder}{redacted[span.end :]}"
        return Redaction(turn.text, redacted, tuple(span for span, _ in named), more)

    def _repeated(self, text: str, spans: list[Span]) -> Iterator[tuple[Span, Value]]:
        """Further places of values that were first said in this very turn."""
        taken = [*((s.start, s.end) for s in spans),
                 *((m.start(), m.end()) for m in PLACEHOLDER.finditer(text))]  # fmt: skip
        for start, end, value in self._known_values().find(text):
            span = Span(start, end, value.type)
            if outside([span], taken):
                yield span, value

    def _all_masked(self, text: str) -> Redaction:
        entity: Entity = self.vault.issue(PhiType.OTHER_ID, text)
        span = (Span(0, len(text), PhiType.OTHER_ID),) if text else ()
        placeholder = entity.placeholder if text else ""
        return Redaction(text, placeholder, span, Continuation.NONE, failed=True)
