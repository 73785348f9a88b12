"""What a rule looks at: the caller's words and what the agent had asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from compliance.redaction.question import Asked
from compliance.redaction.spoken import Token, tokens
from compliance.redaction.tagger import Tagged, tag
from compliance.redaction.types import PhiType, Span

_NO_PHI = 0.3


@dataclass(frozen=True)
class Turn:
    """One transcript and the question it answers.

    `context` is what was said before it; None where no talk is known, as in what leaves the line.
    """

    text: str
    asked: Asked = field(default_factory=Asked)
    context: str | None = None

    @cached_property
    def tags(self) -> list[Tagged]:
        """What the tagger makes of each word; nothing where no talk is known."""
        return [] if self.context is None else tag(self.context, self.text)

    def doubted(self, start: int, end: int) -> bool:
        """Whether the tagger is sure that nothing between two places is PHI."""
        near = [t.phi for t in self.tags if t.start < end and start < t.end]
        return bool(near) and max(near) < _NO_PHI

    @cached_property
    def tokens(self) -> list[Token]:
        """The words of the text with their numbers and letters."""
        return tokens(self.text)

    def numeric(self, place: int) -> bool:
        """Whether a number, an ordinal or a letter stands at a place of the text."""
        return any(t.start <= place < t.end and (t.digits or t.ordinal or t.letter)
                   for t in self.tokens)  # fmt: skip

    def gap(self, at: int) -> str:
        """The characters between token `at` and the next one."""
        return self.text[self.tokens[at].end : self.tokens[at + 1].start]

    def word(self, at: int) -> str:
        """The lower-case word at a place, empty outside the text."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def words(self, start: int, end: int) -> list[str]:
        """The words from `start` to before `end`."""
        return [self.word(at) for at in range(max(start, 0), min(end, len(self.tokens)))]

    def span(self, first: int, last: int, type: PhiType) -> Span:
        """The span from token `first` to token `last`, both included."""
        return Span(self.tokens[first].start, self.tokens[last].end, type)

    def capital(self, at: int) -> bool:
        """Whether the word is written with a capital."""
        return self.text[self.tokens[at].start].isupper()

    def sentence_start(self, at: int) -> bool:
        """Whether a sentence begins here, where a capital says nothing."""
        return at == 0 or re.search(r"[.?!]\s*$", self.gap(at - 1)) is not None

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """All matches of a pattern in the text."""
        return pattern.finditer(self.text)
