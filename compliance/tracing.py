"""OpenTelemetry spans that carry timings and counts, never content.

Pipecat writes transcripts, spoken text, whole contexts and exception messages into spans and
has no switch for it. So every span is rebuilt from an allow-list before any processor or
exporter sees it: known keys, with numbers, flags and short identifiers. Events, messages of
exceptions, descriptions of states, attributes of links and trace state are dropped. HIPAA's
minimum necessary rule (45 CFR 164.502(b)) holds for operations, too.
"""

import math
import re
from typing import TextIO

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, Span, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, ConsoleSpanExporter, SpanExporter
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from opentelemetry.trace import Link, SpanContext, Status
from opentelemetry.util.types import Attributes, AttributeValue

_NUMBERS = re.compile(
    r"metrics\.(ttfb|ttfa|processing|character_count|audio_seconds)"
    r"|gen_ai\.usage\.([a-z_]+\.)?(input|output)_tokens"
    r"|gen_ai\.request\.(temperature|max_tokens|top_p|frequency_penalty|presence_penalty)"
    r"|turn\.(number|duration_seconds|user_bot_latency_seconds)"
    r"|(tools|messages|spans|arguments|function_calls)\.count|tool_count"
    r"|audio\.data_size_bytes|[a-z_]{1,40}_ms"
)
_FLAGS = re.compile(
    r"stream|is_final|vad_enabled|stt\.incomplete|tts\.interrupted|transcript\.is_input"
    r"|turn\.(was_interrupted|ended_by_conversation_end)|settings\.vad\.disabled|ok"
)
_IDENTIFIERS = re.compile(
    r"service\.(name|operation)|telemetry\.sdk\.(name|language)"
    r"|gen_ai\.(operation\.name|output\.type|provider\.name|request\.model|system)"
    r"|conversation\.(id|type)|turn\.type|voice_id|language|tool|outcome|stage|error\.type"
)
# All digits could be a telephone or record number; blanks, @ and + never stand in an identifier.
_IDENTIFIER = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9_.:/-]{0,63}")
_VERSIONS = re.compile(r"(service|telemetry\.sdk)\.version")
_VERSION = re.compile(r"\d{1,2}(\.\d{1,3}){1,2}([a-z][a-z0-9]{0,9})?")
_SPAN_NAMES = re.compile(
    r"(conversation|turn|stt|llm|tts|tool|call|redaction|seal)[a-z0-9_.]{0,40}"
)
_UNNAMED = "span"


def phi_safe_tracer_provider(
    exporter: SpanExporter, *, service_name: str = "intakeline"
) -> TracerProvider:
    """Return a provider whose spans reach `exporter` in batches and without content."""
    provider = PhiSafeTracerProvider(resource=Resource.create({"service.name": service_name}))
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider


def trace_to(file: TextIO) -> TracerProvider:
    """Make this process's spans go to `file`, a JSON object a line; once per process."""
    exporter = ConsoleSpanExporter(out=file, formatter=lambda s: f"{s.to_json(indent=None)}\n")
    provider = phi_safe_tracer_provider(exporter)
    trace.set_tracer_provider(provider)
    return provider


def spans_are_phi_safe() -> bool:
    """Whether spans of this process pass the allow-list; no call is traced otherwise."""
    return isinstance(trace.get_tracer_provider(), PhiSafeTracerProvider)


class PhiSafeTracerProvider(TracerProvider):
    """A provider on which no processor, whoever adds it, sees more than the allow-list."""

    def add_span_processor(self, span_processor: SpanProcessor) -> None:
        """Put the allow-list in front of `span_processor`."""
        super().add_span_processor(PhiSafeSpanProcessor(span_processor))


class PhiSafeSpanProcessor(SpanProcessor):
    """Hands ended spans on to another processor, stripped; started ones not at all."""

    def __init__(self, behind: SpanProcessor) -> None:
        self._behind = behind

    def on_start(self, span: Span, parent_context: Context | None = None) -> None:
        """Do nothing: a started span can still be given anything."""

    def on_end(self, span: ReadableSpan) -> None:
        """Hand on the safe copy."""
        self._behind.on_end(phi_safe(span))

    def shutdown(self) -> None:
        """Shut the processor behind down."""
        self._behind.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        """Flush the processor behind."""
        return self._behind.force_flush(timeout_millis)


def phi_safe(span: ReadableSpan) -> ReadableSpan:
    """Return a copy of `span` that holds only what the allow-list knows."""
    scope = span.instrumentation_scope
    return ReadableSpan(
        name=span.name if _SPAN_NAMES.fullmatch(span.name) else _UNNAMED,
        context=_bare(span.context),
        parent=_bare(span.parent),
        resource=Resource(_allowed(span.resource.attributes)),
        attributes=_allowed(span.attributes),
        links=[Link(bare) for link in span.links if (bare := _bare(link.context))],
        kind=span.kind,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=InstrumentationScope(
            scope.name if scope and _IDENTIFIER.fullmatch(scope.name) else _UNNAMED
        ),
    )


def _bare(context: SpanContext | None) -> SpanContext | None:
    """The ids alone: trace state is free text that callers can send."""
    if context is None:
        return None
    return SpanContext(context.trace_id, context.span_id, context.is_remote, context.trace_flags)


def _allowed(attributes: Attributes) -> dict[str, AttributeValue]:
    return {key: value for key, value in (attributes or {}).items() if _is_allowed(key, value)}


def _is_allowed(key: str, value: object) -> bool:
    if isinstance(value, bool):
        return _FLAGS.fullmatch(key) is not None
    if isinstance(value, int | float):
        return _NUMBERS.fullmatch(key) is not None and math.isfinite(value)
    if not isinstance(value, str):
        return False
    if _VERSIONS.fullmatch(key):
        return _VERSION.fullmatch(value) is not None
    return _IDENTIFIERS.fullmatch(key) is not None and _IDENTIFIER.fullmatch(value) is not None
