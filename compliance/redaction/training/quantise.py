"""Weights in few bits.

- The table of the word pieces: 4 bits, one scale for `BLOCK` numbers of a row.
- Matrices: 7 bits in a byte, one scale a column. Processors without VNNI add up products of two
  full bytes in 16 bits, which overflow.
"""

from dataclasses import dataclass

import numpy as np

from compliance.redaction.training.base_model import Array

BLOCK = 64
_MOST = 63


@dataclass(frozen=True)
class Table:
    """Two 4-bit numbers a byte, the lower half first, around 8."""

    packed: Array
    scales: Array

    def floats(self) -> Array:
        """The rows as the line will see them."""
        halves = np.stack([self.packed & 15, self.packed >> 4], axis=-1)
        blocks = halves.reshape(*self.scales.shape, BLOCK).astype(np.float32) - 8
        whole = blocks * self.scales[..., None]
        return np.asarray(whole.reshape(len(self.packed), -1), np.float32)


def table(rows: Array) -> Table:
    """`rows` in 4 bits: the largest number of a block, with its sign, is -8."""
    blocks = rows.reshape(len(rows), -1, BLOCK)
    at = np.abs(blocks).argmax(-1)[..., None]
    scales = np.take_along_axis(blocks, at, -1)[..., 0] / -8
    scales[scales == 0] = 1
    numbers = np.clip(np.round(blocks / scales[..., None]) + 8, 0, 15).astype(np.uint8)
    numbers = numbers.reshape(len(rows), -1)
    return Table(numbers[:, 0::2] | (numbers[:, 1::2] << 4), scales.astype(np.float32))


def columns(matrix: Array) -> tuple[Array, Array]:
    """The matrix in whole numbers, and the scale of each column."""
    scales = np.maximum(np.abs(matrix).max(0) / _MOST, 1e-12).astype(np.float32)
    return np.round(matrix / scales).astype(np.int8), scales
