"""Examples as arrays: windows of like length side by side, so that little padding is computed."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from compliance.redaction.pieces import POSITIONS, Pieces, Window, words
from compliance.redaction.training.encoder import LABELS
from compliance.redaction.training.examples import Example

PIECES = 2048
"""How many pieces a batch holds, padding included."""
IGNORED = -1
_LENGTHS = (16, 24, 32, 40, 48, 56, 64, 80, 104, 136, POSITIONS)
_SORTED = 50
Batch = dict[str, np.ndarray[Any, np.dtype[Any]]]


@dataclass(frozen=True)
class Labelled:
    """A window and the label of each of its words, by number."""

    window: Window
    labels: list[int]


def labelled(examples: Iterable[Example], pieces: Pieces) -> Iterator[Labelled]:
    """The windows of the examples."""
    for example in examples:
        labels = word_labels(example)
        for window in pieces.windows(example.context, example.text):
            count = len(window.firsts)
            yield Labelled(window, labels[:count])
            labels = labels[count:]


def word_labels(example: Example) -> list[int]:
    """The label of each word; `IGNORED` where either way is right."""
    found = []
    for start, end in words(example.text):
        span = next((s for s in example.spans if s.start < end and start < s.end), None)
        optional = span is not None and span.optional
        found.append(IGNORED if optional else LABELS.index(span.type.value) if span else 0)
    return found


def batches(examples: Sequence[Labelled], rng: random.Random) -> Iterator[Batch]:
    """All examples once, in an order that `rng` draws."""
    drawn = rng.sample(examples, len(examples))
    groups: list[list[Labelled]] = []
    chunk = _SORTED * PIECES // 40
    for start in range(0, len(drawn), chunk):
        by_length: dict[int, list[Labelled]] = {}
        for example in drawn[start : start + chunk]:
            by_length.setdefault(_room(example), []).append(example)
        for length, alike in by_length.items():
            rows = PIECES // length
            groups += [alike[at : at + rows] for at in range(0, len(alike), rows)]
    rng.shuffle(groups)
    return (_arrays(group) for group in groups)


def _room(example: Labelled) -> int:
    return next(length for length in _LENGTHS if length >= len(example.window.ids))


def _arrays(group: Sequence[Labelled]) -> Batch:
    length = _room(group[0])
    shape = (PIECES // length, length)
    made: Batch = {
        "ids": np.zeros(shape, np.int32),
        "segments": np.zeros(shape, np.int32),
        "present": np.zeros(shape, bool),
        "labels": np.full(shape, IGNORED, np.int32),
    }
    made["present"][:, 0] = True
    for row, example in enumerate(group):
        used = len(example.window.ids)
        made["ids"][row, :used] = example.window.ids
        made["segments"][row, :used] = example.window.segments
        made["present"][row, :used] = True
        made["labels"][row, example.window.firsts] = example.labels
    return made
