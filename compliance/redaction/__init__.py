"""Spoken-PHI redaction: one `Redactor` per call turns words into typed placeholders."""

from compliance.redaction.redactor import Redactor
from compliance.redaction.types import Continuation, PhiType, Redaction, Span

__all__ = ["Continuation", "PhiType", "Redaction", "Redactor", "Span"]
