"""Gather a person's Home in few looks at Joan."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from roombot.booking import choice
from roombot.booking.finding import floor_of
from roombot.booking.looking import agenda
from roombot.booking.office import Office
from roombot.booking.policy import owns, refuse_to_book
from roombot.booking.slots import whole_minute
from roombot.booking.vacancy import open_to
from roombot.domain.bookings import BookingState, Event
from roombot.domain.homes import Favourite, Home, NoShow
from roombot.domain.intents import Book, ShowAgenda, Wish
from roombot.domain.occasions import Due, Occasion
from roombot.domain.options import Option
from roombot.domain.outcomes import AgendaShown
from roombot.domain.rooms import Device, Room
from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import day_bounds
from roombot.domain.turns import Turn

AT_ONCE = 30  # minutes that one tap books
FREE = 4  # rooms that are offered
LOW = 20  # percent of a battery
DAY = timedelta(hours=12)  # a favourite that is free for so long is free all day


async def home(office: Office, turn: Turn) -> Home:
    """Return what a person sees of the office."""
    office = await office.of(turn.person.team_id)
    shown = await agenda(office, turn, ShowAgenda())
    if not isinstance(shown, AgendaShown):
        return Home(may_book=False)
    may_book = refuse_to_book(turn.person) is None
    running = tuple(one for one in shown.bookings if one.slot.contains(turn.now))
    return Home(
        running=running,
        coming=tuple(one for one in shown.bookings if one not in running),
        waiting=shown.waiting,
        options=await _free(office, turn) if may_book else (),
        favourites=await _favourites(office, turn),
        devices=await _in_need(office) if turn.person.is_admin else (),
        no_shows=await _no_shows(office, turn) if turn.person.is_admin else (),
        is_admin=turn.person.is_admin,
        may_book=may_book,
    )


async def _free(office: Office, turn: Turn) -> tuple[Option, ...]:
    """Return the free rooms that suit the person best: favourites, then what is near."""
    slot = TimeSlot.lasting(whole_minute(turn.now), AT_ONCE)
    free = await open_to(office, turn, slot)
    floor, liked = await floor_of(office, turn), turn.person.preferences.favourites
    ranked = choice.ranked(free, Wish(), floor, liked)
    best = sorted(ranked, key=lambda room: (room.email not in liked, room.floor != floor))
    return tuple(
        Option(
            Book(Wish(slot.start, slot.end, rooms=(room.email,))),
            room,
            slot,
            choice.reasons_for(room, Wish(), floor, liked),
        )
        for room in best[:FREE]
    )


async def _favourites(office: Office, turn: Turn) -> tuple[Favourite, ...]:
    liked = turn.person.preferences.favourites
    rooms = [room for room in await office.calendar.rooms() if room.email in liked]
    events = await office.calendar.events() if rooms else ()
    return tuple(Favourite(room, _free_until(room, events, turn.now)) for room in rooms)


def _free_until(room: Room, events: Sequence[Event], now: datetime) -> datetime | None:
    own = [one.slot for one in events if one.room_email == room.email and one.slot.end > now]
    if any(slot.contains(now) for slot in own):
        return None
    return min((slot.start for slot in own), default=now + DAY)


async def _in_need(office: Office) -> tuple[Device, ...]:
    """Return the devices that somebody should look after."""
    return tuple(
        device
        for device in await office.calendar.devices()
        if device.unsynced_rooms or (device.battery is not None and device.battery <= LOW)
    )


async def _no_shows(office: Office, turn: Turn) -> tuple[NoShow, ...]:
    """Return yesterday's meetings to which nobody checked in, as far as is known here."""
    yesterday = TimeSlot(*day_bounds(turn.now, turn.person.time_zone, -1))
    begun = await office.ledger.begun(turn.person.team_id, yesterday)
    absent = [one for one in begun if not one.checked_in and one.slot.end <= turn.now]
    released = await office.notes.done([Due(Occasion.NO_SHOW, one).key for one in absent])
    found = [
        NoShow(
            one,
            Due(Occasion.NO_SHOW, one).key in released,
            office.rules.organizers or owns(turn.person, one),
        )
        for one in absent
    ]
    return tuple(
        one for one in found if one.is_released or one.booking.state is BookingState.BOOKED
    )
