"""Time, as this adapter needs it."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """What tells the time and waits."""

    def now(self) -> datetime:
        """Return the present instant, aware."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...
