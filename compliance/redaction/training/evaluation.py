"""How well a tagger does on examples: what it leaves in clear, and what it masks for nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from compliance.redaction.tagger import Tagged
from compliance.redaction.training.batches import IGNORED, word_labels
from compliance.redaction.training.encoder import LABELS
from compliance.redaction.training.examples import Example

_THRESHOLDS = (0.1, 0.2, 0.3, 0.5, 0.7)
_MIDDLE = 0.5
_FILLERS = frozenset("the of and uh um a an dot at dash as in area code extension underscore slash "
                     "www https com let's see wait was on".split())  # fmt: skip
"""Inside an identifier these tell nothing; leaving them in clear is no leak."""


@dataclass
class Score:
    """Counts of words, summed over examples."""

    phi: int = 0
    leaked: int = 0
    other: int = 0
    masked: int = 0
    typed: int = 0
    by_type: dict[str, list[int]] = field(default_factory=dict)

    @property
    def leak(self) -> float:
        """The share of words of PHI that is left in clear."""
        return self.leaked / max(self.phi, 1)

    @property
    def over(self) -> float:
        """The share of other words that is masked."""
        return self.masked / max(self.other, 1)

    @property
    def right_type(self) -> float:
        """The share of the masked words of PHI that have the right type, too."""
        return self.typed / max(self.phi - self.leaked, 1)

    def add(self, text: str, tagged: Tagged, label: int, threshold: float) -> None:
        """Count one word."""
        masked = tagged.phi >= threshold
        if label == 0:
            self.other += 1
            self.masked += masked
        elif label != IGNORED and text[tagged.start : tagged.end].lower() not in _FILLERS:
            self.phi += 1
            self.leaked += not masked
            self.typed += masked and tagged.type.value == LABELS[label]
            counts = self.by_type.setdefault(LABELS[label], [0, 0])
            counts[0] += 1
            counts[1] += not masked


Tag = Callable[[str, str], list[Tagged]]


def scores(
    examples: Iterable[Example], tag: Tag, thresholds: Iterable[float]
) -> dict[float, Score]:
    """The score at each threshold of the probability of PHI."""
    made = {threshold: Score() for threshold in thresholds}
    for example in examples:
        labels = word_labels(example)
        for tagged, label in zip(tag(example.context, example.text), labels, strict=True):
            for threshold, score in made.items():
                score.add(example.text, tagged, label, threshold)
    return made


def report(examples: Sequence[Example], tag: Tag) -> str:
    """The scores as they stand in the model card."""
    made = scores(examples, tag, _THRESHOLDS)
    lines = ["| PHI from | PHI left in clear | other words masked | right type |",
             "|---|---|---|---|"]  # fmt: skip
    lines += [f"| {threshold} | {score.leaked} of {score.phi:,} ({score.leak:.1%}) | "
              f"{score.masked} of {score.other:,} ({score.over:.1%}) | {score.right_type:.1%} |"
              for threshold, score in made.items()]  # fmt: skip
    types = ", ".join(f"{kind} {leaked}/{all}"
                      for kind, (all, leaked) in sorted(made[_MIDDLE].by_type.items()))  # fmt: skip
    return "\n".join([*lines, "", f"Words left in clear by type, PHI from {_MIDDLE}: {types}."])
