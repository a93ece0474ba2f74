"""Follow a link to a room or a booking, and book from it."""

from roombot.booking import making
from roombot.booking.mine import current
from roombot.booking.office import Office
from roombot.booking.permitting import permits_of
from roombot.booking.policy import owns, refuse_to_act
from roombot.booking.slots import whole_minute
from roombot.booking.vacancy import occupied
from roombot.domain.clicks import BookLinked, FollowLink
from roombot.domain.intents import Book, Wish
from roombot.domain.links import BookingLinked, Place, RoomLinked, room_id
from roombot.domain.options import RefusedBecause
from roombot.domain.outcomes import Outcome, Refused
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot, gaps
from roombot.domain.time_zones import day_bounds
from roombot.domain.turns import Turn

MINUTES = (30, 60)  # that are offered, where they are free


async def follow(office: Office, turn: Turn, intent: FollowLink) -> Outcome:
    """Show what a link leads to, as it is now; a booking only where it is the person's own."""
    if refused := refuse_to_act(turn.person):
        return refused
    if intent.place == Place.BOOKING:
        return await _booking(office, turn, intent.subject_id)
    room = await _room(office, intent.subject_id)
    return Refused(RefusedBecause.NO_SUCH_ROOM) if room is None else await _now(office, turn, room)


async def book(office: Office, turn: Turn, intent: BookLinked) -> Outcome:
    """Book the room of a link from now on."""
    room = await _room(office, intent.room_id)
    if room is None or intent.minutes not in MINUTES:
        return Refused(RefusedBecause.EXPIRED)
    slot = TimeSlot.lasting(whole_minute(turn.now), intent.minutes)
    return await making.book(office, turn, Book(Wish(slot.start, slot.end, rooms=(room.email,))))


async def _booking(office: Office, turn: Turn, booking_id: str) -> Outcome:
    booking = await office.ledger.booking(turn.person.team_id, booking_id)
    if booking is None or not owns(turn.person, booking):
        return Refused(RefusedBecause.NO_SUCH_BOOKING)
    return BookingLinked(await current(office, booking))


async def _room(office: Office, name: str) -> Room | None:
    return next((one for one in await office.calendar.rooms() if room_id(one) == name), None)


async def _now(office: Office, turn: Turn, room: Room) -> RoomLinked:
    zone = room.time_zone or turn.person.time_zone
    today = TimeSlot(whole_minute(turn.now), day_bounds(turn.now, zone)[1])
    events = await occupied(office)
    busy = [one.slot for one in events if one.room_email == room.email]
    free = next(iter(gaps(today, busy)), None)
    if free is None or free.start > today.start:
        return RoomLinked(room, is_free=False, until=free.start if free else None)
    permits = await permits_of(office, turn)
    lengths = (one for one in MINUTES if one <= free.minutes)
    offered = tuple(
        one for one in lengths if permits.within_reach([room], TimeSlot.lasting(today.start, one))
    )
    until = free.end if free.end < today.end else None
    return RoomLinked(room, is_free=True, until=until, minutes=offered)
