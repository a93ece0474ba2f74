"""Take a booking to another room."""

from collections.abc import Sequence
from dataclasses import replace

from roombot.booking.changing import coming, done_meanwhile, standing, tell
from roombot.booking.choice import Candidate
from roombot.booking.finding import forbidden, suggest
from roombot.booking.office import Office
from roombot.booking.protocol import Result, Write, Written, attempt_on, carry_out
from roombot.booking.rooms import named
from roombot.booking.searching import Search
from roombot.booking.slots import whole_minute
from roombot.booking.vacancy import free_now
from roombot.domain.bookings import Action, Booking, Event
from roombot.domain.errors import CalendarRefused
from roombot.domain.intents import Intent, Move, Which, Wish
from roombot.domain.options import RefusedBecause, SuggestedBecause
from roombot.domain.outcomes import Moved, Outcome, Refused
from roombot.domain.people import folded
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.domain.turns import Turn


async def move(office: Office, turn: Turn, intent: Move) -> Outcome:
    """Take a booking to another room; without one, offer those that are free."""
    booking = await standing(office, turn, intent)
    if not isinstance(booking, Booking):
        return booking
    if intent.to_room is None:
        like = booking
        if intent.wish is not None:
            wish = intent.wish
            like = replace(booking, capacity=wish.capacity, amenities=wish.amenities)
        search = _search(like, turn, SuggestedBecause.CHANGE_ROOM)
        if intent.wish is not None:
            asked = intent.wish
            wish = replace(search.wish, rooms=asked.rooms, place=asked.place, avoid=asked.avoid)
            search = replace(search, wish=replace(wish, below=asked.below))
        return await suggest(office, turn, search)
    found = named(await office.calendar.rooms(), intent.to_room)
    if not found:
        return Refused(RefusedBecause.NO_SUCH_ROOM, intent.to_room)
    if found[0].email == booking.room.email:
        return await _offer_rooms(office, turn, booking, SuggestedBecause.CHANGE_ROOM)
    search = _search(booking, turn, SuggestedBecause.TAKEN)
    wished = replace(search, wish=replace(search.wish, rooms=(found[0].email,)))
    if ruled_out := await forbidden(office, turn, wished):
        return ruled_out
    return await _move_to(office, turn, booking, found[0])


async def _move_to(office: Office, turn: Turn, booking: Booking, to_room: Room) -> Outcome:
    event_id, from_room = booking.event_id or "", booking.room
    left = _left(booking.slot, turn)
    moved = replace(booking, room=to_room)

    async def is_free() -> bool:
        return to_room.email in {room.email for room in await free_now(office, left, fresh=True)}

    def seen(events: Sequence[Event], hint: str | None) -> Event | None:
        return _moved_event(events, moved, {hint, event_id})

    write = Write(
        replace(attempt_on(turn, moved, Action.MOVE), details={"from_room": from_room.email}),
        is_free,
        lambda: office.calendar.move(event_id, from_room, to_room),
        took_place=lambda events, hint: seen(events, hint) is not None,
        after=lambda events, hint: _with_event(moved, seen(events, hint), hint),
    )
    try:
        async with office.ledger.turn_at(booking.team_id, from_room, to_room):
            if done := await done_meanwhile(office, booking):
                return done
            written = await carry_out(office, write)
    except CalendarRefused:
        written = Written(Result.NOT_FREE)
    if written.result in {Result.NOT_FREE, Result.DECLINED}:
        return await _offer_rooms(office, turn, booking, SuggestedBecause.TAKEN)
    told = await coming(office, booking)
    return tell(written, Action.MOVE, booking, lambda one: Moved(one, from_room, told))


async def _offer_rooms(
    office: Office, turn: Turn, booking: Booking, because: SuggestedBecause
) -> Outcome:
    return await suggest(office, turn, _search(booking, turn, because))


def _search(booking: Booking, turn: Turn, because: SuggestedBecause) -> Search:
    def click(candidate: Candidate) -> Intent:
        return Move(Which(booking_id=booking.id), candidate.room.email)

    left = _left(booking.slot, turn)
    wish = Wish(left.start, left.end, capacity=booking.capacity, amenities=booking.amenities)
    return Search(wish, because, click, booking, booking.room.email, fixed_time=True)


def _left(slot: TimeSlot, turn: Turn) -> TimeSlot:
    """Return what is left of a booking's slot: another room is needed for no more."""
    return TimeSlot(max(slot.start, whole_minute(turn.now)), slot.end)


def _moved_event(events: Sequence[Event], moved: Booking, ids: set[str | None]) -> Event | None:
    """Return the event in its new room; Joan may have given it another id."""
    there = [
        event
        for event in events
        if event.room_email == moved.room.email and event.slot == moved.slot
    ]
    by_id = (event for event in there if event.id in ids)
    own = folded(moved.organizer_email)
    by_organizer = (event for event in there if folded(event.organizer_email or "") == own)
    titled = (event for event in there if moved.title and event.title == moved.title)
    return next(by_id, None) or next(by_organizer, None) or next(titled, None)


def _with_event(moved: Booking, event: Event | None, hint: str | None) -> Booking:
    return replace(moved, event_id=event.id if event else hint or moved.event_id)
