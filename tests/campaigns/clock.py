"""A clock that processes share, and that goes on when one of them is killed."""

import asyncio
import mmap
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

_INSTANT = struct.Struct("d")


class SharedClock:
    """Stands in a file until somebody moves it; waiting takes real time."""

    def __init__(self, file: Path, start: datetime | None = None) -> None:
        """Join the clock in the file, or set it at the ``start``."""
        if start is not None:
            file.write_bytes(_INSTANT.pack(start.timestamp()))
        with file.open("r+b") as opened:
            self._memory = mmap.mmap(opened.fileno(), _INSTANT.size)

    def now(self) -> datetime:
        """Return the instant at which the clock stands."""
        (instant,) = _INSTANT.unpack(self._memory[:])
        return datetime.fromtimestamp(instant, UTC)

    async def sleep(self, seconds: float) -> None:
        """Wait for real."""
        await asyncio.sleep(seconds)

    def advance(self, by: timedelta) -> None:
        """Move the clock, for everybody."""
        self._memory[:] = _INSTANT.pack((self.now() + by).timestamp())
