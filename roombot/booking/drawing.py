"""The day in a picture: which rooms, what takes them, and which gaps a click would book."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from roombot.booking.office import Office
from roombot.booking.permitting import permits_of
from roombot.booking.policy import refuse_to_act, refuse_to_book
from roombot.booking.privacy import own_events
from roombot.booking.rooms import named, unknown_room
from roombot.booking.slots import whole_minute, working_windows
from roombot.booking.vacancy import closed_hours, with_pauses
from roombot.domain.bookings import Event
from roombot.domain.days import DayShown
from roombot.domain.intents import Book, ShowDay, Wish
from roombot.domain.options import Option, RefusedBecause
from roombot.domain.outcomes import Outcome, Refused
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot, gaps
from roombot.domain.time_zones import day_bounds
from roombot.domain.turns import Turn

A_PICTURE = 25  # rooms
DAYS = 7  # of one room in a picture
GAPS = 5  # that are offered


async def day(office: Office, turn: Turn, intent: ShowDay) -> Outcome:
    """Show the day of rooms, of a place or of the office, or a room's week."""
    if refused := refuse_to_act(turn.person):
        return refused
    everything = await office.calendar.rooms()
    if refused := unknown_room(everything, intent.rooms):
        return refused
    rooms = _meant(everything, intent)
    if not rooms:
        return Refused(RefusedBecause.NO_SUCH_ROOM, intent.place or "")
    window = _whole_days(turn, intent.window, DAYS if len(rooms) == 1 else 1)
    if window.start > office.calendar.shown_until(turn.now):
        return Refused(RefusedBecause.CANNOT_TELL, intent.place or rooms[0].name)
    first = intent.first if 0 <= intent.first < len(rooms) else 0
    asked = replace(intent, window=window, first=first)
    shown = rooms[first : first + A_PICTURE]
    return await _drawn(office, turn, asked, shown, len(rooms))


async def _drawn(
    office: Office, turn: Turn, asked: ShowDay, shown: Sequence[Room], count: int
) -> DayShown:
    window = asked.window or _whole_days(turn, None, 1)
    emails = {room.email for room in shown}
    events = tuple(
        one
        for one in await office.calendar.events()
        if one.room_email in emails and one.slot.overlaps(window)
    )
    mine = await own_events(office, turn, window, events)
    hours = office.rules.office_hours
    may_book = refuse_to_book(turn.person) is None
    offered = await _offered(office, turn, shown, (window, events)) if may_book else []
    options = (*offered, *_other_pictures(asked, count))
    return DayShown(asked, tuple(shown), window, events, mine, hours, options, count)


def _meant(everything: Sequence[Room], intent: ShowDay) -> tuple[Room, ...]:
    """Return the rooms that were asked for, floor by floor."""
    rooms = named(everything, *intent.rooms) if intent.rooms else tuple(everything)
    place = intent.place
    found = [room for room in rooms if place is None or room.lies_in(place)]
    return tuple(sorted(found, key=lambda room: room.place_in_lists))


def _whole_days(turn: Turn, asked: TimeSlot | None, most: int) -> TimeSlot:
    """Return the days that a window touches, at most so many, from today on where it reaches it."""
    zone = turn.person.time_zone
    start = asked.start if asked else turn.now
    end = asked.end if asked else turn.now
    if start < turn.now < end:
        start = turn.now
    opening, closing = day_bounds(start, zone)
    for more in range(1, most):
        later = day_bounds(start, zone, more)
        closing = later[1] if later[0] < end else closing
    return TimeSlot(opening, closing)


async def _offered(
    office: Office, turn: Turn, rooms: Sequence[Room], day: tuple[TimeSlot, tuple[Event, ...]]
) -> list[Option]:
    """Return the first gaps that the rules allow the person to book."""
    window, events = day
    permits = await permits_of(office, turn)
    usual = TimeSlot.lasting(max(window.start, turn.now), office.rules.default_minutes)
    taken = with_pauses(events, office.rules.rooms, rooms)
    busy = (*taken, *closed_hours(office.rules.rooms, rooms, window))
    allowed = permits.at_any_hour().allowed(rooms, usual)
    return _gaps(office, turn, allowed, (window, busy))


def _gaps(
    office: Office, turn: Turn, rooms: Sequence[Room], day: tuple[TimeSlot, Sequence[Event]]
) -> list[Option]:
    """Return the first gaps that suffice for a meeting; of several rooms one gap each."""
    each = GAPS if len(rooms) == 1 else 1
    found = [
        Option(Book(Wish(slot.start, slot.end, rooms=(room.name,))), room, slot)
        for room in rooms
        for slot, _ in zip(_free(office, turn, room, day), range(each), strict=False)
    ]
    return sorted(found, key=lambda one: one.slot.start if one.slot else turn.now)[:GAPS]


def _free(
    office: Office, turn: Turn, room: Room, day: tuple[TimeSlot, Sequence[Event]]
) -> Iterator[TimeSlot]:
    """Return where a meeting of the usual length would begin, a slot for each gap of a room."""
    window, events = day
    zone = room.time_zone or turn.person.time_zone
    since = whole_minute(turn.now)
    busy = [one.slot for one in events if one.room_email == room.email]
    minutes = office.rules.default_minutes
    for open_hours in working_windows(window, office.rules.office_hours, zone, since):
        for gap in gaps(open_hours, busy):
            if gap.minutes >= minutes:
                yield TimeSlot.lasting(gap.start, minutes)


def _other_pictures(asked: ShowDay, count: int) -> Iterator[Option]:
    """Return the way to the next rooms, and to the same picture in the other colours."""
    if count > A_PICTURE:
        following = asked.first + A_PICTURE
        yield Option(replace(asked, first=following if following < count else 0))
    yield Option(replace(asked, dark=not asked.dark))
