"""Traces for OpenTelemetry, by setting; without it nothing of theirs is even imported."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from roombot.telemetry.deliveries import current_delivery
from roombot.telemetry.telemetry import Span, no_span

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import SpanProcessor
    from opentelemetry.trace import Span as OpenSpan

MISSING = "traces need the extra: pip install 'roombot[tracing]'"


class TracingMissing(Exception):  # noqa: N818 - says what is missing
    """Traces are wanted, and their library is not there."""


@contextmanager
def tracing(address: str) -> Iterator[Span]:
    """Send traces to an OTLP collector while the context lasts; nowhere without an address."""
    if not address:
        yield no_span
        return
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415 - extra
            OTLPSpanExporter,
        )
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise TracingMissing(MISSING) from error
    exporter = OTLPSpanExporter(endpoint=f"{address.rstrip('/')}/v1/traces")
    with spans_to(BatchSpanProcessor(exporter)) as span:
        yield span


@contextmanager
def spans_to(processor: "SpanProcessor") -> Iterator[Span]:
    """Give spans to a processor; they name kinds, never what people say or who they are."""
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 - an extra
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 - an extra

    provider = TracerProvider(
        resource=Resource({"service.name": "roombot"}), shutdown_on_exit=False
    )
    provider.add_span_processor(processor)
    tracer = provider.get_tracer("roombot")

    @contextmanager
    def span(name: str) -> Iterator["OpenSpan"]:
        attributes = {"delivery": current_delivery() or ""}
        with tracer.start_as_current_span(
            name, attributes=attributes, record_exception=False, set_status_on_exception=False
        ) as begun:
            yield begun

    try:
        yield span
    finally:
        provider.shutdown()
