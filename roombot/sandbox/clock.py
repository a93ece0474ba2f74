"""Clocks that can be moved: one stands still in between, one runs."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta


class SandboxClock:
    """Time for tests and demonstrations."""

    def __init__(self, start: datetime) -> None:
        """Take the aware instant at which the clock stands."""
        self._now = start

    def now(self) -> datetime:
        """Return the instant at which the clock stands."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Move on at once."""
        self.advance(timedelta(seconds=seconds))

    def advance(self, by: timedelta) -> None:
        """Move the clock."""
        self._now += by


class RunningClock:
    """Real time, until it is pushed ahead; then it runs on from there."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        """Take what tells the real time, aware."""
        self._real = real
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Return the instant that everything is to take for the present."""
        return self._real() + self._ahead

    async def sleep(self, seconds: float) -> None:
        """Wait for real."""
        await asyncio.sleep(seconds)

    def advance(self, by: timedelta) -> None:
        """Push the clock ahead; it never goes back."""
        self._ahead += max(by, timedelta())
