"""Faults that tests and the curious inject into Web API methods."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Fault:
    """What goes wrong with a method.

    ``error`` is answered with 200 as Slack does, ``status`` as a bare HTTP error; 429 carries
    ``retry_after``. ``latency`` comes before the answer, ``hang`` never answers. ``after`` lets
    the call take effect first. ``times`` counts down; None lasts until taken away.
    """

    error: str | None = None
    status: int | None = None
    retry_after: int = 1
    latency: float = 0.0
    hang: bool = False
    after: bool = False
    times: int | None = None


class Faults(dict[str, Fault]):
    """Faults by method."""

    def take(self, method: str) -> Fault | None:
        """Return the fault that strikes a call now, counting it down."""
        fault = self.get(method)
        if fault is None or fault.times is None:
            return fault
        if fault.times <= 1:
            del self[method]
        else:
            self[method] = replace(fault, times=fault.times - 1)
        return fault
