"""A small cache: values live for a while, and one look-up at a time serves all who ask."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from roombot.booking.ports import Clock

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class TimedCache(Generic[Key, Value]):
    """Keeps what was found; what was not found, and failures, are asked anew."""

    def __init__(self, clock: Clock, lifetime: timedelta, size: int) -> None:
        self._clock = clock
        self._lifetime = lifetime
        self._size = size
        self._kept: OrderedDict[Key, tuple[datetime, Value]] = OrderedDict()
        self._asking: dict[Key, asyncio.Task[Value | None]] = {}

    async def get(self, key: Key, ask: Callable[[], Awaitable[Value | None]]) -> Value | None:
        """Return the value that is kept, or ask for it."""
        until, value = self._kept.get(key, (None, None))
        if until is not None and self._clock.now() < until:
            return value
        task = self._asking.get(key)
        if task is None:
            task = asyncio.create_task(self._ask(key, ask))
            self._asking[key] = task
        return await asyncio.shield(task)  # who gives up waiting leaves it to the others

    async def _ask(self, key: Key, ask: Callable[[], Awaitable[Value | None]]) -> Value | None:
        try:
            value = await ask()
        finally:
            del self._asking[key]
        if value is not None:
            self._keep(key, value)
        return value

    def _keep(self, key: Key, value: Value) -> None:
        """Keep a value, and let go of those that have grown old, which stand first."""
        now = self._clock.now()
        self._kept[key] = (now + self._lifetime, value)
        self._kept.move_to_end(key)
        while len(self._kept) > self._size or next(iter(self._kept.values()))[0] <= now:
            self._kept.popitem(last=False)
