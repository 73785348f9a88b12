"""The encoder that is fine-tuned: the lower layers of Rampart (CC-BY-4.0, Arcjet Labs) in JAX.

Its words' table is rounded to 4 bits before training and then left as it is, so that training
sees what the line will run; the rest is trained. BERT's own layout, 384 wide, 12 heads.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from compliance.redaction.training.base_model import BaseModel
from compliance.redaction.types import PhiType

LABELS = ("O", *(kind.value for kind in PhiType))
HEADS = 12
EPSILON = 1e-12
_DROPOUT = 0.1
Parameters = dict[str, Any]
"""`positions`, `segments`, `norm`, `layers` and `head`; a pair is a matrix and its shift."""
Arrays = Mapping[str, Any]


def initial(base: BaseModel, layers: int, seed: int) -> Parameters:
    """The lowest `layers` layers of the model, with a new head."""
    random = np.random.default_rng(seed)
    head = random.normal(0, 0.02, (base.width, len(LABELS))).astype(np.float32)
    return {
        "positions": base.positions,
        "segments": base.segments,
        "norm": base.embedding_norm,
        "layers": base.layers[:layers],
        "head": (head, np.zeros(len(LABELS), np.float32)),
    }


def logits(
    parameters: Parameters, table: jax.Array, batch: Arrays, key: jax.Array | None = None
) -> jax.Array:
    """The scores of the labels at every piece of a batch; with a `key`, some units drop out."""
    drop = partial(_dropped, key)
    ids = batch["ids"]
    x = table[ids] + parameters["segments"][batch["segments"]]
    x = drop(0, _normed(x + parameters["positions"][: ids.shape[1]], parameters["norm"]))
    hidden = jnp.where(batch["present"], 0.0, -1e9)[:, None, None, :]
    for number, layer in enumerate(parameters["layers"]):
        attended = drop(2 * number + 1, _linear(_attended(x, layer, hidden), layer["out"]))
        x = _normed(x + attended, layer["out_norm"])
        raised = jax.nn.gelu(_linear(x, layer["up"]), approximate=False)
        x = _normed(x + drop(2 * number + 2, _linear(raised, layer["down"])), layer["down_norm"])
    return _linear(x, parameters["head"])


def _dropped(key: jax.Array | None, place: int, x: jax.Array) -> jax.Array:
    if key is None:
        return x
    kept = jax.random.bernoulli(jax.random.fold_in(key, place), 1 - _DROPOUT, x.shape)
    return jnp.where(kept, x / (1 - _DROPOUT), 0.0)


def _linear(x: jax.Array, pair: tuple[jax.Array, jax.Array]) -> jax.Array:
    return x @ pair[0] + pair[1]


def _normed(x: jax.Array, pair: tuple[jax.Array, jax.Array]) -> jax.Array:
    centred = x - x.mean(-1, keepdims=True)
    scaled = centred * jax.lax.rsqrt((centred**2).mean(-1, keepdims=True) + EPSILON)
    return scaled * pair[0] + pair[1]


def _attended(x: jax.Array, layer: Parameters, hidden: jax.Array) -> jax.Array:
    rows, length, width = x.shape

    def heads(name: str) -> jax.Array:
        split = _linear(x, layer[name]).reshape(rows, length, HEADS, width // HEADS)
        return split.transpose(0, 2, 1, 3)

    scores = heads("query") @ heads("key").swapaxes(2, 3) / jnp.sqrt(width / HEADS) + hidden
    found = jax.nn.softmax(scores) @ heads("value")
    return found.transpose(0, 2, 1, 3).reshape(rows, length, width)
