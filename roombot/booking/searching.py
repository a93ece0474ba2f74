"""What is searched for, and what is offered of what was found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from roombot.booking.choice import Candidate
from roombot.domain.bookings import Booking
from roombot.domain.intents import Book, Intent, Watch, Wish
from roombot.domain.options import Option, SuggestedBecause
from roombot.domain.outcomes import Suggested
from roombot.domain.sides import Side
from roombot.domain.time_slots import TimeSlot

OCCUPIED = {SuggestedBecause.TAKEN, SuggestedBecause.TAKEN_MEANWHILE, SuggestedBecause.DECLINED}


@dataclass(frozen=True)
class Search:
    """What is searched for and why, and what a click on a result does.

    ``not_in`` is a room that will not do at the time asked for; ``fixed_time`` leaves out other
    times, where a click changes the room alone. ``once_approved`` is what is done in a room that
    somebody must approve first, free or not; without it what a click does, where it is free.
    """

    wish: Wish
    because: SuggestedBecause
    click: Callable[[Candidate], Intent]
    booking: Booking | None = None
    not_in: str | None = None
    fixed_time: bool = False
    once_approved: Intent | None = None


def booking_search(wish: Wish, because: SuggestedBecause) -> Search:
    """Return a search whose results are booked by a click."""

    def click(candidate: Candidate) -> Intent:
        return Book(_at(wish, candidate))

    return Search(wish, because, click)


def suggestion(
    search: Search,
    candidates: Sequence[Candidate],
    because: SuggestedBecause,
    slot: TimeSlot | None,
) -> Suggested:
    """Return what was found with what clicks do, and the waiting list where all is taken."""
    options = tuple(
        Option(search.click(one), one.room, one.slot, one.reasons) for one in candidates
    )
    asked = search.wish
    if slot is not None:
        asked = replace(asked, start=slot.start, end=slot.end, window=None)
    if because in OCCUPIED and search.booking is None:
        options = (*options, Option(Watch(asked)))
    return Suggested(because, asked, options, search.booking)


def on_side(candidates: Sequence[Candidate], slot: TimeSlot, side: Side) -> list[Candidate]:
    """Return the candidates at times of one side of a slot."""
    return [one for one in candidates if is_on(side, one.slot, slot)]


def is_on(side: Side, other: TimeSlot, slot: TimeSlot) -> bool:
    """Tell whether a time is one of those that will do."""
    match side:
        case Side.EARLIER:
            return other.start < slot.start
        case Side.LATER:
            return other.start > slot.start
        case Side.SINCE:
            return other.start >= slot.start
        case Side.ANY:
            return True


def _at(wish: Wish, candidate: Candidate) -> Wish:
    """Return the wish for just this room and time; the room's key stands for its name."""
    return replace(
        wish,
        start=candidate.slot.start,
        end=candidate.slot.end,
        window=None,
        minutes=None,
        rooms=(candidate.room.email,),
        recurrence=None,
        others=(),
        least=None,
    )
