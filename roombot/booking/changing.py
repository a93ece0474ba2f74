"""Change what is booked: cancel, end, check in."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from roombot.booking.mine import SOON, Change, select
from roombot.booking.office import Office
from roombot.booking.policy import refuse_to_act
from roombot.booking.protocol import Result, Write, Written, always, attempt_on, carry_out
from roombot.booking.slots import whole_minute
from roombot.domain.bookings import (
    Action,
    Booking,
    BookingState,
    Event,
    Invitation,
    InvitationState,
)
from roombot.domain.errors import CalendarRefused, CalendarUnavailable, EventGone
from roombot.domain.intents import Cancel, CheckIn, Finish
from roombot.domain.options import RefusedBecause
from roombot.domain.outcomes import (
    AlreadyChosen,
    AlreadyDone,
    Cancelled,
    CheckedIn,
    Finished,
    Outcome,
    Refused,
    Unconfirmed,
)
from roombot.domain.time_slots import TimeSlot
from roombot.domain.turns import Turn

MINUTE = timedelta(minutes=1)


async def cancel(office: Office, turn: Turn, intent: Cancel) -> Outcome:
    """Give a booking up."""
    booking = await standing(office, turn, intent)
    if not isinstance(booking, Booking):
        return booking
    return await give_up(office, turn, booking)


async def give_up(
    office: Office,
    turn: Turn,
    booking: Booking,
    check: Callable[[], Awaitable[bool]] = always,
) -> Outcome:
    """Give a booking up of which it is known that the person may, if a last check allows it."""
    told = await coming(office, booking)
    cancelled = replace(booking, state=BookingState.CANCELLED)
    going = removal(office, turn, booking)
    write = replace(going, check=check, after=lambda _events, _hint: cancelled)
    return await change(office, booking, write, lambda one: Cancelled(one, told))


def removal(office: Office, turn: Turn, booking: Booking, about: str = "") -> Write:
    """Return the write that deletes a booking's event; one that is gone already is deleted."""
    event_id = booking.event_id or ""

    async def send() -> None:
        await office.calendar.cancel(event_id, booking.room, finish=False)

    return Write(
        attempt_on(turn, booking, Action.CANCEL, about),
        always,
        send,
        took_place=lambda events, _hint: all(event.id != event_id for event in events),
        by_absence=True,
    )


async def finish(office: Office, turn: Turn, intent: Finish) -> Outcome:
    """End a running meeting now, so that the room is free for others."""
    booking = await standing(office, turn, intent)
    if not isinstance(booking, Booking):
        return booking
    if not booking.slot.contains(turn.now):
        return Refused(RefusedBecause.NOT_RUNNING)
    event_id = booking.event_id or ""
    end = max(whole_minute(turn.now), booking.slot.start + MINUTE)
    ended = replace(booking, slot=booking.slot.ending_at(end), state=BookingState.FINISHED)

    async def send() -> None:
        await office.calendar.cancel(event_id, booking.room, finish=True)

    write = Write(
        attempt_on(turn, booking, Action.FINISH),
        always,
        send,
        took_place=lambda events, _hint: _ends_by(events, event_id, turn.now + MINUTE),
        after=lambda _events, _hint: ended,
    )
    given_back = TimeSlot(turn.now, booking.slot.end).minutes
    return await change(office, booking, write, lambda one: Finished(one, given_back))


async def check_in(office: Office, turn: Turn, intent: CheckIn) -> Outcome:
    """Tell Joan that the meeting takes place."""
    booking = await standing(office, turn, intent)
    if not isinstance(booking, Booking):
        return booking
    if booking.slot.start - SOON > turn.now:
        return Refused(RefusedBecause.NOT_RUNNING)
    seconds = int((booking.slot.end - turn.now).total_seconds())

    async def send() -> None:
        await office.calendar.check_in(booking.event_id or "", booking.room, seconds)

    write = Write(
        attempt_on(turn, booking, Action.CHECK_IN),
        always,
        send,
        after=lambda _events, _hint: replace(booking, checked_in=True),
    )
    return await change(office, booking, write, CheckedIn)


async def standing(office: Office, turn: Turn, intent: Change) -> Booking | Outcome:
    """Return the person's booking that is meant and can still be changed, or the answer."""
    if refused := refuse_to_act(turn.person):
        return refused
    booking = await select(office, turn, intent)
    if not isinstance(booking, Booking):
        return booking
    if booking.state is not BookingState.BOOKED:
        return AlreadyDone(booking, booking.state)
    if booking.slot.end <= turn.now:
        return Refused(RefusedBecause.OVER)
    if booking.event_id is None:
        return Refused(RefusedBecause.CANNOT_TELL)
    return booking


async def done_meanwhile(office: Office, booking: Booking) -> AlreadyDone | Refused | None:
    """Return the answer when another click was faster; asked once the room's turn is ours."""
    latest = await office.ledger.booking(booking.team_id, booking.id)
    if latest is None:
        return None
    if latest.state is not BookingState.BOOKED:
        return AlreadyDone(latest, latest.state)
    if latest.event_id in (None, booking.event_id):
        return None
    return Refused(RefusedBecause.CHANGED_MEANWHILE)


async def coming(office: Office, booking: Booking) -> tuple[Invitation, ...]:
    """Return the invitations of those who have not declined: they are concerned."""
    invitations = await office.ledger.invitations(booking.team_id, booking.id)
    return tuple(one for one in invitations if one.state is not InvitationState.REJECTED)


def tell(
    written: Written, action: Action, booking: Booking, done: Callable[[Booking], Outcome]
) -> Outcome:
    """Return what a change came to; one that certainly did not happen may be tried again."""
    match written.result:
        case Result.DONE:
            return done(written.booking or booking)
        case Result.ABSENT:
            raise CalendarUnavailable(f"no answer to {action}, and it did not take place")
        case Result.UNKNOWN:
            return Unconfirmed(action, booking)
        case Result.REPEATED:
            return AlreadyChosen()
        case Result.DECLINED | Result.NOT_FREE:
            return Refused(RefusedBecause.BY_JOAN)


async def change(
    office: Office, booking: Booking, write: Write, done: Callable[[Booking], Outcome]
) -> Outcome:
    """Make a change while holding the room's turn."""
    try:
        async with office.ledger.turn_at(booking.team_id, booking.room):
            if earlier := await done_meanwhile(office, booking):
                return earlier
            written = await carry_out(office, write)
    except EventGone:
        return await _gone(office, booking)
    except CalendarRefused:
        return Refused(RefusedBecause.BY_JOAN)
    return tell(written, write.attempt.action, booking, done)


async def _gone(office: Office, booking: Booking) -> Outcome:
    """Return the answer when Joan finds no such event: it is cancelled, or in another room."""
    events = await office.calendar.events(fresh=True)
    if any(event.id == booking.event_id for event in events):
        return Refused(RefusedBecause.CHANGED_MEANWHILE)
    await office.ledger.save(replace(booking, state=BookingState.CANCELLED))
    return AlreadyDone(booking, BookingState.CANCELLED)


def _ends_by(events: Sequence[Event], event_id: str, instant: datetime) -> bool:
    return all(event.slot.end <= instant for event in events if event.id == event_id)
