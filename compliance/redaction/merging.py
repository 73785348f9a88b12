"""From what the rules found to sorted, disjoint spans."""

import re
from collections.abc import Iterable

from compliance.redaction.types import PhiType, Span

_GLUED = (PhiType.NAME, PhiType.CITY, PhiType.ADDRESS, PhiType.ORG)
_CONTENT = re.compile(r"\w|[(+](?=\w)")
_MIDDLE_INITIAL = re.compile(r"[\s-]+(?:[A-Za-z]\.?[\s-]+)?")


def disjoint(found: Iterable[Span], text: str) -> list[Span]:
    """The first rule's span wins where two overlap; what only the later one covers stays masked."""
    kept: list[Span] = []
    for span in found:
        for part in _uncovered(span, kept):
            trimmed = _trimmed(part, text)
            if trimmed is not None:
                kept.append(trimmed)
        kept.sort(key=lambda s: s.start)
    return glued(kept, text)


def outside(spans: Iterable[Span], taken: Iterable[tuple[int, int]]) -> list[Span]:
    """Those spans that touch none of the places already taken."""
    places = list(taken)
    return [s for s in spans if not any(s.start < end and start < s.end for start, end in places)]


def glued(spans: list[Span], text: str) -> list[Span]:
    """Adjacent words of one name or place are one span, a middle initial included."""
    merged: list[Span] = []
    for span in spans:
        before = merged[-1] if merged else None
        if (
            before is not None
            and before.type is span.type
            and span.type in _GLUED
            and _MIDDLE_INITIAL.fullmatch(text[before.end : span.start])
        ):
            merged[-1] = Span(before.start, span.end, span.type)
        else:
            merged.append(span)
    return merged


def _uncovered(span: Span, kept: list[Span]) -> list[Span]:
    parts = [span]
    for other in kept:
        parts = [
            piece
            for part in parts
            for piece in (
                (part,)
                if part.end <= other.start or other.end <= part.start
                else (
                    Span(part.start, min(part.end, other.start), part.type),
                    Span(max(part.start, other.end), part.end, part.type),
                )
            )
            if piece.start < piece.end
        ]
    return parts


def _trimmed(span: Span, text: str) -> Span | None:
    """The span without signs and spaces at its ends; None if nothing is left."""
    said = text[span.start : span.end]
    marks = list(_CONTENT.finditer(said))
    if not marks:
        return None
    return Span(span.start + marks[0].start(), span.start + marks[-1].end(), span.type)
