"""Train the tagger and write the model file of the line.

    python -m compliance.redaction.training.train --seed 1 \\
        --out compliance/redaction/data/tagger.onnx

About 45 minutes on two free cores, of which the examples take four; every 25 steps it says how
long it still needs. Prints the tables of the model card, measured on dialogues held out.
A run that was cut goes on from its checkpoint beside `--out` when the same command is given again.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from zlib import crc32

from compliance.redaction.pieces import Pieces
from compliance.redaction.tagger import Tagger
from compliance.redaction.training import base_model, quantise, seeds
from compliance.redaction.training.atoms import Dialogue
from compliance.redaction.training.batches import Batch, Labelled, batches, labelled
from compliance.redaction.training.evaluation import report
from compliance.redaction.training.examples import Example, examples, generate
from compliance.redaction.training.export import export
from compliance.redaction.training.learner import Learner

_HELD_OUT = 10
_REPORTED = 25
_SAVED = 200


@dataclass(frozen=True)
class _Plan:
    seed: int
    out: Path
    count: int
    layers: int
    rate: float
    seeds: tuple[Path, ...]
    start: Path | None
    parameters: Path | None

    @property
    def checkpoint(self) -> Path:
        return self.out.with_suffix(".checkpoint.npz")


def split(dialogues: Sequence[Dialogue]) -> tuple[list[Dialogue], list[Dialogue]]:
    """The dialogues to learn from, and every tenth, held out before anything is varied.

    What a recogniser printed of a seed ("d1-057-stt") goes with the seed.
    """
    held_out = [d for d in dialogues
                if crc32(d.id.removesuffix("-stt").encode()) % _HELD_OUT == 0]  # fmt: skip
    return [d for d in dialogues if d not in held_out], held_out


def _plan(arguments: Sequence[str] | None) -> _Plan:
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of all random numbers")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=120_000, help="examples, each seen once")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--rate", type=float, default=3e-4, help="the highest learning rate")
    parser.add_argument("--seeds", type=Path, nargs="*", default=[], help="other seed files")
    parser.add_argument("--start", type=Path, help="parameters to start from")
    parser.add_argument("--parameters", type=Path, help="keep the parameters in this file")
    given = vars(parser.parse_args(arguments))
    return _Plan(**given | {"seeds": tuple(given["seeds"])})


def _windows(made: Iterator[Example], vocabulary: Sequence[str]) -> Iterator[Labelled]:
    return labelled(made, Pieces(vocabulary))


def _run(learner: Learner, order: Sequence[Batch], plan: _Plan) -> None:
    """Learn from what is left of the batches."""
    learner.resume(plan.checkpoint)
    begun, first, losses = time.monotonic(), learner.step, []
    for batch in order[first:]:
        losses.append(learner.learn(batch))
        done = learner.step - first
        if learner.step % _REPORTED == 0 or learner.step == len(order):
            mean = sum(float(loss) for loss in losses[-_REPORTED:]) / len(losses[-_REPORTED:])
            left = (time.monotonic() - begun) / done * (len(order) - learner.step)
            print(f"step {learner.step:,} of {len(order):,}  loss {mean:.4f}  "
                  f"{left / 60:.1f} minutes left", flush=True)  # fmt: skip
        if learner.step % _SAVED == 0:
            learner.save(plan.checkpoint)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train the tagger, write its ONNX file and score that on held-out dialogues."""
    plan = _plan(arguments)
    learned_from, held_out = split(seeds.load(plan.seeds))
    heard, held_back = split(seeds.heard())
    base = base_model.load()
    table = quantise.table(base.words)
    rng = random.Random(plan.seed)  # noqa: S311 - reproducible, not secret
    made = list(_windows(islice(generate(learned_from, rng, heard), plan.count), base.vocabulary))
    order = list(batches(made, rng))
    print(f"{len(learned_from):,} dialogues, {len(made):,} windows, {len(order):,} batches; "
          f"{len(held_out):,} dialogues held out", flush=True)  # fmt: skip
    learner = Learner(base, table.floats(), plan.layers, plan.seed, len(order), plan.rate)
    unseen = [example for dialogue in (*held_out, *held_back) for example in examples(dialogue)]
    if plan.start:
        learner.start_from(plan.start)
    _run(learner, order, plan)
    if plan.parameters:
        learner.save(plan.parameters)
    export(learner.parameters, table, base.vocabulary, unseen, plan.out)
    print(report(unseen, Tagger(plan.out).tag))
    plan.checkpoint.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
