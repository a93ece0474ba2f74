"""What an answer speaks of, so that the next sentence can go on with it; pure."""

from roombot.domain.bookings import Booking
from roombot.domain.conversations import Conversation
from roombot.domain.intents import Wish
from roombot.domain.outcomes import (
    Answer,
    Asked,
    AskedHowLong,
    AskedWhom,
    Booked,
    Cancelled,
    CannotExtend,
    CheckedIn,
    Extended,
    Finished,
    Invited,
    Moved,
    Rescheduled,
    Suggested,
    options_of,
)

CHANGED = (Booked, Extended, CannotExtend, CheckedIn, Invited, Moved, Rescheduled)


def spoken_of(answer: Answer) -> Conversation | None:
    """Return what an answer speaks of; None where it leaves what was spoken of before."""
    match answer.outcome:
        case Suggested(_, wish, options, booking):
            rooms = [option.room for option in options if option.room is not None]
            seats = rooms[0].capacity if rooms else None
            return Conversation(wish, answer.offer_id, booking.id if booking else None, seats)
        case AskedHowLong(booking) | AskedWhom(booking):
            return _of(booking, answer)
        case Asked() if options_of(answer.outcome):
            return Conversation(Wish(), answer.offer_id)
        case Cancelled(booking) | Finished(booking):
            return Conversation(wish_of(booking), answer.offer_id, seats=booking.room.capacity)
        case outcome if isinstance(outcome, CHANGED):
            return _of(outcome.booking, answer)
        case _:
            return None


def wish_of(booking: Booking) -> Wish:
    """Return the wish that a booking fulfils."""
    return Wish(
        start=booking.slot.start,
        end=booking.slot.end,
        capacity=booking.capacity,
        amenities=booking.amenities,
        title=booking.title,
    )


def _of(booking: Booking, answer: Answer) -> Conversation:
    return Conversation(
        wish_of(booking),
        answer.offer_id,
        booking.id,
        booking.room.capacity,
        asks_how_long=isinstance(answer.outcome, AskedHowLong),
    )
