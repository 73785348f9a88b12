"""What a rule is: a finder with the examples that prove it.

In an example, braces mark what must be masked: ("what's your email?", "it's {al at x dot org}").
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from compliance.redaction.turn import Turn
from compliance.redaction.types import Span

Example = tuple[str, str]


@dataclass(frozen=True)
class Rule:
    """Finds spans of PHI; `identifiers`: its paragraphs of 45 CFR 164.514(b)(2)(i), such as "AB".

    `sure`: its form alone proves it ("jane at x dot org"). What other rules find is left if the
    tagger, which knows the talk, is certain that it is none: "ldl one thirty two" is no number.
    """

    identifiers: str
    find: Callable[[Turn], Iterable[Span]]
    masks: tuple[Example, ...]
    leaves: tuple[Example, ...]
    sure: bool = False
