"""Training examples: a caller's turn, what was said before it, and the identifiers in it.

python -m compliance.redaction.training.examples --seed 1 --count 30000 --out FILE
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from compliance.redaction.history import Said, context, expecting
from compliance.redaction.question import Question
from compliance.redaction.training import seeds
from compliance.redaction.training.atoms import Dialogue, Span, render
from compliance.redaction.training.questions import Pool
from compliance.redaction.training.refill import refill
from compliance.redaction.training.vary import vary

_FREE = 0.45
"""The share of turns without PHI."""
_PRINTED = 0.3
"""How often turns come that a recogniser printed, before each varied dialogue."""
_SCARCE, _OFTEN = 0.035, 3
"""Seeds with a type that fewer than this share of the seeds have come so many times as often."""


@dataclass(frozen=True, slots=True)
class Example:
    """A caller's turn; `context`: the turns before it, newest last, parted by " | ".

    The words of a span with `optional` set are neither right nor wrong.
    """

    context: str
    text: str
    spans: tuple[Span, ...]
    style: str
    seed: str

    def to_json(self) -> str:
        """One line of JSON."""
        spans = [
            {"start": s.start, "end": s.end, "type": s.type.value, "optional": s.optional}
            for s in self.spans
        ]
        made = {"context": self.context, "text": self.text, "spans": spans}
        return json.dumps(made | {"style": self.style, "seed": self.seed}, ensure_ascii=False)


def examples(dialogue: Dialogue) -> Iterator[Example]:
    """One example for each of the caller's turns."""
    question = Question()
    for at, turn in enumerate(dialogue.turns):
        text, spans = render(turn.atoms)
        if not turn.caller:
            question.hear(text)
            continue
        if text:
            said = [Said(before.caller, before.text) for before in dialogue.turns[:at]]
            before = expecting(context(said), question.asked.types)
            yield Example(before, text, spans, dialogue.style, dialogue.id)
        question.answered()


def generate(
    dialogues: Sequence[Dialogue], rng: random.Random, heard: Sequence[Dialogue] = ()
) -> Iterator[Example]:
    """Examples without end, with their share free of PHI; seeds of scarce types come more often.

    Turns of `heard` come in between, unchanged.
    """
    printed = [example for dialogue in heard for example in examples(dialogue)]
    pool = Pool.of(dialogues)
    weighted = _weighted(dialogues)
    counts = {True: 0, False: 0}
    order: list[Dialogue] = []
    while True:
        while printed and rng.random() < _PRINTED:
            yield rng.choice(printed)
        order = order or rng.sample(weighted, len(weighted))
        for made in examples(vary(refill(order.pop(), rng), pool, rng)):
            free = not made.spans
            share = counts[free] / max(sum(counts.values()), 1)
            if share <= (_FREE if free else 1 - _FREE):
                counts[free] += 1
                yield made


def _weighted(dialogues: Sequence[Dialogue]) -> list[Dialogue]:
    types = [
        {a.mark.type for turn in seed.turns for a in turn.atoms if a.mark} for seed in dialogues
    ]
    counts = Counter(kind for found in types for kind in found)
    scarce = {kind for kind, count in counts.items() if count < len(dialogues) * _SCARCE}
    return [
        seed
        for seed, found in zip(dialogues, types, strict=True)
        for _ in range(_OFTEN if found & scarce else 1)
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Write examples as lines of JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers")
    parser.add_argument("--count", type=int, default=30_000)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seeds", type=Path, nargs="*", default=[], help="other seed files")
    given = parser.parse_args(arguments)
    rng = random.Random(given.seed)  # noqa: S311 - reproducible, not secret
    made = generate(seeds.load(given.seeds), rng)
    with given.out.open("w", encoding="utf-8") as out:
        for n in range(1, given.count + 1):
            out.write(next(made).to_json() + "\n")
            if n % 1000 == 0 or n == given.count:
                print(f"\r{n:,} of {given.count:,}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


if __name__ == "__main__":
    main()
