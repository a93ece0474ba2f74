"""What was read a moment ago: kept for a while, so that one delivery asks the database once."""

from collections.abc import Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Keeps values for a while; whatever is new lets go of what has grown old."""

    def __init__(self, lifetime: timedelta) -> None:
        """Take how long a value is good for."""
        self._lifetime = lifetime
        self._read: dict[Key, tuple[datetime, Value]] = {}  # the oldest first

    def __len__(self) -> int:
        """Return how many are kept."""
        return len(self._read)

    def get(self, key: Key, now: datetime) -> tuple[Value] | None:
        """Return a value, which may itself be None; None where it was not read lately."""
        kept = self._read.get(key)
        return kept[1:] if kept and self._is_young(kept[0], now) else None

    def keep(self, key: Key, value: Value, now: datetime) -> None:
        """Keep what was read just now."""
        self._read.pop(key, None)
        while self._read and not self._is_young(next(iter(self._read.values()))[0], now):
            del self._read[next(iter(self._read))]
        self._read[key] = now, value

    def drop(self, key: Key) -> None:
        """Forget what has been changed."""
        self._read.pop(key, None)

    def _is_young(self, read_at: datetime, now: datetime) -> bool:
        return timedelta() <= now - read_at < self._lifetime
