"""Times as Joan writes them."""

from datetime import datetime, timedelta

from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import UnclearLocalTime, in_zone, is_zone, localize
from roombot.joan.models import WireEvent, WireMoment

_DATE = len("2030-01-14")


def written(instant: datetime, zone: str) -> str:
    """Return an instant as Joan reads it: on the zone's clock, with its offset, to the second."""
    return in_zone(instant, zone).isoformat(timespec="seconds")


def slot_of(event: WireEvent, zone: str) -> TimeSlot | None:
    """Return when an event is, in a room of ``zone``; None where it takes no time.

    A time that a clock change makes unclear is read so that the event is the longest: a room
    must never look free by mistake. Raises ``ValueError`` for what is no time.
    """
    first, first_zone = _parts(event.start, zone)
    start = _instant(first, first_zone, latest=False)
    last, last_zone = _parts(event.end, zone) if event.end else (first, first_zone)
    end = _instant(last, last_zone, latest=True)
    if last == first and len(first) == _DATE:  # a whole day, whose end some write as the same day
        next_day = datetime.fromisoformat(first) + timedelta(days=1)
        end = _instant(next_day.isoformat(), last_zone, latest=True)
    elif not event.end:
        raise ValueError("no end")
    return TimeSlot(start, end) if start < end else None


def _parts(moment: str | WireMoment, zone: str) -> tuple[str, str]:
    if isinstance(moment, str):
        return moment, zone
    if moment.time_zone and not is_zone(moment.time_zone):
        raise ValueError("unknown time zone")
    return moment.date_time or moment.date or "", moment.time_zone or zone


def _instant(text: str, zone: str, *, latest: bool) -> datetime:
    when = datetime.fromisoformat(text)
    if when.tzinfo is not None:
        return when
    try:
        return localize(when, zone)
    except UnclearLocalTime as unclear:
        return unclear.choices[-1 if latest else 0]
