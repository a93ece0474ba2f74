"""Whose booking is what: a person's bookings, and which of them is meant."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from roombot.booking.office import Office
from roombot.booking.policy import is_invited, organizes, owns
from roombot.booking.rooms import named, unknown_room
from roombot.domain.bookings import Booking, BookingState, Event, InvitationState
from roombot.domain.intents import (
    Cancel,
    CheckIn,
    Extend,
    Finish,
    Intent,
    Invite,
    Move,
    Reschedule,
    Which,
)
from roombot.domain.options import Option, RefusedBecause
from roombot.domain.outcomes import Outcome, Refused, WhichBooking
from roombot.domain.people import Person
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import in_zone
from roombot.domain.turns import Turn

Change = Extend | Finish | Cancel | CheckIn | Move | Reschedule | Invite

VERBS: dict[type[Change], str] = {
    Extend: "extend",
    Finish: "finish",
    Cancel: "cancel",
    CheckIn: "check_in",
    Move: "move",
    Reschedule: "reschedule",
    Invite: "invite",
}
OF_NOW = (Extend, Finish, CheckIn)  # verbs that mean the running meeting when nothing is said
OF_ALL = (CheckIn,)  # what whoever has accepted the invitation may do too
SOON = timedelta(minutes=15)
MEMORY = timedelta(minutes=15)  # for so long "invite Ana" means the booking just made
HORIZON = timedelta(days=400)
MOST = 5


async def bookings_of(office: Office, person: Person, window: TimeSlot) -> tuple[Booking, ...]:
    """Return the person's bookings in a window as Joan shows them now, in order.

    What was booked outside roombot is taken into the ledger, so that its buttons work.
    """
    kept = await office.ledger.bookings(person, window)
    events = [one for one in await _events_of(office, kept) if one.slot.overlaps(window)]
    rooms = {room.email: room for room in await office.calendar.rooms()}
    known = Kept.of(kept)
    pairs = [(one, known.booking_behind(one)) for one in events if one.id]
    shown = [_as_shown(booking, one, rooms) for one, booking in pairs if booking]
    strange = [one for one, booking in pairs if not booking and organizes(person, one)]
    adopted = await _adopt(office, person, await _not_being_made(office, strange), rooms)
    reach = office.calendar.shown_until(office.clock.now())
    seen = {booking.id for booking in shown}
    unshown = [
        replace(booking, room=rooms.get(booking.room.email, booking.room))
        for booking in kept
        if booking.slot.end > reach and booking.id not in seen
    ]
    return tuple(sorted([*shown, *adopted, *unshown], key=lambda booking: booking.slot))


async def _events_of(office: Office, kept: Sequence[Booking]) -> tuple[Event, ...]:
    """Return the events; read anew where another process may have written since."""
    events = await office.calendar.events()
    shown, reach = Shown.of(events), office.calendar.shown_until(office.clock.now())
    for one in kept:
        event = shown.event_behind(one)
        is_as_kept = event and (event.room_email, event.slot) == (one.room.email, one.slot)
        if one.state is BookingState.BOOKED and one.slot.end <= reach and not is_as_kept:
            return await office.calendar.events(fresh=True)
    return events


async def select(office: Office, turn: Turn, intent: Change) -> Booking | Outcome:
    """Return the booking that is meant, or the answer that asks or refuses."""
    if intent.which.booking_id is not None:
        return await _by_id(office, turn, intent, intent.which.booking_id)
    window = TimeSlot(turn.now, turn.now + HORIZON)
    mine = await bookings_of(office, turn.person, window)
    rooms = await office.calendar.rooms()
    found = _matching(mine, intent, turn, rooms)
    if len(found) > 1 and not isinstance(intent, Cancel):
        found = await _just_spoken_of(office, turn, found) or found
    if len(found) == 1:
        return found[0]
    if found:
        return _ask(intent, found)
    return await _explain(office, turn, intent.which, rooms)


async def current(office: Office, booking: Booking) -> Booking:
    """Return the booking with the slot and the room that Joan shows for it."""
    known = Kept.of([booking])
    events = await office.calendar.events()
    return await _with(
        office, booking, next((one for one in events if known.booking_behind(one)), None)
    )


async def lately(office: Office, booking: Booking) -> Booking:
    """Return the booking as Joan showed it a moment ago; what has changed since is looked up."""
    event = await office.calendar.glance(booking.event_id) if booking.event_id else None
    if event is None or (event.room_email, event.slot) != (booking.room.email, booking.slot):
        return await current(office, booking)
    return await _with(office, booking, event)


async def _with(office: Office, booking: Booking, event: Event | None) -> Booking:
    rooms = {room.email: room for room in await office.calendar.rooms()}
    if event is None:
        return replace(booking, room=rooms.get(booking.room.email, booking.room))
    return _as_shown(booking, event, rooms)


async def _by_id(office: Office, turn: Turn, intent: Change, booking_id: str) -> Booking | Outcome:
    booking = await office.ledger.booking(turn.person.team_id, booking_id)
    if booking is None:
        return Refused(RefusedBecause.NO_SUCH_BOOKING)
    if not owns(turn.person, booking) and not (
        isinstance(intent, OF_ALL) and await comes(office, turn.person, booking)
    ):
        return Refused(RefusedBecause.NOT_YOURS)
    return await current(office, booking)


async def comes(office: Office, person: Person, booking: Booking) -> bool:
    """Tell whether a person has accepted the invitation to a booking."""
    invitations = await office.ledger.invitations(booking.team_id, booking.id)
    return any(
        is_invited(person, one) and one.state is InvitationState.CONFIRMED for one in invitations
    )


def _matching(
    mine: Sequence[Booking], intent: Change, turn: Turn, rooms: Sequence[Room]
) -> tuple[Booking, ...]:
    which = intent.which
    wanted = {room.email for room in named(rooms, *which.rooms)}
    found = [one for one in mine if not which.rooms or one.room.email in wanted]
    if which.title:
        title = which.title.casefold()
        found = [one for one in found if title in (one.title or "").casefold()]
    if which.window:
        found = [one for one in found if which.window.overlaps(one.slot)]
    if which.start:
        return _starting(found, which.start, turn)
    if isinstance(intent, OF_NOW):
        running = [one for one in found if one.slot.start <= turn.now]
        soon = [one for one in found if one.slot.start <= turn.now + SOON]
        return tuple(running or soon or found)
    return tuple(found)


async def _just_spoken_of(
    office: Office, turn: Turn, found: Sequence[Booking]
) -> tuple[Booking, ...]:
    """Return the booking that the person made or changed a moment ago, if it is among those."""
    last = await office.ledger.last_booking(turn.person, turn.now - MEMORY)
    return tuple(one for one in found if one.id == last)


def _starting(found: Sequence[Booking], start: datetime, turn: Turn) -> tuple[Booking, ...]:
    """Return the bookings that start then; "my 2pm", said at 2:20, is the running one."""
    exact = tuple(one for one in found if one.slot.start == start)
    clock = in_zone(start, turn.person.time_zone).time()
    running = (one for one in found if one.slot.contains(turn.now))
    return exact or tuple(
        one for one in running if in_zone(one.slot.start, turn.person.time_zone).time() == clock
    )


def _ask(intent: Change, found: Sequence[Booking]) -> WhichBooking:
    def click(booking: Booking) -> Intent:
        return replace(intent, which=Which(booking_id=booking.id))

    shown = tuple(found[:MOST])
    options = tuple(Option(click(one), one.room, one.slot) for one in shown)
    return WhichBooking(VERBS[type(intent)], options, shown)


async def _explain(office: Office, turn: Turn, which: Which, rooms: Sequence[Room]) -> Refused:
    """Say why no booking is meant: an unknown room, somebody else's meeting, or none at all."""
    if refused := unknown_room(rooms, which.rooms):
        return refused
    wanted = {room.email for room in named(rooms, *which.rooms)}
    instant = which.start or turn.now
    window = which.window or TimeSlot.lasting(instant, 1)
    taken = any(
        event.room_email in wanted and event.slot.overlaps(window)
        for event in await office.calendar.events()
    )
    because = RefusedBecause.NOT_YOURS if taken else RefusedBecause.NO_SUCH_BOOKING
    return Refused(because)


