"""What the times of a sentence are for its intent: the slot, the new end, which meeting."""

from dataclasses import dataclass, replace
from datetime import datetime

from roombot.domain.time_slots import TimeSlot
from roombot.nlu.alternatives import alternatives
from roombot.nlu.clockwork import Clockwork, Slot
from roombot.nlu.sentence import Sentence
from roombot.nlu.times import Point, Times, halves, times_of
from roombot.nlu.values import Clock, ClockRange, Elapsed

_RUNNING = frozenset({"check_in", "finish"})
_TAKES_A_ROOM = frozenset({"book", "find", "watch", "unknown"})
_NEW_END = frozenset({"until", "to", "by", "before"})


@dataclass(frozen=True, slots=True)
class Timing:
    """The times of a reading; ``slots`` holds more than one where a person would ask back.

    ``others`` are further times that will do as well.
    """

    start: datetime | None = None
    end: datetime | None = None
    which_start: datetime | None = None
    window: TimeSlot | None = None
    minutes: int | None = None
    slots: tuple[Slot, ...] = ()
    over: datetime | None = None
    shift: int | None = None
    least: int | None = None
    others: tuple["Timing", ...] = ()

    @property
    def says_when(self) -> bool:
        """Tell whether it leads to a time that is to come."""
        return self.over is None and bool(self.start or self.window or self.slots)


def timing_of(intent: str, sentence: Sentence, clockwork: Clockwork) -> Timing:
    """Return the times of a sentence as its intent uses them."""
    if intent == "reschedule":
        which, new = halves(sentence)
        if sentence.has("shift|forward|earlier|later") and not sentence.has("to length"):
            return _rescheduled(which, new, clockwork)
        return _rescheduled(which, new, clockwork) if new.says_when else _resized(which, clockwork)
    if intent == "extend":
        return _extended(times_of(sentence), clockwork)
    if intent in _TAKES_A_ROOM:
        return _any_of(alternatives(sentence), clockwork, intent)
    if intent in _RUNNING:
        clockwork = replace(clockwork, past=True)
    return _plain(times_of(sentence), clockwork, intent)


def _any_of(said: tuple[Times, ...], clockwork: Clockwork, intent: str) -> Timing:
    """Read times that would all do; those that are over are left out where others are not."""
    timings = [_plain(times, clockwork, intent) for times in said]
    first, *others = [one for one in timings if one.says_when] or timings[:1]
    return replace(first, others=tuple(others)) if others else first


def _plain(times: Times, clockwork: Clockwork, intent: str) -> Timing:
    """Read a slot, an open end or a stretch of time."""
    minutes = times.minutes if not times.repeat else _meeting_minutes(times)
    starts = [point for point in times.points if not _is_end(point, times)]
    timing = Timing(minutes=minutes, least=times.least if minutes == times.minutes else None)
    if starts:
        timing = _started(starts[0], without_series_lengths(times), clockwork, timing)
    elif times.now:
        timing = _from(clockwork.now, timing, clockwork)
    ends = [point for point in times.points if _is_end(point, times)]
    if ends:
        return _ended(ends[-1], times, clockwork, timing, intent)
    if starts or times.now:
        return timing
    return _stretch(times, clockwork, timing, intent)


def _is_end(point: Point, times: Times) -> bool:
    """Tell whether a time ends something; "by seven in the evening" is when it takes place."""
    return point.is_end and not (point.before == "by" and times.part)


def _meeting_minutes(times: Times) -> int | None:
    """Return the length of one meeting of a series; "for 6 weeks" is the series' own."""
    return next((length.minutes for length in times.lengths if not length.days), None)


def without_series_lengths(times: Times) -> Times:
    """Leave out the lengths of a series, which end no meeting."""
    if not times.repeat:
        return times
    return replace(times, lengths=tuple(one for one in times.lengths if not one.days))


def _from(start: datetime, timing: Timing, clockwork: Clockwork) -> Timing:
    end = clockwork.later(start, timing.minutes) if timing.minutes else None
    return replace(timing, start=start, end=end)


def _started(point: Point, times: Times, clockwork: Clockwork, timing: Timing) -> Timing:
    if isinstance(point.clock, Elapsed):
        return _elapsed(point.clock, timing, clockwork)
    slots = clockwork.slots(point.clock, times)
    if len(slots) > 1:
        return replace(timing, slots=slots)
    if not slots:
        again = clockwork.slots(point.clock, replace(times, days=(), part=None))
        over = clockwork.over(times.day) if times.day else None
        return replace(timing, slots=again, over=over)
    return replace(timing, start=slots[0].start, end=slots[0].end)


def _elapsed(elapsed: Elapsed, timing: Timing, clockwork: Clockwork) -> Timing:
    then = clockwork.later(clockwork.now, elapsed.minutes)
    if not elapsed.within:
        return _from(then, timing, clockwork)
    if timing.minutes:
        return replace(timing, window=TimeSlot(clockwork.now, then))
    return replace(timing, start=clockwork.now, end=then, minutes=elapsed.minutes)


