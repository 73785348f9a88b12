"""Words and their pieces, as the tagger reads them: `[CLS] before [SEP] the caller's turn [SEP]`.

Each word is read off its first piece. What the lower-case vocabulary drops, the segment number
tells: 1 is a word in lower case, 2 one with a capital, 3 one in capitals; 0 is what came before.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

CONTEXT = 40
"""The most pieces of what came before; the earliest are cut off."""
WINDOW = 128
"""The most pieces of the turn that are read at once."""
POSITIONS = CONTEXT + WINDOW + 3
SEGMENTS = 4
_MARGIN = 32
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class Window:
    """What the tagger reads at once; `firsts`: where the first piece of each word stands."""

    ids: list[int]
    segments: list[int]
    firsts: list[int]


def words(text: str) -> list[tuple[int, int]]:
    """Where the words start and end: runs of letters, digits and apostrophes."""
    return [match.span() for match in _WORD.finditer(text)]


class Pieces:
    """Cuts text into pieces of a vocabulary; an object may be shared by threads."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._tokenizer = Tokenizer(WordPiece(numbers, unk_token="[UNK]"))  # noqa: S106 - no secret
        self._tokenizer.normalizer = BertNormalizer()
        self._tokenizer.pre_tokenizer = BertPreTokenizer()
        self._begin, self._end = numbers["[CLS]"], numbers["[SEP]"]
        self._unknown = numbers["[UNK]"]

    def windows(self, context: str, text: str) -> Iterator[Window]:
        """The windows of a turn; every word is in exactly one of them, with pieces around it."""
        before = self._cut(context)[0][-CONTEXT:] if context.strip() else []
        lead = [self._begin, *before, self._end]
        ids, starts = self._cut(text)
        spans = words(text)
        if not spans:
            return
        firsts = [min(bisect_left(starts, start), len(ids) - 1) for start, _ in spans]
        cases = _cases(text, spans, firsts, len(ids))
        word = 0
        for start in range(0, max(len(ids) - 2 * _MARGIN, 1), WINDOW - 2 * _MARGIN):
            end = min(start + WINDOW, len(ids))
            beyond = len(firsts) if end == len(ids) else bisect_left(firsts, end - _MARGIN)
            if word < beyond:
                yield Window(
                    [*lead, *ids[start:end], self._end],
                    [*[0] * len(lead), *cases[start:end], 1],
                    [len(lead) + first - start for first in firsts[word:beyond]],
                )
            word = beyond

    def _cut(self, text: str) -> tuple[list[int], list[int]]:
        """The numbers of the pieces, and where in the text each starts."""
        # A lone surrogate is no text to the tokenizer.
        made = self._tokenizer.encode(_SURROGATE.sub("\ufffd", text))
        if not made.ids:
            return [self._unknown], [0]
        return made.ids, [start for start, _ in made.offsets]


def _cases(
    text: str, spans: Sequence[tuple[int, int]], firsts: Sequence[int], count: int
) -> list[int]:
    cases = [1] * count
    for (start, end), first, after in zip(spans, firsts, [*firsts[1:], count], strict=True):
        word = text[start:end]
        if word[0].isupper():
            shouted = len(word) > 1 and word.isupper()
            cases[first:after] = [3 if shouted else 2] * (after - first)
    return cases
