"""Make a meeting longer where the room stays free and the rules allow it."""

from dataclasses import replace
from datetime import datetime, timedelta

from roombot.booking.changing import change, standing
from roombot.booking.mine import current
from roombot.booking.office import Office
from roombot.booking.permitting import permits_of
from roombot.booking.policy import LONGEST
from roombot.booking.protocol import Write, attempt_on
from roombot.booking.vacancy import free_now, occupied
from roombot.domain.bookings import Action, Booking
from roombot.domain.intents import AskApproval, Extend, Which
from roombot.domain.options import Option, RefusedBecause
from roombot.domain.outcomes import AskedHowLong, CannotExtend, Extended, Outcome, Refused
from roombot.domain.room_rules import Rule, RuleRefused
from roombot.domain.time_slots import TimeSlot
from roombot.domain.turns import Turn

LONGER = (15, 30, 60)  # minutes that are offered


async def extend(office: Office, turn: Turn, intent: Extend) -> Outcome:
    """Make a meeting longer where the room stays free."""
    booking = await standing(office, turn, intent)
    if not isinstance(booking, Booking):
        return booking
    until = intent.until
    if until is None and intent.minutes is not None:
        until = booking.slot.end + timedelta(minutes=intent.minutes)
    if until is None:
        return await _ask_how_long(office, turn, booking)
    if until <= booking.slot.end:
        return Refused(RefusedBecause.SHORTER)
    if refused := await _too_long(office, turn, booking, until):
        return refused
    if not await _stays_free(office, booking, until, fresh=True):
        return await _cannot_extend(office, booking)
    return await _extend_until(office, turn, booking, until)


async def _too_long(
    office: Office, turn: Turn, booking: Booking, until: datetime
) -> Refused | RuleRefused | None:
    """Return what stands against a later end, with the latest that a rule allows."""
    if until - booking.slot.start > LONGEST:
        return Refused(RefusedBecause.TOO_LONG)
    permits = await permits_of(office, turn)
    broken = permits.broken(booking.room, booking.slot.ending_at(until), booking)
    if broken is None:
        return None
    if broken.rule is Rule.APPROVAL:
        return RuleRefused(broken, (_once_approved(booking, until),))
    latest = booking.slot.start + timedelta(minutes=broken.limit)
    if broken.rule is Rule.HOURS and broken.open is not None:
        latest = broken.open.end
    if broken.rule not in {Rule.LONGEST, Rule.HOURS} or latest <= booking.slot.end:
        return RuleRefused(broken)
    is_free = await _stays_free(office, booking, latest)
    return RuleRefused(broken, (_until(booking, latest),) if is_free else ())


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
    outcome = await change(office, booking, write, Extended)
    if outcome == Refused(RefusedBecause.BY_JOAN):
        return await _cannot_extend(office, await current(office, booking))
    return outcome


async def _ask_how_long(office: Office, turn: Turn, booking: Booking) -> Outcome:
    next_start = await _next_start(office, booking)
    ends = [booking.slot.end + timedelta(minutes=minutes) for minutes in LONGER]
    refusals = [await _too_long(office, turn, booking, end) for end in ends]
    if all(refusals) and (ruled_out := refusals[0]):
        return ruled_out
    ends = [end for end, refused in zip(ends, refusals, strict=True) if refused is None]
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


def _once_approved(booking: Booking, end: datetime) -> Option:
    """Return the option to ask for the time until a later end."""
    longer = Extend(Which(booking_id=booking.id), until=end)
    return Option(AskApproval(longer, booking.room.email, booking.slot.ending_at(end)))


async def _stays_free(
    office: Office, booking: Booking, until: datetime, *, fresh: bool = False
) -> bool:
    more = TimeSlot(booking.slot.end, until)
    free = await free_now(office, more, fresh=fresh, but_for=booking)
    return booking.room.email in {room.email for room in free}


async def _next_start(office: Office, booking: Booking) -> datetime | None:
    """Return when the room is next taken after the booking, None when Joan shows nothing."""
    starts = (
        event.slot.start
        for event in await occupied(office, but_for=booking)
        if event.room_email == booking.room.email and event.slot.end > booking.slot.end
    )
    soonest = min(starts, default=None)
    return max(soonest, booking.slot.end) if soonest else None


def _text(booking: Booking) -> str:
    return booking.slot.end.isoformat()
