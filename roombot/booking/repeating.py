"""The dates of a series: the same time of day on each; pure."""

from datetime import UTC, datetime
from itertools import islice

from dateutil.rrule import rrulestr

from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import UnclearLocalTime, in_zone, localize

MOST = 40  # dates that fit in one message
ENDLESS = 12  # dates laid out when no end was said


def dates(rule: str, first: TimeSlot, zone: str) -> tuple[tuple[TimeSlot, ...], bool]:
    """Return the slots of a rule from the first one on, and whether there would be more."""
    start = in_zone(first.start, zone).replace(tzinfo=None)
    found = rrulestr(_local(rule, zone), dtstart=start)
    most = MOST if _has_end(rule) else ENDLESS
    starts = list(islice(found, most + 1))
    slots = tuple(first.starting_at(_instant(one, zone)) for one in starts[:most])
    return slots, len(starts) > most


def _has_end(rule: str) -> bool:
    return "COUNT=" in rule or "UNTIL=" in rule


def _local(rule: str, zone: str) -> str:
    """Return a rule whose end is told by the clock of the zone, as its start is."""
    parts = [part.partition("=") for part in rule.removeprefix("RRULE:").split(";") if part]
    return ";".join(
        f"{name}={_without_zone(value, zone) if name == 'UNTIL' else value}"
        for name, _, value in parts
    )


def _without_zone(until: str, zone: str) -> str:
    if not until.endswith("Z"):
        return until
    utc = datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return in_zone(utc, zone).strftime("%Y%m%dT%H%M%S")


def _instant(local: datetime, zone: str) -> datetime:
    """Return the instant of a local time; where the clock skips or repeats it, the later one."""
    try:
        return localize(local, zone)
    except UnclearLocalTime as unclear:
        return unclear.choices[-1]
