"""What is measured.

A mark's *content* is its words without fillers and connecting words ("uh", "the", "dot", "area
code"), or all of them where it has no others. Marks that may be masked either way count nowhere.

- **leaked characters**: characters of the content of all marks that were not masked, as whatever
  type, of all of them; in all, by the dialogue's style, by the mark's type;
- **spans leaked**: marks with any such character, of all marks, by type;
- **other words masked**: words outside every mark with a character masked, of all words outside; in
  all, and in hard negatives, which are dialogues written to tempt into masking what is no PHI;
- **any F1**: precision is the share of the spans found that touch a mark, recall the share of the
  marks touched by a span; spans that touch only marks that may be masked either way do not count;
- **typed F1**: the same, where the type must be the mark's own. A system whose type is coarser than
  ours (a "location") is right if it may stand for the mark's type;
- **without a leak**: dialogues without any leaked character, of all dialogues.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.benches.redaction.dialogues import Dialogue, Mark, Turn
from tests.benches.redaction.found import Found

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_CONNECTING = frozenset(
    "the of and uh um a an dot at dash as in area code extension underscore slash www https com "
    "let's see wait was on".split()
)


@dataclass
class Share:
    """How many of how many."""

    part: int = 0
    whole: int = 0

    def add(self, part: int, whole: int = 1) -> None:
        """Count some more."""
        self.part += part
        self.whole += whole

    def __float__(self) -> float:
        return self.part / self.whole if self.whole else 0.0


@dataclass
class Agreement:
    """How well the spans found and the marks meet."""

    precision: Share = field(default_factory=Share)
    recall: Share = field(default_factory=Share)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        precision, recall = float(self.precision), float(self.recall)
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


Shares = defaultdict[str, Share]


def _shares() -> Shares:
    return defaultdict(Share)


@dataclass
class Score:
    """The counts over the dialogues added so far."""

    leaked: Share = field(default_factory=Share)
    leaked_by_style: Shares = field(default_factory=_shares)
    leaked_by_type: Shares = field(default_factory=_shares)
    spans_leaked: Share = field(default_factory=Share)
    spans_leaked_by_type: Shares = field(default_factory=_shares)
    masked: Share = field(default_factory=Share)
    masked_in_hard_negatives: Share = field(default_factory=Share)
    any: Agreement = field(default_factory=Agreement)
    typed: Agreement = field(default_factory=Agreement)
    without_leak: Share = field(default_factory=Share)

    def add(self, dialogue: Dialogue, found: Sequence[Sequence[Found]]) -> None:
        """Count a dialogue; `found` holds a list for each of the caller's turns."""
        before = self.spans_leaked.part
        for turn, spans in zip(dialogue.answers, found, strict=True):
            masked = _characters(spans)
            for mark in turn.marks:
                if not mark.optional:
                    self._leak(dialogue.style, turn.text, mark, masked)
            self._others(dialogue, turn, masked)
            self._agree(turn.marks, spans)
        self.without_leak.add(self.spans_leaked.part == before)

    def _leak(self, style: str, text: str, mark: Mark, masked: set[int]) -> None:
        content = {at for word in _content(text, mark) for at in word}
        leaked = len(content - masked)
        for share in (self.leaked, self.leaked_by_style[style], self.leaked_by_type[mark.type]):
            share.add(leaked, len(content))
        for share in (self.spans_leaked, self.spans_leaked_by_type[mark.type]):
            share.add(leaked > 0)

    def _others(self, dialogue: Dialogue, turn: Turn, masked: set[int]) -> None:
        marked = _characters(turn.marks)
        for word in _words(turn.text, 0, len(turn.text)):
            if marked.isdisjoint(word):
                self.masked.add(not masked.isdisjoint(word))
                if dialogue.hard_negative:
                    self.masked_in_hard_negatives.add(not masked.isdisjoint(word))

    def _agree(self, marks: Sequence[Mark], spans: Sequence[Found]) -> None:
        for mark in (m for m in marks if not m.optional):
            touching = [span for span in spans if _touch(span, mark)]
            self.any.recall.add(bool(touching))
            self.typed.recall.add(any(mark.type in span.types for span in touching))
        for span in spans:
            touched = [mark for mark in marks if _touch(span, mark)]
            required = [mark for mark in touched if not mark.optional]
            if required or not touched:
                self.any.precision.add(bool(required))
                self.typed.precision.add(any(mark.type in span.types for mark in required))


def percentile(values: Sequence[float], share: float) -> float:
    """The value at a share of the way through the sorted ones, 0.5 for the median."""
    return sorted(values)[round(share * (len(values) - 1))] if values else 0.0


def _words(text: str, start: int, end: int) -> Iterator[range]:
    for word in _WORD.finditer(text[start:end]):
        yield range(start + word.start(), start + word.end())


def _content(text: str, mark: Mark) -> list[range]:
    words = list(_words(text, mark.start, mark.end))
    content = [w for w in words if text[w.start : w.stop].lower() not in _CONNECTING]
    return content or words


def _characters(spans: Sequence[Mark] | Sequence[Found]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _touch(span: Found, mark: Mark) -> bool:
    return span.start < mark.end and mark.start < span.end
