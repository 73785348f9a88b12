"""The state of a training run: parameters, AdamW's moments, and the step they are at."""

import os
from functools import partial
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from compliance.redaction.training import encoder
from compliance.redaction.training.base_model import Array, BaseModel
from compliance.redaction.training.batches import IGNORED, Batch
from compliance.redaction.training.encoder import Arrays, Parameters

Optimiser = Any
Moments = Any
_WARM_UP = 0.06
_DECAY = 0.01
_LONGEST_GRADIENT = 1.0


class Learner:
    """Learns from batches, of which there will be `steps`."""

    def __init__(
        self, base: BaseModel, table: Array, layers: int, seed: int, steps: int, rate: float
    ) -> None:
        self._steps = steps
        self._table = jnp.asarray(table)
        self._key = jax.random.key(seed)
        self._identity = np.asarray([layers, seed, steps, int(rate * 1e9)])
        self.step = 0
        self.parameters = jax.tree.map(jnp.asarray, encoder.initial(base, layers, seed))
        schedule = optax.warmup_cosine_decay_schedule(0, rate, int(_WARM_UP * steps), steps)
        self._optimiser = optax.chain(
            optax.clip_by_global_norm(_LONGEST_GRADIENT),
            optax.adamw(schedule, weight_decay=_DECAY, mask=_matrices),
        )
        self._moments = self._optimiser.init(self.parameters)
        self._learn = jax.jit(partial(_learned, self._optimiser), donate_argnums=(0, 1))

    def learn(self, batch: Batch) -> jax.Array:
        """Take one step; returns the loss."""
        key = jax.random.fold_in(self._key, self.step)
        self.parameters, self._moments, loss = self._learn(
            self.parameters, self._moments, self._table, batch, key
        )
        self.step += 1
        return loss

    def save(self, file: Path) -> None:
        """Write what `resume` needs, whole or not at all."""
        leaves = jax.tree.leaves((self.parameters, self._moments))
        arrays: dict[str, Any] = {f"leaf{n}": np.asarray(leaf) for n, leaf in enumerate(leaves)}
        half = file.with_suffix(".half.npz")
        np.savez(half, step=np.asarray(self.step), identity=self._identity, **arrays)
        os.replace(half, file)

    def start_from(self, file: Path) -> None:
        """Take the parameters that another run of as many layers saved."""
        with np.load(file) as stored:
            shape = jax.tree.structure(self.parameters)
            # Parameters come before the moments.
            leaves = [jnp.asarray(stored[f"leaf{n}"]) for n in range(shape.num_leaves)]
            self.parameters = jax.tree.unflatten(shape, leaves)

    def resume(self, file: Path) -> None:
        """Go on from a file that this very run wrote; any other is left alone."""
        if not file.exists():
            return
        with np.load(file) as stored:
            if not np.array_equal(stored["identity"], self._identity):
                return
            shape = jax.tree.structure((self.parameters, self._moments))
            leaves = [jnp.asarray(stored[f"leaf{n}"]) for n in range(shape.num_leaves)]
            self.parameters, self._moments = jax.tree.unflatten(shape, leaves)
            self.step = int(stored["step"])


def _matrices(parameters: Parameters) -> Parameters:
    wide: Parameters = jax.tree.map(lambda leaf: leaf.ndim > 1, parameters)
    return wide


def _learned(
    optimiser: Optimiser,
    parameters: Parameters,
    moments: Moments,
    table: jax.Array,
    batch: Arrays,
    key: jax.Array,
) -> tuple[Parameters, Moments, jax.Array]:
    loss, slopes = jax.value_and_grad(_loss)(parameters, table, batch, key)
    changes, moments = optimiser.update(slopes, moments, parameters)
    return optax.apply_updates(parameters, changes), moments, loss


def _loss(parameters: Parameters, table: jax.Array, batch: Arrays, key: jax.Array) -> jax.Array:
    """The mean over the words' first pieces that have a label."""
    scores = encoder.logits(parameters, table, batch, key)
    labels = batch["labels"]
    each = optax.softmax_cross_entropy_with_integer_labels(scores, jnp.maximum(labels, 0))
    told = labels != IGNORED
    return jnp.where(told, each, 0.0).sum() / jnp.maximum(told.sum(), 1)
