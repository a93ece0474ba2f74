"""One object that all parts report to; it keeps numbers and, by setting, traces."""

import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import TypeVar

from roombot.telemetry.metrics import Metrics

Place = TypeVar("Place")
Who = TypeVar("Who")
Wanted = TypeVar("Wanted")
Result = TypeVar("Result")
Span = Callable[[str], AbstractContextManager[object]]
UseCase = Callable[[Place, Who, Wanted], Awaitable[Result]]


def no_span(_name: str) -> AbstractContextManager[object]:
    """Trace nothing."""
    return nullcontext()


@dataclass(frozen=True)
class Telemetry:
    """Where deliveries, use cases and requests to Joan are counted, timed and traced."""

    metrics: Metrics = field(default_factory=Metrics)
    span: Span = no_span

    @contextmanager
    def request(self, endpoint: str) -> Iterator[None]:
        """Time a request to Joan, and count what goes wrong with it."""
        began = time.perf_counter()
        try:
            with self.span(f"joan {endpoint}"):
                yield
        except Exception as error:
            self.metrics.joan_errors.labels(endpoint, type(error).__name__).inc()
            raise
        finally:
            self.metrics.joan_seconds.labels(endpoint).observe(time.perf_counter() - began)

    def held_back(self, seconds: float) -> None:
        """Note how long a request waited for its turn."""
        self.metrics.held_back.observe(seconds)

    def counted(
        self, use_case: UseCase[Place, Who, Wanted, Result]
    ) -> UseCase[Place, Who, Wanted, Result]:
        """Return a use case whose outcomes are counted by what was wanted."""

        async def perform(place: Place, who: Who, wanted: Wanted) -> Result:
            intent = type(wanted).__name__
            try:
                with self.span(f"use case {intent}"):
                    result = await use_case(place, who, wanted)
            except Exception as error:
                self.metrics.outcomes.labels(intent, type(error).__name__).inc()
                raise
            self.metrics.outcomes.labels(intent, type(result).__name__).inc()
            return result

        return perform
