"""Time zones: the one module that knows pytz.

``localize`` refuses to guess: a local time that exists twice or not at all raises
``UnclearLocalTime`` with the instants a person may have meant.
"""

from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache

import pytz


class UnclearLocalTime(ValueError):  # noqa: N818 - a question to a person, not a fault
    """A wall-clock time that a clock change repeats or skips."""

    def __init__(self, choices: tuple[datetime, ...]) -> None:
        """Take the instants the person may have meant, earliest first."""
        super().__init__("the clock change makes this local time unclear")
        self.choices = choices


def is_zone(name: str) -> bool:
    """Tell whether ``name`` is an IANA time zone."""
    return name in pytz.all_timezones_set


def zone_names() -> tuple[str, ...]:
    """Return the names of the IANA time zones."""
    return tuple(pytz.all_timezones)


@lru_cache(maxsize=4096)
def localize(naive: datetime, zone: str) -> datetime:
    """Return the aware instant of a wall-clock time in ``zone``.

    Raises ``UnclearLocalTime`` when the zone's clock shows it twice or never.
    """
    tz = _zone(zone)
    try:
        return tz.localize(naive, is_dst=None)
    except (pytz.AmbiguousTimeError, pytz.NonExistentTimeError) as error:
        choices = {tz.normalize(tz.localize(naive, is_dst=dst)) for dst in (True, False)}
        raise UnclearLocalTime(tuple(sorted(choices))) from error


def in_zone(instant: datetime, zone: str) -> datetime:
    """Return the same instant on the clock of ``zone``."""
    return instant.astimezone(_zone(zone))


def same_clock(instant: datetime, one: str, other: str) -> bool:
    """Tell whether two zones' clocks show the same time at ``instant``."""
    return in_zone(instant, one).utcoffset() == in_zone(instant, other).utcoffset()


def day_bounds(instant: datetime, zone: str, days: int = 0) -> tuple[datetime, datetime]:
    """Return start and end of the local day of ``instant``, or of one ``days`` later."""
    midnight = in_zone(instant, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    first = midnight.replace(tzinfo=None) + timedelta(days=days)
    return _day_start(first, zone), _day_start(first + timedelta(days=1), zone)


def to_utc(instant: datetime) -> datetime:
    """Return the instant in UTC, the form in which it is kept."""
    return instant.astimezone(UTC)


def _day_start(midnight: datetime, zone: str) -> datetime:
    """Return the first instant of a local day; some zones change clocks at midnight."""
    try:
        return localize(midnight, zone)
    except UnclearLocalTime as unclear:
        return next(one for one in unclear.choices if one.date() == midnight.date())


@cache
def _zone(name: str) -> "pytz._UTCclass | pytz.tzinfo.StaticTzInfo | pytz.tzinfo.DstTzInfo":
    return pytz.timezone(name)
