"""Change what is booked: cancel, end, extend, check in."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from roombot.booking.finding import free_now
from roombot.booking.mine import SOON, Change, current, select
from roombot.booking.office import Office
from roombot.booking.policy import LONGEST, refuse_to_act
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
from roombot.domain.intents import Cancel, CheckIn, Extend, Finish, Which
from roombot.domain.options import Option, RefusedBecause
from roombot.domain.outcomes import (
    AlreadyChosen,
    AlreadyDone,
    AskedHowLong,
    Cancelled,
    CannotExtend,
    CheckedIn,
    Extended,
    Finished,
    Outcome,
    Refused,
    Unconfirmed,
)
from roombot.domain.time_slots import TimeSlot
from roombot.domain.turns import Turn

LONGER = (15, 30, 60)  # minutes that are offered
MINUTE = timedelta(minutes=1)


async def cancel(office: Office, turn: Turn, intent: Cancel) -> Outcome:
    """Give a booking up."""
    booking = await standing(office, turn, intent)
    if not isinstance(booking, Booking):
        return booking
    told = await coming(office, booking)
    cancelled = replace(booking, state=BookingState.CANCELLED)
    write = replace(removal(office, turn, booking), after=lambda _events, _hint: cancelled)
    return await _change(office, booking, write, lambda one: Cancelled(one, told))


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
    return await _change(office, booking, write, lambda one: Finished(one, given_back))


async def extend(office: Office, turn: Turn, intent: Extend) -> Outcome:
    """Make a meeting longer where the room stays free."""
    booking = await standing(office, turn, intent)
    if not isinstance(booking, Booking):
        return booking
    until = intent.until
    if until is None and intent.minutes is not None:
        until = booking.slot.end + timedelta(minutes=intent.minutes)
    if until is None:
        return await _ask_how_long(office, booking)
    if until <= booking.slot.end:
        return Refused(RefusedBecause.SHORTER)
    if until - booking.slot.start > LONGEST:
        return Refused(RefusedBecause.TOO_LONG)
    if not await _stays_free(office, booking, until, fresh=True):
        return await _cannot_extend(office, booking)
    return await _extend_until(office, turn, booking, until)


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
    return await _change(office, booking, write, CheckedIn)


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


async def _change(
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


async def _extend_until(office: Office, turn: Turn, booking: Booking, until: datetime) -> Outcome:
    event_id = booking.event_id or ""
    longer = replace(booking, slot=booking.slot.ending_at(until))

    async def send() -> None:
        await office.calendar.extend(event_id, booking.room, until)

    write = Write(
        replace(attempt_on(turn, longer, Action.EXTEND), details={"was_until": _text(booking)}),
        lambda: _stays_free(office, booking, until),  # anew only after a write of ours
        send,
        took_place=lambda events, _hint: any(
            event.id == event_id and event.slot.end == longer.slot.end for event in events
        ),
        after=lambda _events, _hint: longer,
    )
    outcome = await _change(office, booking, write, Extended)
    if outcome == Refused(RefusedBecause.BY_JOAN):
        return await _cannot_extend(office, await current(office, booking))
    return outcome


async def _ask_how_long(office: Office, booking: Booking) -> Outcome:
    next_start = await _next_start(office, booking)
    ends = [booking.slot.end + timedelta(minutes=minutes) for minutes in LONGER]
    ends = [end for end in ends if next_start is None or end <= next_start]
    if next_start is not None and next_start > booking.slot.end and next_start not in ends:
        ends.append(next_start)
    if not ends:
        return CannotExtend(booking, None)
    return AskedHowLong(booking, tuple(_until(booking, end) for end in sorted(ends)))


async def _cannot_extend(office: Office, booking: Booking) -> CannotExtend:
    next_start = await _next_start(office, booking)
    if next_start is None or next_start <= booking.slot.end:
        return CannotExtend(booking, None)
    return CannotExtend(booking, next_start, (_until(booking, next_start),))


def _until(booking: Booking, end: datetime) -> Option:
    intent = Extend(Which(booking_id=booking.id), until=end)
    return Option(intent, booking.room, TimeSlot(booking.slot.start, end))


async def _stays_free(
    office: Office, booking: Booking, until: datetime, *, fresh: bool = False
) -> bool:
    more = TimeSlot(booking.slot.end, until)
    return booking.room.email in {room.email for room in await free_now(office, more, fresh=fresh)}


async def _next_start(office: Office, booking: Booking) -> datetime | None:
    """Return when the room is next taken after the booking, None when Joan shows nothing."""
    starts = (
        event.slot.start
        for event in await office.calendar.events()
        if event.room_email == booking.room.email
        and event.id != booking.event_id
        and event.slot.end > booking.slot.end
    )
    soonest = min(starts, default=None)
    return max(soonest, booking.slot.end) if soonest else None


def _ends_by(events: Sequence[Event], event_id: str, instant: datetime) -> bool:
    return all(event.slot.end <= instant for event in events if event.id == event_id)


def _text(booking: Booking) -> str:
    return booking.slot.end.isoformat()
