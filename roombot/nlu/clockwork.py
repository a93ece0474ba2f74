"""From days and clock times to instants that are not over, on the person's clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import UnclearLocalTime, in_zone, localize, to_utc
from roombot.nlu.entities.calendar import Calendar
from roombot.nlu.entities.clocks import END_OF_DAY
from roombot.nlu.entities.zones import zone_of
from roombot.nlu.policy import DAY, HOUR, Office, Readings, end_after, range_readings, readings
from roombot.nlu.reading import Context
from roombot.nlu.times import Times
from roombot.nlu.values import Clock, ClockRange, Days, PartOfDay, Repeat

_RUNNING = timedelta(hours=4)  # how long ago a meeting that still runs may have begun
_AHEAD = 400


@dataclass(frozen=True, slots=True)
class Slot:
    """A start and perhaps an end, both on the person's clock."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True)
class Clockwork:
    """The person's clock and office hours; ``past`` also finds meetings that run already."""

    context: Context
    past: bool = False

    @cached_property
    def now(self) -> datetime:
        """The present minute on the person's clock."""
        local = in_zone(self.context.now, self.context.time_zone)
        return local.replace(second=0, microsecond=0)

    @cached_property
    def calendar(self) -> Calendar:
        """The person's calendar; some locales put the month first, in English only."""
        english = self.context.language in {None, "en"}
        month_first = english and self.context.locale in _MONTH_FIRST
        return Calendar(self.now.date(), month_first=month_first)

    @cached_property
    def office(self) -> Office:
        """The office's hours."""
        opens, closes = self.context.office_hours
        return Office(opens.hour * HOUR + opens.minute, closes.hour * HOUR + closes.minute)

    def later(self, instant: datetime, minutes: int) -> datetime:
        """Return the instant some elapsed minutes later."""
        return in_zone(to_utc(instant) + timedelta(minutes=minutes), self.context.time_zone)

    def slots(self, said: Clock | ClockRange, times: Times) -> tuple[Slot, ...]:
        """Return what a time may mean: one slot, several to ask about, none that is over."""
        start = said.start if isinstance(said, ClockRange) else said
        meant = self._readings(said, times.part)
        for minutes in (meant.likely, meant.other):
            found = [self._first(one, start, times) for one in minutes]
            slots = tuple(slot for instants in found for slot in self._ended(instants, said, times))
            if slots:
                return tuple(sorted(slots, key=lambda slot: slot.start))
            now = self._now_running(minutes, said, times)
            if now:
                return (now,)
        return ()

    def _now_running(
        self, readings: tuple[int, ...], said: Clock | ClockRange, times: Times
    ) -> Slot | None:
        """Return what is left of a slot of today that has begun: "10-11 today", said at 10:06."""
        if not self._says_today(times):
            return None
        start = said.start if isinstance(said, ClockRange) else said
        for minutes in readings:
            for slot in self._ended(self._at(self.now.date(), minutes, start)[:1], said, times):
                over = slot.end or slot.start + timedelta(minutes=HOUR)
                if slot.start < self.now < over:
                    return Slot(self.now, slot.end)
        return None

    def _says_today(self, times: Times) -> bool:
        said = times.day
        return bool(said and said.is_one and said.start == self.now.date() and not said.rolls)

    def end(self, said: Clock, times: Times, after: datetime | None = None) -> datetime | None:
        """Return the end that a time means: the first after an instant, else by office hours."""
        if said.minutes == END_OF_DAY:
            said = Clock(self.office.closes, exact=True, zone=said.zone)
        if after is None:
            slots = self.slots(said, times)
            return slots[0].start if slots else None
        day = times.day.start if times.day else after.date()
        begin = (after.hour * HOUR + after.minute) if day == after.date() else -1
        minutes = end_after(begin, said)
        if times.part:
            minutes = self._readings(said, times.part).likely[0]
        found = (self._at(day, minutes + later, said)[0] for later in (0, DAY))
        return next((end for end in found if end > after), None)

    def day_window(self, days: Days, *, whole: bool) -> TimeSlot | None:
        """Return what is left of some days: office hours of a single day unless ``whole``."""
        days = self._not_over(days)
        opens, closes = (self.office.opens, self.office.closes)
        first = self._local(days.start, 0 if whole or not days.is_one else opens)
        last = self._local(days.end, 0)
        if days.is_one and not whole:
            close = self._local(days.start, closes)
            last = close if close > self.now else last
        first = max(first, self.now)
        return TimeSlot(first, last) if first < last else None

    def over(self, days: Days) -> datetime | None:
        """Return when some days began that are over; None where they are not."""
        days = self._not_over(days)
        return self._local(days.start, 0) if self._local(days.end, 0) <= self.now else None

    def part_window(self, part: PartOfDay, days: Days | None) -> TimeSlot | None:
        """Return what is left of a part of a day, within office hours where they meet."""
        start, end = max(part.start, self.office.opens), min(part.end, self.office.closes)
        if start >= end:
            start, end = part.start, part.end
        for day in self._days(Times(days=(days,) if days else (), part=part)):
            first, last = self._local(day, start), self._local(day, end)
            if last > self.now:
                return TimeSlot(max(first, self.now), last)
        return None

    def all_day(self, times: Times) -> Slot | None:
        """Return the office hours of a day."""
        for day in self._days(times):
            start, end = (self._local(day, at) for at in (self.office.opens, self.office.closes))
            if end > self.now:
                return Slot(max(start, self.now), end)
        return None

    def _readings(self, said: Clock | ClockRange, part: PartOfDay | None) -> Readings:
        if isinstance(said, ClockRange):
            return range_readings(said, part, self.office)
        if said.minutes == END_OF_DAY:
            return Readings((self.office.closes - HOUR,))
        return readings(said, part, self.office)

    def _first(self, minutes: int, clock: Clock, times: Times) -> tuple[datetime, ...]:
        """Return the first instant that shows this time and is not over, twice if it is twice."""
        for day in self._days(times):
            instants = self._at(day, minutes, clock)
            if instants[0] >= self.now or self._runs(instants[0]):
                return instants
        return ()

    def _runs(self, instant: datetime) -> bool:
        return self.past and instant >= self.now - _RUNNING

    def _ended(
        self, instants: tuple[datetime, ...], said: Clock | ClockRange, times: Times
    ) -> Iterator[Slot]:
        for instant in instants:
            if isinstance(said, ClockRange):
                yield Slot(instant, self._range_end(instant, said))
            else:
                length = times.minutes
                yield Slot(instant, self.later(instant, length) if length else None)

    def _range_end(self, start: datetime, said: ClockRange) -> datetime:
        zone = self._zone(said.start)
        local = in_zone(start, zone)
        begin = local.hour * HOUR + local.minute
        clock = said.end
        if clock.minutes == END_OF_DAY:
            clock = Clock(self.office.closes, exact=True)
        return self._at(local.date(), end_after(begin, clock), said.end)[-1]

    def _days(self, times: Times) -> Iterator[date]:
        """Yield the days that may be meant, in order."""
        if times.repeat and (times.repeat.picks_days or not (times.day and times.day.is_one)):
            yield from self._repeated(times.repeat, times.day)
        elif times.day:
            days = times.day
            yield days.start
            if days.rolls:
                yield days.start + timedelta(days=days.rolls)
        else:
            yield self.now.date()
            if not (times.part and times.part.today):
                yield self.now.date() + timedelta(days=1)

    def _repeated(self, repeat: Repeat, since: Days | None) -> Iterator[date]:
        """Yield the days on which a series may begin."""
        first = max(since.start, self.now.date()) if since else self.now.date()
        for ahead in range(_AHEAD):
            day = first + timedelta(days=ahead)
            if repeat.weekdays and day.weekday() not in repeat.weekdays:
                continue
            if repeat.month_day and day.day != repeat.month_day:
                continue
            if repeat.nth and not _is_nth(day, repeat.nth):
                continue
            yield day

    def _not_over(self, days: Days) -> Days:
        if days.is_one and days.rolls and self._local(days.start, DAY) <= self.now:
            step = timedelta(days=days.rolls)
            return Days(days.start + step, days.end + step)
        return days

    def _at(self, day: date, minutes: int, clock: Clock) -> tuple[datetime, ...]:
        """Return the instants at which a clock shows a time, on the person's clock."""
        zone, own = self._zone(clock), self.context.time_zone
        naive = datetime.combine(day, time()) + timedelta(minutes=minutes)
        try:
            instants: tuple[datetime, ...] = (localize(naive, zone),)
        except UnclearLocalTime as unclear:
            instants = unclear.choices
        return instants if zone == own else tuple(in_zone(one, own) for one in instants)

    def _zone(self, clock: Clock) -> str:
        own = self.context.time_zone
        if "/" in clock.zone:
            return clock.zone
        return zone_of(clock.zone, own, self.now) if clock.zone else own

    def _local(self, day: date, minutes: int) -> datetime:
        return self._at(day, minutes, Clock(minutes, exact=True))[0]


def _is_nth(day: date, nth: int) -> bool:
    if nth < 0:
        return (day + timedelta(days=7)).month != day.month
    return (day.day - 1) // 7 + 1 == nth


_MONTH_FIRST = frozenset({"en-US", "en-PH", "es-US", "en_US", "en-CA"})
