"""Spans: what they may carry, and every place where content could hide in one."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import (
    Link,
    NonRecordingSpan,
    SpanContext,
    Status,
    StatusCode,
    TraceFlags,
    TraceState,
    set_span_in_context,
)

from compliance.tracing import PhiSafeTracerProvider, phi_safe_tracer_provider

SECRET = "Rebecca Lawson, 555 123 4567"


@pytest.fixture
def exporter() -> InMemorySpanExporter:
    """Where spans end up."""
    return InMemorySpanExporter()


@pytest.fixture
def provider(exporter: InMemorySpanExporter) -> Iterator[TracerProvider]:
    """The provider under test, shut down afterwards."""
    made = phi_safe_tracer_provider(exporter)
    yield made
    made.shutdown()


def exported(provider: TracerProvider, exporter: InMemorySpanExporter) -> str:
    """Return everything that left, as the exporters print it."""
    provider.force_flush()
    return "".join(span.to_json() for span in exporter.get_finished_spans())


def test_timings_and_counts_pass(provider: TracerProvider, exporter: InMemorySpanExporter) -> None:
    """Numbers, flags and identifiers under known keys reach the exporter unchanged."""
    facts = {
        "metrics.ttfb": 0.21,
        "gen_ai.request.model": "gpt-4o-2024-08-06",
        "gen_ai.usage.input_tokens": 512,
        "turn.was_interrupted": True,
        "turn.number": 3,
        "conversation.id": "0b1c-77",
    }
    with provider.get_tracer("pipecat").start_as_current_span("llm", attributes=facts):
        pass
    provider.force_flush()
    (span,) = exporter.get_finished_spans()
    assert span.name == "llm"
    assert dict(span.attributes or {}) == facts
    assert span.resource.attributes["service.name"] == "intakeline"
    assert span.instrumentation_scope is not None
    assert span.instrumentation_scope.name == "pipecat"


@pytest.mark.parametrize(
    "key",
    ["transcript", "text", "input", "output", "tools", "gen_ai.system_instructions", "user_id",
     "tool.arguments", "tool.result", "settings.prompt", "extra.note", "param.x", "a" * 300,
     "function_calls.first_name", SECRET],
)  # fmt: skip
def test_content_is_dropped(
    provider: TracerProvider, exporter: InMemorySpanExporter, key: str
) -> None:
    """A key that is not known passes no text, number or list."""
    for value in (SECRET, 5551234567, [SECRET], True):
        span = provider.get_tracer("pipecat").start_span("stt")
        span.set_attribute(key, value)
        span.end()
    provider.force_flush()
    assert [dict(span.attributes or {}) for span in exporter.get_finished_spans()] == [{}] * 4


@pytest.mark.parametrize("value", [SECRET, "5551234567", "a@b.org", "+1555", "x" * 65, "é", "a\nb"])
def test_a_known_key_passes_no_free_text(
    provider: TracerProvider, exporter: InMemorySpanExporter, value: str
) -> None:
    """An identifier's key takes identifiers, a number's key numbers, and nothing else."""
    keys = ("voice_id", "conversation.id", "metrics.ttfb", "stream", "turn.number", "is_final")
    facts = dict.fromkeys(keys, value)
    with provider.get_tracer("pipecat").start_as_current_span("tts", attributes=facts):
        pass
    assert value not in exported(provider, exporter)


def test_exceptions_events_links_and_states_carry_no_text(
    provider: TracerProvider, exporter: InMemorySpanExporter
) -> None:
    """Everything else a span can say is stripped, and that it failed still shows."""
    state = TraceState([("note", SECRET.replace(", ", "-").replace(" ", "-"))])
    other = SpanContext(1, 2, is_remote=True, trace_flags=TraceFlags(1), trace_state=state)
    tracer = provider.get_tracer(SECRET, "1", schema_url=SECRET, attributes={"note": SECRET})

    def fail() -> None:
        with tracer.start_as_current_span(SECRET, links=[Link(other, {"text": SECRET})]) as span:
            span.add_event(SECRET, {"text": SECRET})
            span.set_status(Status(StatusCode.ERROR, SECRET))
            raise ValueError(SECRET)

    with pytest.raises(ValueError, match="Rebecca"):
        fail()
    text = exported(provider, exporter)
    assert "Rebecca" not in text
    (safe,) = exporter.get_finished_spans()
    assert safe.status.status_code is StatusCode.ERROR
    assert safe.status.description is None
    assert (safe.name, safe.events) == ("span", ())
    assert [link.context.span_id for link in safe.links] == [2]


def test_trace_state_of_a_remote_parent_is_dropped(
    provider: TracerProvider, exporter: InMemorySpanExporter
) -> None:
    """What a caller's header put into the trace state stays in neither the span nor its parent."""
    state = TraceState([("note", "rebecca")])
    remote = SpanContext(1, 2, is_remote=True, trace_flags=TraceFlags(1), trace_state=state)
    parent = set_span_in_context(NonRecordingSpan(remote))
    provider.get_tracer("x").start_span("stt", context=parent).end()
    provider.force_flush()
    (span,) = exporter.get_finished_spans()
    assert span.parent is not None
    assert span.context is not None
    assert (len(span.parent.trace_state), len(span.context.trace_state)) == (0, 0)


def test_a_processor_added_later_sees_no_more(exporter: InMemorySpanExporter) -> None:
    """Whoever adds a processor to the provider gets the same safe spans."""
    provider = PhiSafeTracerProvider(resource=Resource({"note": SECRET}))
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    with provider.get_tracer("x").start_as_current_span("stt", attributes={"transcript": SECRET}):
        pass
    assert exporter.get_finished_spans()
    assert "Rebecca" not in exported(provider, exporter)
    provider.shutdown()


def test_the_environment_adds_nothing(
    exporter: InMemorySpanExporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Resource attributes from the environment pass the same allow-list."""
    monkeypatch.setenv("OTEL_RESOURCE_ATTRIBUTES", "patient=Rebecca,service.version=1.2.0")
    provider = phi_safe_tracer_provider(exporter)
    provider.get_tracer("x").start_span("stt").end()
    text = exported(provider, exporter)
    assert "Rebecca" not in text
    assert "1.2.0" in text
    provider.shutdown()


def test_spans_stay_linked_to_their_parents(
    provider: TracerProvider, exporter: InMemorySpanExporter
) -> None:
    """Times and ids survive, or a trace would be of no use."""
    tracer = provider.get_tracer("pipecat")
    with tracer.start_as_current_span("turn"), tracer.start_as_current_span("llm"):
        pass
    provider.force_flush()
    llm, turn = exporter.get_finished_spans()
    assert llm.parent is not None
    assert turn.context is not None
    assert llm.parent.span_id == turn.context.span_id
    assert llm.start_time is not None
    assert llm.end_time is not None
    assert llm.start_time <= llm.end_time


@given(st.dictionaries(st.text(max_size=30), st.text(min_size=8, max_size=40), max_size=4))
def test_no_unknown_attribute_passes(attributes: dict[str, str]) -> None:
    """Whatever keys and texts are set, none of them leaves."""
    exporter = InMemorySpanExporter()
    provider = PhiSafeTracerProvider(resource=Resource({}))
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    with provider.get_tracer("x").start_as_current_span("stt") as span:
        for key, value in attributes.items():
            span.set_attribute(f"content.{key}", value)
    (safe,) = exporter.get_finished_spans()
    assert not safe.attributes
    provider.shutdown()
