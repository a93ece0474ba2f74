"""Look things up: agenda, a room's day, rooms, devices."""

from dataclasses import replace
from datetime import timedelta

from roombot.booking import choice
from roombot.booking.mine import bookings_of, current
from roombot.booking.office import Office
from roombot.booking.policy import owns, refuse_to_act
from roombot.booking.privacy import discreet
from roombot.booking.rooms import named, unknown_room
from roombot.booking.slots import whole_minute
from roombot.booking.vacancy import free_now
from roombot.domain.bookings import BookingState
from roombot.domain.intents import (
    ListRooms,
    ShowAgenda,
    ShowBooking,
    ShowDay,
    ShowSchedule,
    Wish,
)
from roombot.domain.listings import DevicesListed, RoomsListed
from roombot.domain.options import Option, RefusedBecause
from roombot.domain.outcomes import (
    AgendaShown,
    AlreadyDone,
    Booked,
    Outcome,
    Refused,
    ScheduleShown,
)
from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import day_bounds
from roombot.domain.turns import Turn

AGENDA_DAYS = 7
A_PAGE = 20  # rooms of a list
GLANCE = timedelta(minutes=15)  # free now means: for at least so long


async def agenda(office: Office, turn: Turn, intent: ShowAgenda) -> Outcome:
    """Show the person's bookings, this week's unless a window was said, and open invitations."""
    if refused := refuse_to_act(turn.person):
        return refused
    window = intent.window or _days(turn, AGENDA_DAYS)
    mine = await bookings_of(office, turn.person, window)
    waiting = await office.ledger.waiting_for(turn.person, turn.now)
    pairs = [(one, await office.ledger.booking(one.team_id, one.booking_id)) for one in waiting]
    open_invitations = tuple((one, booking) for one, booking in pairs if booking)
    standing = tuple(one for one in mine if one.slot.end > turn.now)
    return AgendaShown(standing, window, open_invitations)


async def booking(office: Office, turn: Turn, intent: ShowBooking) -> Outcome:
    """Show one booking of the person's, as it stands."""
    if refused := refuse_to_act(turn.person):
        return refused
    found = await office.ledger.booking(turn.person.team_id, intent.booking_id)
    if found is None or not owns(turn.person, found):
        return Refused(RefusedBecause.NO_SUCH_BOOKING)
    if found.state is not BookingState.BOOKED:
        return AlreadyDone(found, found.state)
    invited = await office.ledger.invitations(found.team_id, found.id)
    return Booked(await current(office, found), invited, already=True)


async def schedule(office: Office, turn: Turn, intent: ShowSchedule) -> Outcome:
    """Show a room's day."""
    if refused := refuse_to_act(turn.person):
        return refused
    name = intent.rooms[0] if intent.rooms else ""
    found = named(await office.calendar.rooms(), name)
    if not found:
        return Refused(RefusedBecause.NO_SUCH_ROOM, name)
    room = found[0]
    window = intent.window or _days(turn, 1)
    events = sorted(
        (
            event
            for event in await office.calendar.events()
            if event.room_email == room.email and event.slot.overlaps(window)
        ),
        key=lambda event: event.slot,
    )
    if window.start > office.calendar.shown_until(turn.now):
        return Refused(RefusedBecause.CANNOT_TELL, room.name)
    free_until = None
    if window.contains(turn.now) and not any(one.slot.contains(turn.now) for one in events):
        later = (one.slot.start for one in events if one.slot.start > turn.now)
        free_until = min(later, default=window.end)
    drawn = Option(ShowDay((room.name,), None, window))
    shown = await discreet(office, turn, window, events)
    is_veiled = not (office.rules.titles and office.rules.organizers)
    return ScheduleShown(room, window, shown, free_until, (drawn,), is_veiled)


async def rooms(office: Office, turn: Turn, intent: ListRooms) -> Outcome:
    """List the rooms that match, and tell which are free now."""
    if refused := refuse_to_act(turn.person):
        return refused
    everything = await office.calendar.rooms()
    if refused := unknown_room(everything, intent.rooms):
        return refused
    wanted = {room.email for room in named(everything, *intent.rooms)}
    wish = Wish(capacity=intent.capacity, amenities=intent.amenities, place=intent.place)
    found = [
        room
        for room in choice.ranked(everything, wish, None)
        if room.email in wanted or (not wanted and not office.rules.rooms.of(room).hidden)
    ]
    now = TimeSlot(whole_minute(turn.now), whole_minute(turn.now) + GLANCE)
    free = frozenset(room.email for room in await free_now(office, now))
    first = intent.first if 0 <= intent.first < len(found) else 0
    shown = sorted(found, key=lambda room: room.place_in_lists)[first : first + A_PAGE]
    return RoomsListed(tuple(shown), len(found), free, first, _next_page(intent, first, len(found)))


async def devices(office: Office, turn: Turn) -> Outcome:
    """Show the devices' batteries and Wi-Fi, to administrators."""
    if not turn.person.is_admin:
        return Refused(RefusedBecause.NOT_ADMIN)
    found = await office.calendar.devices()
    return DevicesListed(tuple(sorted(found, key=lambda one: (_charge(one.battery), one.name))))


def _next_page(intent: ListRooms, first: int, count: int) -> tuple[Option, ...]:
    following = first + A_PAGE
    return (Option(replace(intent, first=following)),) if following < count else ()


def _charge(battery: int | None) -> int:
    return 101 if battery is None else battery  # wired devices last


def _days(turn: Turn, days: int) -> TimeSlot:
    zone = turn.person.time_zone
    return TimeSlot(day_bounds(turn.now, zone)[0], day_bounds(turn.now, zone, days - 1)[1])
