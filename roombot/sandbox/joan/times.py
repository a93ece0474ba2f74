"""Moments in and out, and the days that Joan shows."""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_WRITTEN = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d{1,6}\d*)?)?\s*(Z|[+-]\d\d(:?\d\d)?)?"
)
_DAYS_AHEAD = 8


@lru_cache
def zone_of(name: str) -> ZoneInfo:
    """Return a time zone; raise ``ValueError`` when there is none of this name."""
    try:
        return ZoneInfo(name)
    except (KeyError, OSError) as error:
        raise ValueError(f"no time zone {name}") from error


def parse_moment(text: str) -> datetime:
    """Return a moment, naive where it has no offset; raise ``ValueError`` as Django would."""
    if not _WRITTEN.fullmatch(text):
        raise ValueError("not a moment")
    return datetime.fromisoformat(text)


def in_utc(moment: datetime, zone: str) -> datetime:
    """Return a moment in UTC to the second; one without an offset is on the zone's clock."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone_of(zone))
    return aware.astimezone(UTC).replace(microsecond=0)


def midnight(day: date, zone: str) -> datetime:
    """Return when a day begins."""
    return datetime.combine(day, time(), zone_of(zone)).astimezone(UTC)


def window(today: date, zone: str) -> tuple[datetime, datetime]:
    """Return what ``events/`` shows: from yesterday's beginning to about a week ahead."""
    last = today + timedelta(days=_DAYS_AHEAD)
    return midnight(today - timedelta(days=1), zone), midnight(last, zone)
