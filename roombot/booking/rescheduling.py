"""Take a booking to another time: book anew, see that it stands, give the old event up."""

import logging
from dataclasses import replace

from roombot.booking.changing import done_meanwhile, removal, standing, tell
from roombot.booking.choice import Candidate
from roombot.booking.extending import extend
from roombot.booking.finding import forbidden, suggest, suggest_times
from roombot.booking.inviting import invite_again
from roombot.booking.making import event_write, is_free
from roombot.booking.mending import REPLACED
from roombot.booking.office import Office
from roombot.booking.policy import refuse_slot
from roombot.booking.protocol import Result, Write, Written, carry_on, carry_out
from roombot.booking.rooms import named
from roombot.booking.searching import Search
from roombot.booking.vacancy import free_now
from roombot.domain.bookings import Action, AttemptState, Booking, BookingState
from roombot.domain.errors import CalendarRefused, RoombotError
from roombot.domain.intents import Book, Extend, Intent, Reschedule, Which, Wish
from roombot.domain.options import Option, RefusedBecause, SuggestedBecause
from roombot.domain.outcomes import AlreadyDone, Outcome, Refused, Rescheduled, Suggested
from roombot.domain.sides import Side
from roombot.domain.time_slots import TimeSlot, gaps
from roombot.domain.turns import Turn

_log = logging.getLogger(__name__)


class _OldLost(Exception):  # noqa: N818 - told as an answer
    """A change failed halfway, and the old event could not be had back."""


async def reschedule(office: Office, turn: Turn, intent: Reschedule) -> Outcome:
    """Take a booking to another time; without one, offer the nearest."""
    booking = await standing(office, turn, intent)
    if not isinstance(booking, Booking):
        return booking
    slot = _new_slot(booking, intent)
    if slot is None:
        return await _offer_times(office, turn, booking, intent)
    if intent.asks:
        search = _search(booking, SuggestedBecause.CHANGE_TIME, slot)
        return await suggest(office, turn, search)
    if refused := refuse_slot(slot, turn.now):
        return refused
    room = booking.room
    if intent.to_room is not None:
        found = named(await office.calendar.rooms(), intent.to_room)
        if not found:
            return Refused(RefusedBecause.NO_SUCH_ROOM, intent.to_room)
        room = found[0]
    return await _change_to(office, turn, booking, replace(booking, room=room, slot=slot))


async def _change_to(office: Office, turn: Turn, old: Booking, new: Booking) -> Outcome:
    """Do no more than is needed: an extension keeps the event, the invitations, the answers."""
    if new == old:
        return AlreadyDone(old, BookingState.BOOKED)
    if _is_longer(old, new):
        return await extend(office, turn, Extend(Which(booking_id=old.id), until=new.slot.end))
    search = _search(old, SuggestedBecause.TAKEN, new.slot)
    wished = replace(search, wish=replace(search.wish, rooms=(new.room.email,)))
    if ruled_out := await forbidden(office, turn, wished):
        return ruled_out
    return await _reschedule_to(office, turn, old, new)


async def _reschedule_to(office: Office, turn: Turn, old: Booking, new: Booking) -> Outcome:
    is_left = False
    try:
        async with office.ledger.turn_at(old.team_id, old.room, new.room):
            if done := await done_meanwhile(office, old):
                return done
            if _collide(old, new):
                written = await _swap(office, turn, old, new)
            else:
                written, is_left = await _replace(office, turn, old, new)
    except CalendarRefused:
        written = Written(Result.NOT_FREE)
    except _OldLost:
        return await _offer_back(office, old)
    if written.result in {Result.NOT_FREE, Result.DECLINED}:
        return await _offer_instead(office, turn, old, new)
    told = await invite_again(office, turn, written.booking) if written.booking else ()
    return tell(
        written,
        Action.RESCHEDULE,
        old,
        lambda one: Rescheduled(one, old.room, old.slot, told, old_still_booked=is_left),
    )


async def _replace(office: Office, turn: Turn, old: Booking, new: Booking) -> tuple[Written, bool]:
    """Book anew, then give the old event up; tell whether it is left.

    The removal is recorded first: a crash in between leaves on record what is still to go.
    """
    going = removal(office, turn, old, REPLACED)
    await office.ledger.begin(going.attempt)
    try:
        written = await carry_out(office, await _write(office, turn, old, new))
    except RoombotError:
        await office.ledger.settle(going.attempt, AttemptState.FAILED, note="not replaced")
        raise
    if written.result is not Result.DONE:
        await office.ledger.settle(going.attempt, AttemptState.FAILED, note="not replaced")
        return written, False
    try:
        return written, (await carry_on(office, going)).result is not Result.DONE
    except RoombotError as error:  # told to the person, who can cancel it
        _log.warning("an event that was replaced is left: %s", error)
        return written, True


