"""The trained encoder as an ONNX graph for one turn, in few bits and without padding.

The last layer is computed for the words' first pieces only: nothing else is read.
"""

from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from compliance.redaction.training import quantise
from compliance.redaction.training.base_model import Array, Pair
from compliance.redaction.training.encoder import EPSILON, HEADS, LABELS, Parameters

Model = Any
"""An `onnx.ModelProto`."""
_MICROSOFT = "com.microsoft"
_OPSETS = (("", 18), (_MICROSOFT, 1))


def model(parameters: Parameters, table: quantise.Table, metadata: dict[str, str]) -> Model:
    """The ONNX model: inputs `ids` and `segments` [1, pieces], `firsts` [words]; one output."""
    graph = _Graph()
    x = graph.embedded(parameters, table)
    for number, layer in enumerate(parameters["layers"]):
        last = number == len(parameters["layers"]) - 1
        x = graph.layer(layer, x, graph.node("Gather", x, "firsts", axis=1) if last else x)
    matrix, shift = parameters["head"]
    scores = graph.node("Add", graph.node("MatMul", x, graph.keep(matrix)), graph.keep(shift))
    graph.node("Softmax", scores, axis=-1, to="probabilities")
    made = helper.make_model(
        graph.build(),
        opset_imports=[helper.make_opsetid(*pair) for pair in _OPSETS],
        ir_version=9,
        producer_name="intakeline",
    )
    helper.set_model_props(made, metadata)
    onnx.checker.check_model(made)
    return made


class _Graph:
    """Nodes and constants in the order in which they are added; every value gets a number."""

    def __init__(self) -> None:
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def keep(self, array: Array) -> str:
        name = f"c{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, kind: str, *inputs: str, to: str = "", domain: str = "", **more: object) -> str:
        name = to or f"n{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, inputs, [name], domain=domain, **more))
        return name

    def embedded(self, parameters: Parameters, table: quantise.Table) -> str:
        words = self.node(
            "GatherBlockQuantized", self.keep(table.packed), "ids", self.keep(table.scales),
            domain=_MICROSOFT, bits=4, block_size=quantise.BLOCK, gather_axis=0, quantize_axis=1,
        )  # fmt: skip
        length = self.node("Shape", "ids", start=1)
        zero = self.keep(np.zeros(1, np.int64))
        positions = self.keep(np.asarray(parameters["positions"], np.float32))
        placed = self.node("Add", words, self.node("Slice", positions, zero, length))
        segments = self.keep(np.asarray(parameters["segments"], np.float32))
        whole = self.node("Add", placed, self.node("Gather", segments, "segments"))
        scale, shift = (self.keep(np.asarray(part)) for part in parameters["norm"])
        return self.node("LayerNormalization", whole, scale, shift, axis=-1, epsilon=EPSILON)

    def layer(self, layer: dict[str, Pair], x: str, asking: str) -> str:
        """One layer; `asking`: the pieces of `x` that it is computed for."""
        query = self.linear(asking, layer["query"])
        key, value = self.linear(x, layer["key"]), self.linear(x, layer["value"])
        found = self.node("MultiHeadAttention", query, key, value,
                          domain=_MICROSOFT, num_heads=HEADS)  # fmt: skip
        x = self.normed(self.linear(found, layer["out"]), asking, layer["out_norm"])
        raised = self.node("Gelu", self.linear(x, layer["up"]), domain=_MICROSOFT)
        return self.normed(self.linear(raised, layer["down"]), x, layer["down_norm"])

    def linear(self, x: str, pair: Pair) -> str:
        numbers, scales = quantise.columns(np.asarray(pair[0]))
        return self.node(
            "DynamicQuantizeMatMul", x, self.keep(numbers), self.keep(scales),
            self.keep(np.zeros(len(scales), np.int8)), self.keep(np.asarray(pair[1])),
            domain=_MICROSOFT,
        )  # fmt: skip

    def normed(self, x: str, skip: str, pair: Pair) -> str:
        scale, shift = (self.keep(np.asarray(part)) for part in pair)
        return self.node("SkipLayerNormalization", x, skip, scale, shift,
                         domain=_MICROSOFT, epsilon=EPSILON)  # fmt: skip

    def build(self) -> object:
        pieces, of_words = TensorProto.INT64, TensorProto.FLOAT
        inputs = [("ids", [1, "pieces"]), ("segments", [1, "pieces"]), ("firsts", ["words"])]
        return helper.make_graph(
            self._nodes,
            "tagger",
            [helper.make_tensor_value_info(name, pieces, shape) for name, shape in inputs],
            [helper.make_tensor_value_info("probabilities", of_words, [1, "words", len(LABELS)])],
            self._constants,
        )
