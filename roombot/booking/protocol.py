"""The one way to write to Joan: record the attempt, check, write, read back, record the result.

A write whose answer stays out is never repeated: what Joan shows afterwards decides.
"""

import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from roombot.booking.office import Office
from roombot.domain.bookings import Action, Attempt, AttemptState, Booking, Event
from roombot.domain.errors import (
    CalendarUnavailable,
    CalendarUnreadable,
    RoombotError,
    WriteUnconfirmed,
)
from roombot.domain.time_slots import TimeSlot
from roombot.domain.turns import Turn

LOOKS = (0.0, 1.0, 2.0)  # seconds before each look at what Joan shows after a write


class Result(Enum):
    """What became of a write."""

    DONE = auto()  # Joan shows it, or said yes where nothing can be seen
    DECLINED = auto()  # Joan said yes, and yet does not show it
    ABSENT = auto()  # no clear answer, and Joan does not show it
    UNKNOWN = auto()  # no clear answer, and nothing can be seen
    NOT_FREE = auto()  # the check before the write failed
    REPEATED = auto()  # the same delivery has tried before


@dataclass(frozen=True)
class Write:
    """A write: what is recorded, checked, sent, looked for and kept.

    ``send`` returns a hint: the id that the reply carries. ``took_place`` tells from the events
    that Joan shows (and the hint) whether the write took place; None where Joan shows no trace of
    it. A removal is seen by absence, which proves nothing where Joan does not look that far.
    ``after`` is the booking then, where the write changes it.
    """

    attempt: Attempt
    check: Callable[[], Awaitable[bool]]
    send: Callable[[], Awaitable[str | None]]
    took_place: Callable[[Sequence[Event], str | None], bool] | None = None
    after: Callable[[Sequence[Event], str | None], Booking] | None = None
    by_absence: bool = False


@dataclass(frozen=True)
class Written:
    """What became of a write, and the booking as it is after one that is done."""

    result: Result
    booking: Booking | None = None


async def carry_out(office: Office, write: Write) -> Written:
    """Make one write; the caller holds the rooms' turns."""
    if await office.ledger.begin(write.attempt) is not None:
        return Written(Result.REPEATED)
    return await carry_on(office, write)


async def carry_on(office: Office, write: Write) -> Written:
    """Make a write whose attempt is recorded already."""
    try:
        if not await write.check():
            await office.ledger.settle(write.attempt, AttemptState.FAILED, note="not free")
            return Written(Result.NOT_FREE)
        hint, answered = await _send(write)
    except RoombotError as error:
        await office.ledger.settle(write.attempt, AttemptState.FAILED, note=type(error).__name__)
        raise
    result, events = await _look(office, write, hint, answered=answered)
    booking = write.after(events, hint) if result is Result.DONE and write.after else None
    await office.ledger.settle(write.attempt, _state(result), booking, note=result.name)
    return Written(result, booking)


def attempt_on(turn: Turn, booking: Booking, action: Action, about: str = "") -> Attempt:
    """Return the record of a write about a booking; ``about`` sets apart several in one turn."""
    return Attempt(
        id=new_id(),
        team_id=booking.team_id,
        key=f"{turn.key}/{action}/{about}",
        action=action,
        slack_id=turn.person.slack_id,
        room=booking.room,
        slot=booking.slot,
        organizer_email=booking.organizer_email,
        title=booking.title,
        event_id=booking.event_id,
        booking_id=booking.id,
        details={"about": about} if about else {},
    )


def new_id() -> str:
    """Return an opaque id that cannot be guessed."""
    return secrets.token_urlsafe(12)


async def always() -> bool:
    """Check nothing."""
    return True


async def _send(write: Write) -> tuple[str | None, bool]:
    try:
        return await write.send(), True
    except WriteUnconfirmed:
        return None, False


async def _look(
    office: Office, write: Write, hint: str | None, *, answered: bool
) -> tuple[Result, tuple[Event, ...]]:
    """Look at what Joan shows until the write is seen or looking on is pointless."""
    events: tuple[Event, ...] = ()
    unseen = Result.DONE if answered else Result.UNKNOWN
    if write.took_place is None:
        return unseen, events
    for pause in LOOKS:
        if pause:
            await office.clock.sleep(pause)
        try:
            events = await office.calendar.events(fresh=True)
        except (CalendarUnavailable, CalendarUnreadable):
            return unseen, events
        is_beyond = _is_beyond(office, write.attempt.slot)
        if write.took_place(events, hint) and not (is_beyond and write.by_absence):
            return Result.DONE, events
        if is_beyond:
            return unseen, events
    return (Result.DECLINED if answered else Result.ABSENT), events


def _is_beyond(office: Office, slot: TimeSlot) -> bool:
    """Tell whether Joan's events do not reach the slot, so that their silence proves nothing."""
    return slot.end > office.calendar.shown_until(office.clock.now())


def _state(result: Result) -> AttemptState:
    """Return how an attempt ends; what was not seen stays open, to be settled by reading later."""
    match result:
        case Result.DONE:
            return AttemptState.DONE
        case Result.ABSENT | Result.UNKNOWN:
            return AttemptState.UNCONFIRMED
        case _:
            return AttemptState.FAILED
