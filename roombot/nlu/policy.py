"""Which half of the day a bare hour means: office hours, parts of the day, the other end."""

from dataclasses import dataclass

from roombot.nlu.values import Clock, ClockRange, PartOfDay

NOON = 12 * 60
DAY = 24 * 60
HOUR = 60


@dataclass(frozen=True, slots=True)
class Office:
    """Office hours in minutes from midnight."""

    opens: int
    closes: int

    def distance(self, minutes: int) -> int:
        """Return how many hours an hour lies outside of office hours."""
        hour = minutes // HOUR
        return max(self.opens // HOUR - hour, hour - self.closes // HOUR, 0)


@dataclass(frozen=True, slots=True)
class Readings:
    """Minutes of the day that a clock time may mean; two that are ``likely`` are asked about."""

    likely: tuple[int, ...]
    other: tuple[int, ...] = ()


def readings(clock: Clock, part: PartOfDay | None, office: Office) -> Readings:
    """Return what a clock time may mean."""
    if clock.exact:
        return Readings((_late(clock.minutes, part),))
    morning = clock.minutes % NOON
    if part:
        return Readings((_in_part(morning, part),))
    evening = morning + NOON
    early, late = office.distance(morning), office.distance(evening)
    if early == late:
        return Readings((morning, evening))
    return Readings((morning,), (evening,)) if early < late else Readings((evening,), (morning,))


def range_readings(said: ClockRange, part: PartOfDay | None, office: Office) -> Readings:
    """Return the starts that a range may mean; a range shares its half of the day."""
    start, end = said.start, said.end
    if start.exact or not end.exact or part:
        return readings(start, part, office)
    morning = start.minutes % NOON
    before = [minutes for minutes in (morning, morning + NOON) if minutes < end.minutes]
    return Readings((max(before, default=morning + NOON),))


def end_after(start: int, end: Clock) -> int:
    """Return the first time after ``start`` that an end may mean."""
    steps = (0, DAY) if end.exact else (0, NOON, DAY)
    base = end.minutes if end.exact else end.minutes % NOON
    return next((base + step for step in steps if base + step > start), base + 2 * DAY)


def _late(minutes: int, part: PartOfDay | None) -> int:
    """Put small hours that are said with "tonight" after midnight."""
    is_small = bool(part and part.end == DAY and minutes < 4 * HOUR)
    return minutes + DAY if is_small else minutes


def _in_part(morning: int, part: PartOfDay) -> int:
    """Return the reading that lies in a part of the day or nearest to it."""
    if part.start < NOON - HOUR and part.end <= NOON:
        return morning

    def distance(minutes: int) -> int:
        return max(part.start - minutes, minutes - part.end, 0)

    return min((morning, morning + NOON, morning + DAY), key=distance)
