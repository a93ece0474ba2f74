"""Lay a series out: look at every date before any is booked."""

from collections.abc import Sequence
from dataclasses import replace

from roombot.booking import choice
from roombot.booking.finding import floor_of, forbidden, suggest
from roombot.booking.office import Office
from roombot.booking.permitting import permits_of
from roombot.booking.policy import refuse_slot, refuse_to_book
from roombot.booking.protocol import new_id
from roombot.booking.repeating import dates
from roombot.booking.rooms import for_company, named, unknown_room
from roombot.booking.searching import booking_search
from roombot.booking.slots import whole_minute
from roombot.booking.vacancy import free_now, occupied
from roombot.domain.clicks import PlaceDate
from roombot.domain.intents import Book, Wish
from roombot.domain.options import RefusedBecause, SuggestedBecause
from roombot.domain.outcomes import AlreadyChosen, Outcome, Refused
from roombot.domain.rooms import Room
from roombot.domain.series import DateState, Place, Series, SeriesDate, SeriesPlanned
from roombot.domain.time_slots import TimeSlot
from roombot.domain.turns import Turn

ROOMS, TIMES = 3, 3  # other rooms and other times that are offered for a clash

Free = dict[TimeSlot, tuple[Room, ...]]


async def plan(office: Office, turn: Turn, wish: Wish, first: TimeSlot) -> Outcome:
    """Lay the dates of a wish out in the room that is free on most of them."""
    rooms = await office.calendar.rooms()
    if refused := unknown_room(rooms, wish.rooms) or refuse_slot(first, turn.now):
        return refused
    once = replace(wish, recurrence=None, start=first.start, end=first.end, minutes=None)
    search = booking_search(once, SuggestedBecause.TAKEN)
    if ruled_out := await forbidden(office, turn, replace(search, once_approved=Book(wish))):
        return ruled_out
    slots, is_cut = dates(wish.recurrence or "", first, turn.person.time_zone)
    if not slots:
        return Refused(RefusedBecause.IN_THE_PAST)
    permits = await permits_of(office, turn)
    free = {slot: permits.allowed(await _free(office, slot), slot) for slot in slots}
    wanted = named(rooms, *wish.rooms)
    fitting = wanted or choice.ranked(rooms, for_company(wish), await floor_of(office, turn))
    room = max(fitting, key=lambda one: _times_free(one, free), default=None)
    if room is None or (not wanted and not _times_free(room, free)):
        return await suggest(office, turn, booking_search(once, SuggestedBecause.TAKEN))
    laid_out = [await _date(office, turn, wish, room, (slot, free[slot])) for slot in slots]
    series = Series(
        new_id(),
        turn.person.team_id,
        turn.person.slack_id,
        wish,
        room,
        tuple(laid_out),
        turn.now,
        is_cut,
    )
    await office.series.save(series)
    return SeriesPlanned(series)


async def place(office: Office, turn: Turn, intent: PlaceDate) -> Outcome:
    """Choose another room or time for one date, or skip it."""
    series = await own(office, turn, intent.series_id)
    if not isinstance(series, Series):
        return series
    begun = any(date.state is not DateState.PLANNED for date in series.dates)
    if begun or series.leased_until is not None:
        return AlreadyChosen()
    if not 0 <= intent.number < len(series.dates):
        return Refused(RefusedBecause.EXPIRED)
    date = series.dates[intent.number]
    if intent.choice is not None and not 0 <= intent.choice < len(date.places):
        return Refused(RefusedBecause.EXPIRED)
    changed = series.with_date(intent.number, replace(date, chosen=intent.choice))
    await office.series.save(changed)
    return SeriesPlanned(changed)


async def own(office: Office, turn: Turn, series_id: str) -> Series | Refused:
    """Return a series of the person's, or the answer that refuses."""
    if refused := refuse_to_book(turn.person):
        return refused
    series = await office.series.get(turn.person.team_id, series_id)
    if series is None:
        return Refused(RefusedBecause.EXPIRED)
    if series.slack_id != turn.person.slack_id:
        return Refused(RefusedBecause.NOT_YOURS)
    return series


async def _free(office: Office, slot: TimeSlot) -> tuple[Room, ...]:
    """Return the rooms free then: from the events, and from Joan herself where they end."""
    if not _is_shown(office, slot):
        return await free_now(office, slot)
    busy = choice.busy_rooms(await occupied(office), slot)
    return tuple(room for room in await office.calendar.rooms() if room.email not in busy)


def _is_shown(office: Office, slot: TimeSlot) -> bool:
    return slot.end <= office.calendar.shown_until(office.clock.now())


def _times_free(room: Room, free: Free) -> int:
    return sum(room in rooms for rooms in free.values())


async def _date(
    office: Office,
    turn: Turn,
    wish: Wish,
    room: Room,
    at: tuple[TimeSlot, Sequence[Room]],
) -> SeriesDate:
    slot, free = at
    is_certain = _is_shown(office, slot)
    if room in free:
        return SeriesDate(slot, (Place(room, slot),), is_certain=is_certain)
    others = [Place(one, slot) for one in _instead(room, free, wish)]
    if is_certain:
        others += await _later_or_earlier(office, turn, room, slot)
    chosen = 0 if others else None
    return SeriesDate(slot, tuple(others), chosen, clashes=True, is_certain=is_certain)


def _instead(room: Room, free: Sequence[Room], wish: Wish) -> list[Room]:
    """Return the free rooms that are nearest to the room of the series."""
    any_room = replace(for_company(wish), rooms=())
    fitting = choice.ranked(free, any_room, None)
    return sorted(fitting, key=lambda one: abs((one.capacity or 0) - (room.capacity or 0)))[:ROOMS]


async def _later_or_earlier(office: Office, turn: Turn, room: Room, slot: TimeSlot) -> list[Place]:
    """Return when the room of the series is free around the time of a clash."""
    since = choice.next_quarter(whole_minute(turn.now))
    permits = await permits_of(office, turn)
    found = permits.allowed_at(
        choice.other_times([room], Wish(), slot, await occupied(office), since)
    )
    return [Place(one.room, one.slot) for one in found[:TIMES]]
