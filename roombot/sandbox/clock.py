"""A clock that stands still until it is moved; waiting moves it."""

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
