"""Take a booking to another time: book anew, see that it stands, give the old event up."""

from dataclasses import replace

from roombot.booking.changing import done_meanwhile, give_up, standing, tell
from roombot.booking.choice import Candidate
from roombot.booking.finding import Search, free_now, named, suggest, suggest_times
from roombot.booking.inviting import invite_again
from roombot.booking.making import event_write
from roombot.booking.office import Office
from roombot.booking.policy import refuse_slot
from roombot.booking.protocol import Result, Write, Written, carry_out
from roombot.domain.bookings import Action, Booking
from roombot.domain.errors import CalendarRefused, RoombotError
from roombot.domain.intents import Intent, Reschedule, Which, Wish
from roombot.domain.options import RefusedBecause, SuggestedBecause
from roombot.domain.outcomes import Outcome, Refused, Rescheduled
from roombot.domain.time_slots import TimeSlot, gaps
from roombot.domain.turns import Turn

LOST = {Result.NOT_FREE, Result.DECLINED}


async def reschedule(office: Office, turn: Turn, intent: Reschedule) -> Outcome:
    """Take a booking to another time; without one, offer the nearest."""
    booking = await standing(office, turn, intent)
    if not isinstance(booking, Booking):
        return booking
    slot = _new_slot(booking, intent)
    if slot is None:
        return await _offer_times(office, turn, booking)
    if refused := refuse_slot(slot, turn.now):
        return refused
    room = booking.room
    if intent.to_room is not None:
        found = named(await office.calendar.rooms(), intent.to_room)
        if found is None:
            return Refused(RefusedBecause.NO_SUCH_ROOM, intent.to_room)
        room = found
    return await _reschedule_to(office, turn, booking, replace(booking, room=room, slot=slot))


async def _reschedule_to(office: Office, turn: Turn, old: Booking, new: Booking) -> Outcome:
    is_left = False
    try:
        async with office.ledger.turn_at(old.team_id, old.room, new.room):
            if done := await done_meanwhile(office, old):
                return done
            if _collide(old, new):
                written = await _swap(office, turn, old, new)
            else:
                written = await carry_out(office, _write(office, turn, old, new))
                is_left = written.result is Result.DONE and not await _gone(office, turn, old)
    except CalendarRefused:
        written = Written(Result.NOT_FREE)
    if written.result in LOST:
        return await _offer_instead(office, turn, old, new)
    told = await invite_again(office, turn, written.booking) if written.booking else ()
    return tell(
        written,
        Action.RESCHEDULE,
        old,
        lambda one: Rescheduled(one, old.room, old.slot, told, old_still_booked=is_left),
    )


async def _swap(office: Office, turn: Turn, old: Booking, new: Booking) -> Written:
    """Exchange events that overlap in one room, where Joan would refuse the new beside the old.

    The old one goes first, and is booked again unless the new one stands.
    """
    write = _write(office, turn, old, new)

    async def send() -> str | None:
        await office.calendar.cancel(old.event_id or "", old.room, finish=False)
        return await write.send()

    try:
        written = await carry_out(office, replace(write, send=send))
    except RoombotError:
        await _restore(office, turn, old)
        raise
    if written.result in {Result.DECLINED, Result.ABSENT}:
        await _restore(office, turn, old)
    return written


async def _restore(office: Office, turn: Turn, old: Booking) -> None:
    """Book the old event again; where it stands after all, the check finds the room taken."""
    again = replace(turn, key=f"{turn.key}/restore")
    await carry_out(office, event_write(office, again, old, Action.BOOK))


async def _gone(office: Office, turn: Turn, old: Booking) -> bool:
    """Give the old event up; where that fails the person is told and can cancel it."""
    try:
        return (await give_up(office, turn, old)).result is Result.DONE
    except RoombotError:
        return False


def _write(office: Office, turn: Turn, old: Booking, new: Booking) -> Write:
    """Return the write of the new event; its record names the old one, which is to go."""
    write = event_write(office, turn, new, Action.RESCHEDULE)
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
        free = {room.email for room in await free_now(office, part, fresh=fresh)}
        if new.room.email not in free:
            return False
        fresh = False
    return True


def _collide(old: Booking, new: Booking) -> bool:
    return old.room.email == new.room.email and old.slot.overlaps(new.slot)


def _new_slot(booking: Booking, intent: Reschedule) -> TimeSlot | None:
    """Return the slot that was asked for, of the old length unless another was said."""
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


async def _offer_times(office: Office, turn: Turn, booking: Booking) -> Outcome:
    search = _search(booking, SuggestedBecause.CHANGE_TIME, booking.slot)
    return await suggest_times(office, turn, search, booking.slot)


async def _offer_instead(office: Office, turn: Turn, old: Booking, new: Booking) -> Outcome:
    """Offer the nearest to what was asked for: other rooms then, or the room at other times."""
    return await suggest(office, turn, _search(old, SuggestedBecause.TAKEN, new.slot))