async def _swap(office: Office, turn: Turn, old: Booking, new: Booking) -> Written:
    """Exchange events that overlap in one room, where Joan would refuse the new beside the old.

    The old one goes first, and is booked again unless the new one stands.
    """
    write = await _write(office, turn, old, new)

    async def send() -> str | None:
        await office.calendar.cancel(old.event_id or "", old.room, finish=False)
        return await write.send()

    try:
        written = await carry_out(office, replace(write, send=send))
    except RoombotError as error:
        if not await _restored(office, turn, old):
            raise _OldLost from error
        raise
    if written.result in {Result.DONE, Result.NOT_FREE, Result.REPEATED}:
        return written
    if written.result is Result.UNKNOWN and not await is_free(office, new.room, new.slot):
        return written  # it stands, most likely
    if not await _restored(office, turn, old):
        raise _OldLost
    return replace(written, result=Result.ABSENT)


async def _restored(office: Office, turn: Turn, old: Booking) -> bool:
    """Tell whether the old event stands, booked again where it has to be."""
    again = replace(turn, key=f"{turn.key}/restore")
    try:
        written = await carry_out(office, await event_write(office, again, old, Action.BOOK))
        shown = {event.id for event in await office.calendar.events()}
    except RoombotError:
        _log.exception("an event could not be had back")
        return False
    return written.result is Result.DONE or (old.event_id or "") in shown


async def _offer_back(office: Office, old: Booking) -> Outcome:
    """Say honestly that the old booking is gone, and offer to book it again."""
    await office.ledger.save(replace(old, state=BookingState.CANCELLED))
    wish = Wish(
        old.slot.start,
        old.slot.end,
        rooms=(old.room.email,),
        capacity=old.capacity,
        amenities=old.amenities,
        title=old.title,
    )
    option = Option(Book(wish), old.room, old.slot)
    return Suggested(SuggestedBecause.LOST, wish, (option,), old)


async def _write(office: Office, turn: Turn, old: Booking, new: Booking) -> Write:
    """Return the write of the new event; its record names the old one, which is to go."""
    write = await event_write(office, turn, new, Action.RESCHEDULE)
    replaced = {
        "old_event": old.event_id or "",
        "old_room": old.room.email,
        "old_start": old.slot.start.isoformat(),
        "old_end": old.slot.end.isoformat(),
    }
    return replace(
        write,
        attempt=replace(write.attempt, details=write.attempt.details | replaced),
        check=lambda: _is_free_but_for(office, old, new),
    )


async def _is_free_but_for(office: Office, old: Booking, new: Booking) -> bool:
    """Tell whether the new slot is free, the old booking left out of account."""
    same_room = old.room.email == new.room.email
    fresh = True
    for part in gaps(new.slot, [old.slot] if same_room else []):
        free = {room.email for room in await free_now(office, part, fresh=fresh, but_for=old)}
        if new.room.email not in free:
            return False
        fresh = False
    return True


def _is_longer(old: Booking, new: Booking) -> bool:
    same_start = (old.room.email, old.slot.start) == (new.room.email, new.slot.start)
    return same_start and new.slot.end > old.slot.end


def _collide(old: Booking, new: Booking) -> bool:
    return old.room.email == new.room.email and old.slot.overlaps(new.slot)


def _new_slot(booking: Booking, intent: Reschedule) -> TimeSlot | None:
    """Return the slot that was asked for, of the old length unless another was said."""
    if intent.start is None and intent.shift is not None:
        return booking.slot.shifted(intent.shift)
    if intent.start is None:
        if intent.minutes is None:
            return None
        return TimeSlot.lasting(booking.slot.start, intent.minutes)
    if intent.end is not None and intent.end > intent.start:
        return TimeSlot(intent.start, intent.end)
    return TimeSlot.lasting(intent.start, intent.minutes or booking.slot.minutes)


def _search(booking: Booking, because: SuggestedBecause, slot: TimeSlot) -> Search:
    def click(candidate: Candidate) -> Intent:
        which = Which(booking_id=booking.id)
        slot = candidate.slot
        return Reschedule(which, slot.start, slot.end, to_room=candidate.room.email)

    wish = Wish(
        slot.start,
        slot.end,
        rooms=(booking.room.email,),
        capacity=booking.capacity,
        amenities=booking.amenities,
    )
    return Search(wish, because, click, booking)


async def _offer_times(office: Office, turn: Turn, booking: Booking, intent: Reschedule) -> Outcome:
    """Offer the nearest times, or those nearest to the beginning of a stretch."""
    slot, side = booking.slot, intent.side or Side.ANY
    if intent.window is not None:
        slot = TimeSlot.lasting(intent.window.start, slot.minutes)
        side = Side.SINCE
    search = _search(booking, SuggestedBecause.CHANGE_TIME, booking.slot)
    return await suggest_times(office, turn, search, slot, side)


async def _offer_instead(office: Office, turn: Turn, old: Booking, new: Booking) -> Outcome:
    """Offer the nearest to what was asked for: other rooms then, or the room at other times."""
    return await suggest(office, turn, _search(old, SuggestedBecause.TAKEN, new.slot))
