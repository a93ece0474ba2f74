"""A wish, changed by what an unfinished sentence says: another time, another idea of the room."""

from dataclasses import replace
from datetime import datetime, timedelta

from roombot.domain.conversations import Conversation
from roombot.domain.intents import Wish
from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import UnclearLocalTime, in_zone, localize
from roombot.nlu.followups import FollowUp
from roombot.nlu.reading import Context

_HALF_AN_HOUR = 30
_DAY = timedelta(days=1)
_NEXT_DAY = {"day_before": -1440, "day_after": 1440}  # minutes


def at_time(said: FollowUp, wish: Wish, context: Context) -> Wish:
    """Return the wish at the time that was said, which stays where none was."""
    reading = said.reading
    if said.ends and not said.says_day and wish.start and reading.end:
        return replace(wish, end=reading.end) if reading.end > wish.start else wish
    if said.says_day or said.says_hour:
        wish = _then(said, wish, context)
    minutes = _minutes(said, wish)
    if shift := shift_of(said):
        start = wish.start and TimeSlot.lasting(wish.start, abs(shift)).shifted(shift).start
        end = wish.end and TimeSlot.lasting(wish.end, abs(shift)).shifted(shift).start
        return replace(wish, start=start, end=end)
    if minutes:
        end = TimeSlot.lasting(wish.start, minutes).end if wish.start else None
        wish = replace(wish, minutes=minutes, least=reading.least_minutes, end=end)
    return wish


def shift_of(said: FollowUp) -> int | None:
    """Return by how many minutes a time is to be later, earlier below zero."""
    for mark, days in _NEXT_DAY.items():
        if mark in said.marks:
            return days
    minutes = said.reading.duration_minutes
    if not minutes or not said.marks & {"later", "earlier"}:
        return None
    return -minutes if "earlier" in said.marks else minutes


def with_room(said: FollowUp, before: Conversation) -> Wish:
    """Return the wish with another idea of the room."""
    reading, wish = said.reading, before.wish
    moves_on = said.marks & {"bigger", "smaller", "another", "wrong_room", "not"} or reading.place
    is_either = len(before.choices) == len(wish.rooms) == 2  # noqa: PLR2004 - "the other one"
    is_of_size = said.marks & {"bigger", "smaller"}  # "Oak is too big"
    stays = (reading.rooms and not is_of_size) or not moves_on or is_either
    rooms = (reading.rooms or wish.rooms) if stays else ()
    wanted = dict.fromkeys([*wish.amenities, *reading.amenities])
    wish = replace(
        wish,
        rooms=rooms,
        capacity=_capacity(said, before),
        amenities=tuple(one for one in wanted if one not in said.unwanted),
        place=reading.place or wish.place,
        people=tuple(dict.fromkeys([*wish.people, *reading.people])),
        title=reading.title or wish.title,
    )
    if "bigger" in said.marks or reading.capacity:
        wish = replace(wish, below=None)
    if "smaller" in said.marks:
        wish = replace(wish, below=before.seats)
    if "not" in said.marks:
        return replace(wish, rooms=(), avoid=(*wish.avoid, *reading.rooms))
    return wish


def slot_after(said: FollowUp, wish: Wish, context: Context) -> TimeSlot:
    """Return the time that is meant: another day at the same hour, or another hour."""
    reading = said.reading
    start = reading.start
    old_start, old_end = wish.start, wish.end
    length = TimeSlot(old_start, old_end).minutes if old_start and old_end else 0
    if start is None and reading.window is not None and old_start is not None:
        start = same_hour(_day_in(reading.window, old_start, context), old_start, context.time_zone)
    start = start or (reading.window.start if reading.window else context.now)
    minutes = reading.duration_minutes or length or _HALF_AN_HOUR
    return TimeSlot(start, reading.end or TimeSlot.lasting(start, minutes).end)


def same_hour(day: datetime, old: datetime, zone: str) -> datetime:
    """Return an instant on another day at the hour of an old one."""
    clock = in_zone(old, zone).time()
    try:
        return localize(datetime.combine(in_zone(day, zone).date(), clock), zone)
    except UnclearLocalTime as unclear:
        return unclear.choices[0]


def _day_in(window: TimeSlot, old: datetime, context: Context) -> datetime:
    """Return the day that is meant: of several, "next week", the one with the old weekday."""
    if window.end - window.start <= _DAY:
        return window.start
    weekdays = [in_zone(one, context.time_zone).weekday() for one in (old, window.start)]
    day = window.start + (weekdays[0] - weekdays[1]) % 7 * _DAY
    return day if day < window.end else window.start


def _then(said: FollowUp, wish: Wish, context: Context) -> Wish:
    """Return the wish at another time; a part of a day leaves the hour open."""
    reading = said.reading
    if wish.others and not said.says_hour and (kept := _on_day(said, wish, context)):
        return kept
    is_stretch = said.part is not None and not said.says_clock
    slot = slot_after(said, wish, context)
    is_hour = (said.says_clock or wish.start is not None) and not is_stretch
    if is_hour and slot.end > slot.start:
        ends = slot.end if reading.end or wish.end else None
        return replace(wish, start=slot.start, end=ends, window=None, others=())
    minutes = wish.minutes
    if wish.start and wish.end:
        minutes = TimeSlot(wish.start, wish.end).minutes
    return replace(wish, start=None, end=None, window=reading.window, minutes=minutes, others=())


def _on_day(said: FollowUp, wish: Wish, context: Context) -> Wish | None:
    """Return the one of several times that is on the day that is said."""
    if said.reading.window is None:
        return None
    zone = context.time_zone
    day = in_zone(said.reading.window.start, zone).date()
    times = (replace(wish, others=()), *wish.others)
    found = [one for one in times if one.start and in_zone(one.start, zone).date() == day]
    return found[0] if len(found) == 1 else None


def _minutes(said: FollowUp, wish: Wish) -> int | None:
    """Return the length that is said, also "15 minutes longer"."""
    minutes = said.reading.duration_minutes
    if not minutes or not said.marks & {"more", "less", "another"}:
        return minutes
    old = TimeSlot(wish.start, wish.end).minutes if wish.start and wish.end else wish.minutes
    if not old:
        return minutes
    return max(old - minutes, 1) if "less" in said.marks else old + minutes


def _capacity(said: FollowUp, before: Conversation) -> int | None:
    """Return how many people are meant, also "2 more people" and "somewhere bigger"."""
    wish, seats = before.wish, before.seats or 0
    capacity = said.reading.capacity or wish.capacity
    if said.reading.capacity and said.marks & {"more", "less"}:
        more = said.reading.capacity if "more" in said.marks else -said.reading.capacity
        capacity = max(1, (wish.capacity or seats) + more)
    if "bigger" in said.marks:
        capacity = max(seats, wish.capacity or 0) + 1
    if "smaller" in said.marks:
        capacity = None
    return capacity
