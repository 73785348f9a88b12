"""From trained parameters to the model file, and whether that still says the same."""

from collections.abc import Sequence
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import onnx

from compliance.redaction.pieces import Pieces
from compliance.redaction.tagger import Tagger
from compliance.redaction.training import encoder, graph, quantise
from compliance.redaction.training.base_model import Array
from compliance.redaction.training.encoder import Parameters
from compliance.redaction.training.examples import Example

_AGREEING = 0.98
_COMPARED = 500
_ATTRIBUTION = (
    "Fine-tuned by Intakeline from the Rampart token classifier of Arcjet Labs, CC-BY-4.0: "
    "lower layers, new head, rounded to 7 and 4 bits."
)


class ExportError(RuntimeError):
    """The model in few bits says something else than the trained one."""


def export(
    parameters: Parameters,
    table: quantise.Table,
    vocabulary: Sequence[str],
    examples: Sequence[Example],
    file: Path,
) -> None:
    """Write the model file; raises ExportError if its labels are not those of the parameters."""
    metadata = {
        "vocabulary": "\n".join(vocabulary),
        "labels": "\n".join(encoder.LABELS),
        "attribution": _ATTRIBUTION,
    }
    onnx.save(graph.model(parameters, table, metadata), str(file))
    shares = _agreement(parameters, table.floats(), vocabulary, examples[:_COMPARED], file)
    print(f"{file.stat().st_size / 1e6:.1f} MB; {shares:.4f} of the labels as before rounding")
    if shares < _AGREEING:
        raise ExportError(f"only {shares:.4f} of the labels are the same after rounding")


def _agreement(
    parameters: Parameters,
    words: Array,
    vocabulary: Sequence[str],
    examples: Sequence[Example],
    file: Path,
) -> float:
    tagger, pieces, table = Tagger(file), Pieces(vocabulary), jnp.asarray(words)
    best = jax.jit(lambda batch: encoder.logits(parameters, table, batch).argmax(-1))
    same = []
    for example in examples:
        for window in pieces.windows(example.context, example.text):
            found = tagger.probabilities(window).argmax(-1)
            wanted = np.asarray(best(_alone(window.ids, window.segments)))[0][window.firsts]
            same += list(found == wanted)
    return float(np.mean(same))


def _alone(ids: list[int], segments: list[int]) -> dict[str, Array]:
    """A batch of one, padded to a multiple of 16 so that few shapes are compiled."""
    room = -len(ids) % 16
    return {
        "ids": np.asarray([ids + [0] * room]),
        "segments": np.asarray([segments + [0] * room]),
        "present": np.asarray([[True] * len(ids) + [False] * room]),
    }
