"""A cache in which many who ask at once cause one request."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from roombot.joan.clock import Clock

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True)
class _Kept(Generic[V]):
    value: V
    since: datetime


class Cache(Generic[K, V]):
    """Values by key, each fetched at most once at a time and kept for a while.

    A ``drop`` while a value is being fetched: those who wait get it, but it is not kept, and
    nobody who asks later joins them.
    """

    def __init__(self, fetch: Callable[[K], Awaitable[V]], seconds: float, clock: Clock) -> None:
        self._fetch = fetch
        self._lifetime = timedelta(seconds=seconds)
        self._clock = clock
        self._kept: dict[K, _Kept[V]] = {}
        self._flights: dict[K, asyncio.Task[V]] = {}

    def kept(self, key: K, age: timedelta) -> V | None:
        """Return a value that was fetched within a time, whether or not it is still good."""
        kept = self._kept.get(key)
        return kept.value if kept is not None and self._is_within(kept, age) else None

    async def get(self, key: K, *, fresh: bool = False) -> V:
        """Return a value; a ``fresh`` one is fetched from now on, never earlier."""
        if not fresh:
            kept = self._kept.get(key)
            if kept is not None and self._is_young(kept):
                return kept.value
        flight = None if fresh else self._flights.get(key)
        if flight is None:
            flight = asyncio.create_task(self._fly(key))
            flight.add_done_callback(_hear)
            self._flights[key] = flight
        return await asyncio.shield(flight)

    def drop(self) -> None:
        """Forget everything, and whatever is under way."""
        self._kept.clear()
        self._flights.clear()

    def forget(self, age: timedelta | None = None) -> None:
        """Let go of what is as old as that, or of what nobody would be given any more."""
        most = self._lifetime if age is None else age
        self._kept = {one: kept for one, kept in self._kept.items() if self._is_within(kept, most)}

    async def _fly(self, key: K) -> V:
        since, me = self._clock.now(), asyncio.current_task()
        try:
            value = await self._fetch(key)
            if self._flights.get(key) is me:
                self._keep(key, _Kept(value, since))
        finally:
            if self._flights.get(key) is me:
                del self._flights[key]
        return value

    def _keep(self, key: K, new: _Kept[V]) -> None:
        self.forget()
        self._kept[key] = new

    def _is_young(self, kept: _Kept[V]) -> bool:
        return self._is_within(kept, self._lifetime)

    def _is_within(self, kept: _Kept[V], age: timedelta) -> bool:
        """Tell whether a value may still be given out; not when the clock went back."""
        return timedelta() <= self._clock.now() - kept.since < age


def _hear(flight: "asyncio.Task[object]") -> None:
    """Take note of an error for which nobody waits any more."""
    if not flight.cancelled():
        flight.exception()
