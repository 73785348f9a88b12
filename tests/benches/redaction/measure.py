"""A system's finds, and what they took, from a process of its own with one thread."""

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benches.redaction.dialogues import Dialogue
from tests.benches.redaction.found import Found

_ONE_THREAD = {
    name: "1"
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS",
                 "RAYON_NUM_THREADS", "NUMEXPR_NUM_THREADS")
}  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """What a system found in each of the caller's turns of each dialogue, and what it took.

    `milliseconds`: each of the caller's turns. `load_seconds`: imports, models, a first turn.
    `peak_mib`: the most memory that the process held, with Python and its libraries.
    """

    found: list[list[list[Found]]]
    milliseconds: list[float]
    load_seconds: float
    peak_mib: float


def measure(name: str, dialogues: Sequence[Dialogue]) -> Measured:
    """Measure a system in a new process."""
    with TemporaryDirectory() as folder:
        exchanged = Path(folder) / "exchanged"
        exchanged.write_bytes(pickle.dumps(dialogues))
        command = [sys.executable, "-m", f"{__package__}.play", name, str(exchanged)]
        subprocess.run(command, env=os.environ | _ONE_THREAD, check=True, stdout=sys.stderr)
        measured: Measured = pickle.loads(exchanged.read_bytes())
    return measured
