"""(N, O) Web and internet addresses."""

import re
from collections.abc import Iterator

from compliance.redaction.rules.rule import Rule
from compliance.redaction.turn import Turn
from compliance.redaction.types import PhiType, Span

_URL = re.compile(
    r"\b(?:https?://\S+|www\.\S+)|\b(?:w w w|www|triple w|double u double u double u) dot "
    r"\w+(?: dot \w+)+(?: slash \w+)*"
    r"|\b\w+(?: dot \w+)* dot (?:com|net|org|edu|gov)\b(?: slash \w+)*",
    re.IGNORECASE,
)
_IP = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")


def find(turn: Turn) -> Iterator[Span]:
    """Yield URLs and IPv4 addresses."""
    for match in turn.matches(_URL):
        yield Span(match.start(), match.start() + len(match[0].rstrip(".,?!")), PhiType.URL)
    for match in turn.matches(_IP):
        yield Span(match.start(), match.end(), PhiType.IP)


RULE = Rule(
    "NO",
    find,
    masks=(
        ("", "my page is {www.janes-story.example.com}"),
        ("", "it's {w w w dot lawson dot example dot com}"),
        ("", "the router says {192.168.12.44}"),
        ("", "my website is {janedoe dot com}"),
    ),
    leaves=(("", "the dot on my skin"), ("", "version 1.2.3")),
    sure=True,
)