async def _not_being_made(office: Office, events: list[Event]) -> list[Event]:
    """Leave out the events of writes that nobody knows the end of: their bookings are to come."""
    if not events:
        return events
    begun = await office.ledger.unsettled(office.clock.now())
    places = {(one.room.email, one.slot) for one in begun}
    return [one for one in events if (one.room_email, one.slot) not in places]


async def _adopt(
    office: Office, person: Person, events: Sequence[Event], rooms: dict[str, Room]
) -> list[Booking]:
    """Take events in Joan that carry the person's name, but for those that were passed on."""
    known = await office.ledger.by_event(person.team_id, events) if events else {}
    adopted = []
    for event in events:
        booking = known.get(event.id) or _adopted(person, event, rooms)
        if not owns(person, booking):
            continue
        standing = replace(booking, state=BookingState.BOOKED)  # Joan shows it: she is right
        if standing != known.get(event.id):
            await office.ledger.save(standing)
        adopted.append(_as_shown(standing, event, rooms))
    return adopted


def _adopted(person: Person, event: Event, rooms: dict[str, Room]) -> Booking:
    """Return a booking for an event made elsewhere; the same event always gets the same id."""
    digest = hashlib.sha256(f"{person.team_id}\0{event.id}".encode()).hexdigest()
    return Booking(
        id=digest[:24],
        team_id=person.team_id,
        room=rooms.get(event.room_email, Room(event.room_email, event.room_email)),
        slot=event.slot,
        organizer_id=person.slack_id,
        organizer_email=event.organizer_email or person.joan_email or "",
        title=event.title,
        event_id=event.id,
    )


