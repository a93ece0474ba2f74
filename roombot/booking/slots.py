"""From what was said of time to slots and windows; pure."""

from datetime import datetime, time, timedelta

from roombot.domain.intents import Wish
from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import UnclearLocalTime, day_bounds, in_zone, localize

DAYS = 14  # a window is searched for at most so many days


def slot_of(wish: Wish, default_minutes: int) -> TimeSlot | None:
    """Return the slot that was asked for, of the default length where none was said."""
    if wish.start is None:
        return None
    if wish.end is not None and wish.end > wish.start:
        return TimeSlot(wish.start, wish.end)
    return TimeSlot.lasting(wish.start, wish.minutes or default_minutes)


def whole_minute(instant: datetime) -> datetime:
    """Return the instant without seconds."""
    return instant.replace(second=0, microsecond=0)


def working_windows(
    window: TimeSlot, hours: tuple[time, time], zone: str, since: datetime
) -> tuple[TimeSlot, ...]:
    """Return the office hours of the window's days, not before ``since``.

    A window that touches no office hours is taken as it is: whoever says "tonight" means it.
    """
    clipped = _clip(window, TimeSlot(since, max(window.end, since + timedelta(minutes=1))))
    if clipped is None:
        return ()
    days = (_office_day(window.start, day, hours, zone) for day in range(DAYS))
    found = tuple(part for day in days if day and (part := _clip(clipped, day)))
    return found or (clipped,)


def _clip(window: TimeSlot, bounds: TimeSlot) -> TimeSlot | None:
    start, end = max(window.start, bounds.start), min(window.end, bounds.end)
    return TimeSlot(start, end) if start < end else None


def _office_day(first: datetime, days: int, hours: tuple[time, time], zone: str) -> TimeSlot | None:
    midnight = in_zone(day_bounds(first, zone, days)[0], zone)
    opens, closes = (at_hour(midnight, hour, zone) for hour in hours)
    return TimeSlot(opens, closes) if opens < closes else None


def at_hour(midnight: datetime, hour: time, zone: str) -> datetime:
    """Return an hour of the day that begins at midnight; the first of two that a clock shows."""
    try:
        return localize(datetime.combine(midnight.date(), hour), zone)
    except UnclearLocalTime as unclear:
        return unclear.choices[0]
