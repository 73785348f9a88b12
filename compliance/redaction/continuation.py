"""Whether a caller who pauses is in the middle of an identifier.

People pause where they look something up: before a number, inside it, between the letters of a
name. Whoever answers into such a pause is interrupted by the rest, and the identifier is cut.
"""

from compliance.redaction.letters import spelled_runs
from compliance.redaction.turn import Turn
from compliance.redaction.types import CODES, Continuation, PhiType, Span
from compliance.redaction.vault import Entity

_NUMBERED = (PhiType.PHONE, PhiType.FAX, PhiType.DOB, PhiType.SSN, PhiType.EMAIL, *CODES)
_OPEN_ENDED = (*CODES, PhiType.ADDRESS)
# What people say while they look up what was asked for.
_ACKNOWLEDGED = frozenset("yes yeah yep sure okay ok all right thanks thank you".split())
_LEAD_IN = _ACKNOWLEDGED | frozenset(
    "it it's its is i'm that that's this the a my his her our um uh uhm erm hmm well so "
    "let me see think hold on one moment second just and number phone cell mobile "
    "home member id date of birth birthday email address at you can reach call best would be "
    "insurance policy card says reads starts with spelled spell i was born in on".split()
)


def continuation(turn: Turn, spans: list[Span], entities: list[Entity]) -> Continuation:
    """Judge the words of one turn so far; `entities` are those of the `spans`, in order."""
    if entities and not entities[-1].complete:
        return Continuation.CERTAIN
    if not entities and turn.asked.wants(*_NUMBERED) and not turn.asked.confirming:
        return _not_begun({token.word for token in turn.tokens})
    return Continuation.POSSIBLE if _open_ended(turn, spans) else Continuation.NONE


def _not_begun(words: set[str]) -> Continuation:
    """What the words promise of which none is part of the identifier that was asked for."""
    if not words or words - _LEAD_IN:
        return Continuation.NONE
    return Continuation.CERTAIN if words - _ACKNOWLEDGED else Continuation.POSSIBLE


def _open_ended(turn: Turn, spans: list[Span]) -> bool:
    """Whether the words end in a value that could have another part."""
    if not spans or any(token.start >= spans[-1].end for token in turn.tokens):
        return False
    last = spans[-1]
    said = Turn(turn.text[last.start : last.end])
    if last.type is PhiType.NAME:
        half = len(said.tokens) == 1 and turn.asked.wants(PhiType.NAME) and not turn.asked.part
        return half or bool(spelled_runs(said))
    return last.type in _OPEN_ENDED
