import subprocess
import sys
from pathlib import Path

import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from roombot.slack.watched import watched
from roombot.telemetry.deliveries import following
from roombot.telemetry.telemetry import Telemetry
from roombot.telemetry.tracing import TracingMissing, spans_to, tracing


class Wanted:
    pass


async def test_a_delivery_its_use_case_and_joan_are_one_trace_without_texts() -> None:
    exporter = InMemorySpanExporter()
    with spans_to(SimpleSpanProcessor(exporter)) as span:
        telemetry = Telemetry(span=span)

        async def fail(*_: object) -> str:
            with telemetry.request("events"):
                raise ValueError("a private word")

        with following("Ev1"), span("delivery message"), pytest.raises(ValueError, match="private"):
            await telemetry.counted(fail)("office", "Ada", Wanted())
    spans = {one.name: one for one in exporter.get_finished_spans()}
    assert set(spans) == {"delivery message", "use case Wanted", "joan events"}
    assert len({one.context.trace_id for one in spans.values() if one.context}) == 1
    assert "private" not in "".join(one.to_json() for one in spans.values())
    assert {dict(one.attributes or {})["delivery"] for one in spans.values()} == {"Ev1"}


def test_nothing_is_imported_when_traces_are_off() -> None:
    code = (
        "import sys, roombot.app\n"
        "from roombot.telemetry.tracing import tracing\n"
        "with tracing(''): print([one for one in sys.modules if 'opentelemetry' in one])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "[]"


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace.export", None)
    with pytest.raises(TracingMissing, match="tracing"), tracing("http://127.0.0.1:1"):
        pytest.fail("it goes on")


def test_a_collector_that_is_away_disturbs_nobody() -> None:
    with tracing("http://127.0.0.1:1") as span, span("alone"):
        assert watched is not None
