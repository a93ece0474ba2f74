"""Which rooms are free, with the pauses that the rules ask for around meetings."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from roombot.booking import choice
from roombot.booking.office import Office
from roombot.booking.permitting import permits_of
from roombot.domain.bookings import Booking, Event
from roombot.domain.room_rules import RoomRules
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot, gaps
from roombot.domain.turns import Turn


async def free_now(
    office: Office, slot: TimeSlot, *, fresh: bool = False, but_for: Booking | None = None
) -> tuple[Room, ...]:
    """Return the rooms that are free for the whole slot, with the pauses that the rules ask for."""
    rooms = await office.calendar.rooms()
    free = await office.calendar.free_rooms(slot, fresh=fresh)
    return choice.free_at(rooms, slot, await occupied(office, fresh=fresh, but_for=but_for), free)


async def open_to(
    office: Office, turn: Turn, slot: TimeSlot, *, fresh: bool = False
) -> tuple[Room, ...]:
    """Return the rooms that are free for the whole slot, and that the person may book."""
    free = await free_now(office, slot, fresh=fresh)
    return (await permits_of(office, turn)).allowed(free, slot)


async def within_reach(office: Office, turn: Turn, slot: TimeSlot) -> tuple[Room, ...]:
    """Return the free rooms that the person may book, or ask for where somebody must approve."""
    free = await free_now(office, slot)
    return (await permits_of(office, turn)).within_reach(free, slot)


async def between_pauses(
    office: Office, rooms: Sequence[Room], slot: TimeSlot, but_for: Booking | None
) -> Room | None:
    """Return a room that would be free, were there no pauses, where none is free with them."""
    free = await office.calendar.free_rooms(slot)
    empty = choice.free_at(rooms, slot, await office.calendar.events(), free)
    is_free = choice.free_at(empty, slot, await occupied(office, but_for=but_for), free)
    return empty[0] if empty and not is_free else None


async def occupied(
    office: Office, *, fresh: bool = False, but_for: Booking | None = None
) -> tuple[Event, ...]:
    """Return the events with the pauses that must stay free around them."""
    events = await office.calendar.events(fresh=fresh)
    if but_for is not None:
        events = tuple(one for one in events if one.id != but_for.event_id)
    return with_pauses(events, office.rules.rooms, await office.calendar.rooms())


def with_pauses(
    events: tuple[Event, ...], rules: RoomRules, rooms: Iterable[Room]
) -> tuple[Event, ...]:
    """Return the events, each as long as its room cannot be had because of it."""
    buffers = {room.email: timedelta(minutes=rules.of(room).buffer or 0) for room in rooms}
    if not any(buffers.values()):
        return events
    return tuple(_wider(event, buffers.get(event.room_email, timedelta())) for event in events)


def closed_hours(rules: RoomRules, rooms: Iterable[Room], window: TimeSlot) -> tuple[Event, ...]:
    """Return when rooms cannot be had in a window of a day or so, as if they were taken."""
    found: list[Event] = []
    for room in rooms:
        for hours in rules.hours_of(room):
            zone = hours.zone or room.time_zone or "UTC"
            days = [hours.on(window.start, zone, days) for days in (0, 1)]
            found += [Event("", room.email, one) for one in gaps(window, days)]
    return tuple(found)


def _wider(event: Event, pause: timedelta) -> Event:
    return replace(event, slot=TimeSlot(event.slot.start - pause, event.slot.end + pause))
