"""News of the workspace for whoever looks on, such as an open page."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from roombot.sandbox.slack.wire import Json


class News:
    """Tell every listener what happens."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[Json]] = set()

    @property
    def heard(self) -> bool:
        """Say whether anybody listens."""
        return bool(self._listeners)

    def tell(self, kind: str, **what: object) -> None:
        """Put one piece of news into every listener's queue."""
        for listener in self._listeners:
            listener.put_nowait({"kind": kind, **what})

    @contextmanager
    def listen(self) -> Iterator[asyncio.Queue[Json]]:
        """Open a queue that receives all news while in use."""
        listener: asyncio.Queue[Json] = asyncio.Queue()
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.remove(listener)
