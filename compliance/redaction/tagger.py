"""Which words of a caller's turn are PHI, and of which type: a small encoder on ONNX Runtime.

It reads the turn together with what was said before it, because "march third eighty two" is what
the question makes of it. `training/MODEL_CARD.md` tells what it was made of and how well it does.
Loaded once per process.
"""

from functools import cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
import onnxruntime

from compliance.redaction.pieces import Pieces, Window, words
from compliance.redaction.types import PhiType

_FILE = Path(__file__).parent / "data" / "tagger.onnx"
_LOADING = Lock()


class Tagged(NamedTuple):
    """Characters `start` to `end`, one word; the likeliest type, and how likely that is.

    `phi`: the probability that the word is any PHI. Mask by that: the types share it.
    """

    start: int
    end: int
    type: PhiType
    probability: float
    phi: float


class Tagger:
    """A model file in memory; an object may be shared by threads."""

    def __init__(self, file: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(file), options, providers=["CPUExecutionProvider"]
        )
        stored = self._session.get_modelmeta().custom_metadata_map
        self._pieces = Pieces(stored["vocabulary"].split("\n"))
        self._types = tuple(PhiType(name) for name in stored["labels"].split("\n")[1:])

    def tag(self, context: str, text: str) -> list[Tagged]:
        """Every word of `text`, said after `context`."""
        found = []
        spans = iter(words(text))
        for window in self._pieces.windows(context, text):
            for row, (start, end) in zip(self.probabilities(window), spans, strict=False):
                best = int(row[1:].argmax())
                found.append(Tagged(start, end, self._types[best], float(row[1 + best]),
                                    1.0 - float(row[0])))  # fmt: skip
        return found

    def probabilities(self, window: Window) -> np.ndarray:
        """The probabilities of all labels, a row for each word of a window."""
        feed = {
            "ids": np.asarray([window.ids], np.int64),
            "segments": np.asarray([window.segments], np.int64),
            "firsts": np.asarray(window.firsts, np.int64),
        }
        return np.asarray(self._session.run(None, feed)[0][0])


def tag(context: str, text: str) -> list[Tagged]:
    """Every word of `text`, said after `context`, by the model that ships with the line."""
    return _tagger().tag(context, text)


def _tagger() -> Tagger:
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> Tagger:
    return Tagger(_FILE)
