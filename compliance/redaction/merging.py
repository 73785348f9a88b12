"""From what the rules found to sorted, disjoint spans."""

import re
from collections.abc import Iterable

from compliance.redaction.types import DATES, NUMBERED, PhiType, Span

_GLUED = (PhiType.NAME, PhiType.CITY, PhiType.ADDRESS, PhiType.ORG)
_CONTENT = re.compile(r"\w|[(+](?=\w)")
_MIDDLE_INITIAL = re.compile(r"[\s-]+(?:[A-Za-z]\.?[\s-]+)?")


def disjoint(found: Iterable[Span], text: str) -> list[Span]:
    """The first rule's type wins where two spans overlap; what only the later covers stays masked.

    Two that read one value differently far are one: a grammar knows where a number ends.
    """
    kept: list[Span] = []
    for span in found:
        trimmed = _trimmed(span, text)
        if trimmed is None:
            continue
        one = [k for k in kept if _overlap(k, trimmed) and _alike(k.type, trimmed.type)]
        if one:
            kept = [k for k in kept if k not in one]
            edges = [*one, trimmed]
            wide = Span(min(s.start for s in edges), max(s.end for s in edges), one[0].type)
        else:
            wide = trimmed
        kept += filter(None, (_trimmed(part, text) for part in _uncovered(wide, kept)))
        kept.sort(key=lambda s: s.start)
    return glued(kept, text)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _alike(one: PhiType, other: PhiType) -> bool:
    """Whether two types may be two readings of one value."""
    return one is other or {one, other} <= NUMBERED or {one, other} <= set(DATES)


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
