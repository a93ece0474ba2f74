"""Take a change back for two minutes, by doing the opposite."""

from dataclasses import replace
from datetime import datetime, timedelta

from roombot.booking.slots import whole_minute
from roombot.domain.bookings import Booking, Invitation, InvitationState
from roombot.domain.intents import Book, Intent, Move, Reschedule, Undo, Which, Wish
from roombot.domain.options import Option
from roombot.domain.outcomes import Cancelled, Finished, Moved, Outcome, Rescheduled
from roombot.domain.turns import Turn

FOR = timedelta(minutes=2)


def undoable(outcome: Outcome, turn: Turn) -> Outcome:
    """Return an outcome with the option to take it back, where that makes sense."""
    back = _opposite(outcome, turn.now)
    if back is None or not isinstance(outcome, Cancelled | Finished | Moved | Rescheduled):
        return outcome
    return replace(outcome, options=(Option(Undo(back, turn.now + FOR)),))


def _opposite(outcome: Outcome, now: datetime) -> Intent | None:
    """Return what brings back what was before."""
    match outcome:
        case Cancelled(booking, told) if booking.slot.end > now:
            return Book(_wish(booking, booking.slot.end, now, told))
        case Finished(booking, minutes) if minutes > 0:
            seconds_over = whole_minute(now) < now
            end = whole_minute(now) + timedelta(minutes=minutes + seconds_over)
            return Book(_wish(booking, end, now, ()))
        case Moved(booking, from_room) if booking.slot.end > now:
            return Move(Which(booking_id=booking.id), from_room.email)
        case Rescheduled(booking, from_room, from_slot) if from_slot.start > now:
            which = Which(booking_id=booking.id)
            return Reschedule(which, from_slot.start, from_slot.end, to_room=from_room.email)
        case _:
            return None


def _wish(booking: Booking, end: datetime, now: datetime, told: tuple[Invitation, ...]) -> Wish:
    rejected = InvitationState.REJECTED
    people = [one.slack_id or one.email for one in told if one.state is not rejected]
    return Wish(
        start=max(booking.slot.start, whole_minute(now)),
        end=end,
        rooms=(booking.room.email,),
        capacity=booking.capacity,
        amenities=booking.amenities,
        people=tuple(people),
        title=booking.title,
    )
