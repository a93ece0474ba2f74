"""Office hours of buildings: when the rooms of a place can be booked, on the clock there."""

from dataclasses import dataclass
from datetime import datetime, time

from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import UnclearLocalTime, day_bounds, in_zone, localize

A_DAY = 1440  # minutes


@dataclass(frozen=True)
class OfficeHours:
    """From when to when, in minutes since midnight; without a zone on each room's own clock."""

    opens: int
    closes: int
    zone: str | None = None

    def on(self, instant: datetime, zone: str, days: int = 0) -> TimeSlot:
        """Return the hours of the local day of an instant, or of one some days later."""
        midnight, next_midnight = day_bounds(instant, zone, days)
        closes = next_midnight if self.closes == A_DAY else _at(midnight, self.closes, zone)
        return TimeSlot(_at(midnight, self.opens, zone), closes)

    def nearest(self, slot: TimeSlot, zone: str, now: datetime) -> TimeSlot | None:
        """Return the slot as near as the hours allow, which is not over; shorter at need."""
        days = (self.on(slot.start, zone, days) for days in (-1, 0, 1))
        found = [_within(slot, day, now) for day in days if day.end > now]
        left = (one for one in found if one is not None)
        return min(left, key=lambda one: abs(one.start - slot.start), default=None)


def _within(slot: TimeSlot, day: TimeSlot, now: datetime) -> TimeSlot | None:
    """Return the slot moved into a day's hours, as they are left."""
    opens = max(day.start, min(now, slot.start))
    if opens >= day.end:
        return None
    length = min(slot.end - slot.start, day.end - opens)
    start = min(max(slot.start, opens), day.end - length)
    return TimeSlot(start, start + length)


def _at(midnight: datetime, minutes: int, zone: str) -> datetime:
    """Return a wall-clock time of a day; the first of two that a clock shows."""
    hour = time(minutes // 60, minutes % 60)
    try:
        return localize(datetime.combine(in_zone(midnight, zone).date(), hour), zone)
    except UnclearLocalTime as unclear:
        return unclear.choices[0]
