"""Time slots: half-open stretches between two instants."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, order=True)
class TimeSlot:
    """A half-open stretch ``[start, end)`` of aware instants, kept in UTC.

    UTC makes every sum exact across clock changes; readers see local time through
    ``domain.time_zones``. Naive or empty stretches raise ``ValueError``.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("a time slot needs aware datetimes")
        object.__setattr__(self, "start", self.start.astimezone(UTC))
        object.__setattr__(self, "end", self.end.astimezone(UTC))
        if self.start >= self.end:
            raise ValueError("a time slot ends after it starts")

    @classmethod
    def lasting(cls, start: datetime, minutes: int) -> "TimeSlot":
        """Return the slot of ``minutes`` elapsed minutes from ``start``."""
        begin = start.astimezone(UTC) if start.tzinfo else start
        return cls(begin, begin + timedelta(minutes=minutes))

    @property
    def minutes(self) -> int:
        """The whole minutes between start and end."""
        return int((self.end - self.start).total_seconds() // 60)

    def overlaps(self, other: "TimeSlot") -> bool:
        """Tell whether the two slots share any instant."""
        return self.start < other.end and other.start < self.end

    def contains(self, instant: datetime) -> bool:
        """Tell whether the instant lies in the slot, its end excluded."""
        return self.start <= instant < self.end

    def starting_at(self, start: datetime) -> "TimeSlot":
        """Return a slot of the same length that starts at another instant."""
        return TimeSlot(start, start.astimezone(UTC) + (self.end - self.start))

    def ending_at(self, end: datetime) -> "TimeSlot":
        """Return a slot with the same start that ends at another instant."""
        return TimeSlot(self.start, end)

    def shifted(self, minutes: int) -> "TimeSlot":
        """Return the slot moved by some minutes, earlier when negative."""
        return self.starting_at(self.start + timedelta(minutes=minutes))


def gaps(window: TimeSlot, busy: Iterable[TimeSlot]) -> tuple[TimeSlot, ...]:
    """Return the parts of ``window`` that no ``busy`` slot touches, in order."""
    found: list[TimeSlot] = []
    free_from = window.start
    for slot in sorted(busy):
        if slot.start >= window.end:
            break
        if slot.start > free_from:
            found.append(TimeSlot(free_from, slot.start))
        free_from = max(free_from, slot.end)
    if free_from < window.end:
        found.append(TimeSlot(free_from, window.end))
    return tuple(found)