@dataclass(frozen=True)
class Shown:
    """Joan's events, found at once by what is known of them; for who looks for many."""

    by_id: Mapping[str, Event]
    by_place: Mapping[tuple[str, TimeSlot], Event]

    @classmethod
    def of(cls, events: Sequence[Event]) -> "Shown":
        """Take the events that Joan shows."""
        return cls(
            {one.id: one for one in events},
            {(one.room_email, one.slot): one for one in events},
        )

    def event_behind(self, booking: Booking) -> Event | None:
        """Return the event of a booking; by room and time where Joan never told the id."""
        if booking.event_id is None:
            return self.by_place.get((booking.room.email, booking.slot))
        return self.by_id.get(booking.event_id)


@dataclass(frozen=True)
class Kept:
    """Bookings, found at once by the event that Joan shows."""

    by_id: Mapping[str, Booking]
    by_place: Mapping[tuple[str, TimeSlot], Booking]

    @classmethod
    def of(cls, bookings: Sequence[Booking]) -> "Kept":
        """Take the bookings; by place only those of which Joan never told the id."""
        return cls(
            {one.event_id: one for one in bookings if one.event_id is not None},
            {(one.room.email, one.slot): one for one in bookings if one.event_id is None},
        )

    def booking_behind(self, event: Event) -> Booking | None:
        """Return the booking behind an event."""
        return self.by_id.get(event.id) or self.by_place.get((event.room_email, event.slot))


def _as_shown(booking: Booking, event: Event, rooms: dict[str, Room]) -> Booking:
    room = rooms.get(event.room_email, booking.room)
    return replace(
        booking, room=room, slot=event.slot, title=event.title or booking.title, event_id=event.id
    )
