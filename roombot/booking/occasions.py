"""Which occasions have come for a booking; pure."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from roombot.booking.policy import Rules
from roombot.domain.bookings import Booking, BookingState
from roombot.domain.occasions import Due, Occasion

LEADS = (30, 15, 10, 5)  # minutes before the start, of which each person chooses one
ENDING = timedelta(minutes=10)  # before the end: how to go on
SHORT = timedelta(minutes=25)  # meetings as short as that are not asked how to go on
PROMPT = timedelta(minutes=10)  # after the start, in which asking for the check-in makes sense


def occasions(booking: Booking, now: datetime, rules: Rules) -> Iterator[Due]:
    """Yield what has come for a booking and is not too late yet."""
    if booking.state is not BookingState.BOOKED:
        return
    slot = booking.slot
    if now < slot.start and (lead := _lead(slot.start - now)):
        yield Due(Occasion.SOON, booking, lead)
    if not booking.checked_in and slot.start <= now < min(slot.start + PROMPT, slot.end):
        yield Due(Occasion.STARTED, booking)
    release_at = rules.release_at(booking)
    if release_at is not None and release_at <= now < slot.end:
        yield Due(Occasion.NO_SHOW, booking)
    if slot.end - slot.start > SHORT and slot.end - ENDING <= now < slot.end:
        yield Due(Occasion.ENDING, booking)


def _lead(left: timedelta) -> int | None:
    """Return the reminder whose time it is; whoever chose an earlier one is told with it too."""
    come = [lead for lead in LEADS if left <= timedelta(minutes=lead)]
    return min(come, default=None)
