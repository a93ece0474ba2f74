"""Numbers for Prometheus; every label has few values, and none comes from people."""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

WAITS = (0.1, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
LATENCIES = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The counts of one process, in a registry of their own."""

    def __init__(self) -> None:
        """Begin at zero."""
        self._registry = CollectorRegistry()
        self.deliveries = Counter(
            "roombot_deliveries",
            "What Slack delivered, by kind and result.",
            ("kind", "result"),
            registry=self._registry,
        )
        self.responses = Counter(
            "roombot_http_responses",
            "Answers at the endpoint by status, refusals included.",
            ("status",),
            registry=self._registry,
        )
        self.outcomes = Counter(
            "roombot_outcomes",
            "What came of what people wanted.",
            ("intent", "outcome"),
            registry=self._registry,
        )
        self.joan_seconds = Histogram(
            "roombot_joan_request_seconds",
            "How long Joan took, by endpoint.",
            ("endpoint",),
            buckets=LATENCIES,
            registry=self._registry,
        )
        self.joan_errors = Counter(
            "roombot_joan_errors",
            "What went wrong with Joan, by endpoint.",
            ("endpoint", "error"),
            registry=self._registry,
        )
        self.held_back = Histogram(
            "roombot_joan_held_back_seconds",
            "How long requests waited for their turn within Joan's limit.",
            buckets=WAITS,
            registry=self._registry,
        )
        self._jobs = Gauge(
            "roombot_jobs",
            "Jobs in this process: waiting, late (by a minute or more), abandoned within a day.",
            ("state",),
            registry=self._registry,
        )

    def jobs(self, numbers: Mapping[str, int]) -> None:
        """Set how many jobs there are, by state."""
        for state, number in numbers.items():
            self._jobs.labels(state).set(number)

    def page(self) -> bytes:
        """Return what Prometheus reads."""
        return generate_latest(self._registry)
