"""What an answer speaks of, so that the next sentence can go on with it; pure."""

from collections.abc import Sequence
from dataclasses import replace

from roombot.domain.bookings import Booking
from roombot.domain.conversations import Choice, Conversation
from roombot.domain.habits import start_of
from roombot.domain.intents import Book, Cancel, Find, Watch, Wish
from roombot.domain.options import Option, SuggestedBecause
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
    WhichBooking,
)

CHANGED = (Booked, Extended, CannotExtend, CheckedIn, Invited, Moved, Rescheduled)


def spoken_of(answer: Answer) -> Conversation | None:
    """Return what an answer speaks of; None where it leaves what was spoken of before."""
    match answer.outcome:
        case Suggested():
            return _of_rooms(answer.outcome, answer)
        case AskedHowLong(booking) | AskedWhom(booking):
            return _of(booking, answer)
        case Asked(_, options) | WhichBooking(_, options) if options:
            return _of_choices(options, answer)
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


def _of_rooms(suggested: Suggested, answer: Answer) -> Conversation:
    """Return what is spoken of where rooms are offered; a time that nobody said is not kept."""
    wish, booking = suggested.wish, suggested.booking
    books = suggested.because is SuggestedBecause.INCOMPLETE
    choices = tuple(map(_choice, suggested.options))
    return Conversation(
        replace(wish, start=None, end=None) if books else wish,
        answer.offer_id,
        booking.id if booking else None,
        next((one.seats for one in choices if one.seats), None),
        room=booking.room.email if booking else None,
        choices=choices,
        books=books,
    )


def _of_choices(options: Sequence[Option], answer: Answer) -> Conversation:
    """Return what is spoken of where one of several is asked for."""
    intents = [one.intent for one in options]
    named = {one.which.booking_id for one in intents if isinstance(one, Cancel)}
    wishes = [one.wish for one in intents if isinstance(one, Book | Find | Watch)]
    return Conversation(
        wishes[0] if wishes else Wish(),
        answer.offer_id,
        named.pop() if len(named) == 1 else None,
        choices=tuple(map(_choice, options)),
        asks_which=True,
        books=isinstance(intents[0], Book),
    )


def _choice(option: Option) -> Choice:
    start = option.slot.start if option.slot else start_of(option.intent)
    if option.room is None:
        return Choice(start)
    return Choice(start, option.room.name, option.room.capacity)


def _of(booking: Booking, answer: Answer) -> Conversation:
    return Conversation(
        wish_of(booking),
        answer.offer_id,
        booking.id,
        booking.room.capacity,
        asks_how_long=isinstance(answer.outcome, AskedHowLong),
        room=booking.room.email,
    )
