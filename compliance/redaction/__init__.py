"""Spoken-PHI redaction: one `Redactor` per call turns words into typed placeholders."""

from compliance.redaction.redactor import Redactor
from compliance.redaction.types import MASKED, Continuation, PhiType, Redaction, Span

__all__ = ["MASKED", "Continuation", "PhiType", "Redaction", "Redactor", "Span"]