def _ended(point: Point, times: Times, clockwork: Clockwork, timing: Timing, intent: str) -> Timing:
    """Add an end; "until 3" alone begins now."""
    if not isinstance(point.clock, Clock):
        return timing
    end = clockwork.end(point.clock, times, timing.start)
    if timing.start is None and end and point.before == "until" and intent in _TAKES_A_ROOM:
        begins_now = not times.days or times.days[0].start == clockwork.now.date()
        return replace(timing, start=clockwork.now if begins_now else None, end=end)
    return replace(timing, end=end)


def _stretch(times: Times, clockwork: Clockwork, timing: Timing, intent: str) -> Timing:
    """Read a day, a part of a day or a week."""
    if times.all_day:
        slot = clockwork.all_day(times)
        return replace(timing, start=slot.start, end=slot.end) if slot else timing
    if times.part:
        return replace(timing, window=clockwork.part_window(times.part, times.day))
    whole = intent not in _TAKES_A_ROOM
    if times.day:
        window = clockwork.day_window(times.day, whole=whole)
        return replace(timing, window=window, over=clockwork.over(times.day))
    if times.last_day and not times.repeat:
        window = clockwork.day_window(times.last_day, whole=True)
        return replace(timing, window=TimeSlot(clockwork.now, window.end) if window else None)
    return timing


def _extended(times: Times, clockwork: Clockwork) -> Timing:
    """Read the new end, and which meeting is to be longer."""
    running = replace(clockwork, past=True)
    ends = [one for one in times.points if one.before in _NEW_END]
    which = [one for one in times.points if one.before not in _NEW_END]
    if which and not ends and not times.lengths and _is_end_of_extension(which):
        which, ends = which[:-1], which[-1:]
    start = _point(which[0], times, running) if which else None
    timing = Timing(start=start, minutes=times.minutes)
    if ends and isinstance(ends[-1].clock, Clock):
        after = max(start or clockwork.now, clockwork.now)
        return replace(timing, end=clockwork.end(ends[-1].clock, times, after))
    if which and isinstance(which[0].clock, ClockRange):
        slots = running.slots(which[0].clock, times)
        return replace(timing, end=slots[0].end if slots and not times.lengths else None)
    return timing


def _is_end_of_extension(points: list[Point]) -> bool:
    """Tell "extend oak 5pm" from "extend my 3pm", which only names the meeting."""
    last = points[-1]
    if not isinstance(last.clock, Clock):
        return False
    return len(points) > 1 or (last.before != "my" and not last.is_named)


def _point(point: Point, times: Times, clockwork: Clockwork) -> datetime | None:
    if isinstance(point.clock, Elapsed):
        return clockwork.later(clockwork.now, point.clock.minutes)
    slots = clockwork.slots(point.clock, replace(times, lengths=()))
    return slots[0].start if slots else None


def _rescheduled(which: Times, new: Times, clockwork: Clockwork) -> Timing:
    """Read when a meeting is and when it is to be."""
    old = _point(which.points[0], which, clockwork) if which.points else None
    if not new.says_when:
        return _shifted(which, old, clockwork, earlier=which.earlier)
    new = _beginning(new)
    timing = _plain(_on_day_of(which, new), clockwork, "reschedule")
    timing = replace(timing, which_start=old, minutes=new.minutes)
    if timing.start or timing.slots or not (old and new.day):
        return timing
    moved = _same_clock(which, new, clockwork)
    if moved is None:
        return timing
    end = timing.end if timing.end and timing.end > moved else None
    return replace(timing, start=moved, end=end, window=None)


def _beginning(new: Times) -> Times:
    """Take "until" for when a meeting is to be: "put off until tomorrow"."""
    begins = tuple(replace(point, before="") for point in new.points[:1]) + new.points[1:]
    days = new.days or ((new.last_day,) if new.last_day else ())
    return replace(new, points=begins, days=days, last_day=None)


def _shifted(which: Times, old: datetime | None, clockwork: Clockwork, *, earlier: bool) -> Timing:
    """Move a meeting by a length."""
    minutes = which.minutes
    if old is None or not minutes:
        shift = -minutes if minutes and earlier else minutes
        timing = Timing(which_start=old, minutes=minutes, shift=shift)
        return timing if old or not which.days else _plain(which, clockwork, "reschedule")
    start = clockwork.later(old, -minutes if earlier else minutes)
    return Timing(start=start if start >= clockwork.now else None, which_start=old)


def _resized(which: Times, clockwork: Clockwork) -> Timing:
    """Give a meeting another length: "make my 3pm two hours"."""
    old = _point(which.points[0], which, clockwork) if which.points else None
    timing = Timing(which_start=old, minutes=which.minutes)
    return timing if old or not which.days else _plain(which, clockwork, "reschedule")


def _on_day_of(which: Times, new: Times) -> Times:
    """Keep the day of the meeting where only a new time is said."""
    if new.days or new.part or new.now or not which.days:
        return new
    return replace(new, days=which.days)


def _same_clock(which: Times, new: Times, clockwork: Clockwork) -> datetime | None:
    """Return the old time on the new day."""
    return _point(which.points[0], replace(new, part=which.part), clockwork)
