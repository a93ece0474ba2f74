"""What goes wrong on purpose."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from fnmatch import fnmatchcase
from random import Random
from typing import Any, Literal, get_args

Kind = Literal["latency", "status", "drop", "hang", "truncated", "garbage", "declined"]

_PREFIXES = ("/api/v1.0/", "/api/")


@dataclass(frozen=True)
class Fault:
    """A fault, and the requests that it strikes.

    ``latency`` waits ``seconds``, then goes on. ``status`` answers with an error: an HTML page
    from 500 on. ``drop`` closes the connection, ``hang`` never answers. These strike before
    anything is done, or with ``after`` when all is done. ``truncated`` cuts the answer in half,
    ``garbage`` makes it no JSON, ``declined`` takes away what a booking just created.

    ``path`` is a pattern such as ``events/*``, below ``/api/v1.0/``, or a whole path. ``times``
    counts down; None never ends.
    """

    kind: Kind
    method: str = "*"
    path: str = "*"
    after: bool = False
    status: int = 500
    retry_after: int | None = None
    seconds: float = 0.0
    times: int | None = 1
    probability: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what is no fault."""
        if self.kind not in get_args(Kind):
            raise ValueError(f"{self.kind!r} is no fault; see {get_args(Kind)}")

    def is_for(self, method: str, path: str) -> bool:
        """Tell whether it is meant for a request."""
        if self.method not in ("*", method):
            return False
        return any(fnmatchcase(name, self.path) for name in _names(path))


class FaultPlan:
    """The faults still to come, first come first served."""

    def __init__(self, seed: int = 1) -> None:
        self._seed = seed
        self._faults: list[Fault] = []
        self._random = _dice(seed)

    def add(self, *faults: Fault) -> None:
        """Plan faults."""
        self._faults.extend(faults)

    def clear(self) -> None:
        """Plan none, and throw the dice from the beginning."""
        self._faults.clear()
        self._random = _dice(self._seed)

    def remove(self, fault: Fault) -> None:
        """Plan this one no more."""
        self._faults = [one for one in self._faults if one != fault]

    def planned(self) -> list[Fault]:
        """Return the faults still to come."""
        return list(self._faults)

    def strike(self, method: str, path: str) -> tuple[float, Fault | None]:
        """Return the seconds to wait and the fault that strikes, counting them down."""
        seconds = 0.0
        for fault in [one for one in self._faults if one.is_for(method, path)]:
            if self._random.random() >= fault.probability:
                continue
            self._count_down(fault)
            if fault.kind != "latency":
                return seconds, fault
            seconds += fault.seconds
        return seconds, None

    def _count_down(self, fault: Fault) -> None:
        if fault.times is None:
            return
        place = self._faults.index(fault)
        left = [] if fault.times <= 1 else [replace(fault, times=fault.times - 1)]
        self._faults[place : place + 1] = left


def fault_from(given: Mapping[str, Any]) -> Fault:
    """Return a fault; raise ``ValueError`` for what is none."""
    if unknown := sorted(given.keys() - {field.name for field in fields(Fault)}):
        raise ValueError(f"unknown: {', '.join(unknown)}")
    return Fault(**{"kind": "", **given})


def _names(path: str) -> set[str]:
    return {path, *(path.removeprefix(one) for one in _PREFIXES if path.startswith(one))}


def _dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - faults are to be repeatable
