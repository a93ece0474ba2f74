"""Go on with a change of time that was cut in two: what is replaced goes, what is lost comes back.

Such a change makes a new event and removes the old one. A process that dies in between leaves
both or neither; its attempts on record tell which.
"""

from collections.abc import Sequence
from dataclasses import replace

from roombot.booking.making import event_write
from roombot.booking.office import Office
from roombot.booking.protocol import Result, carry_out
from roombot.domain.bookings import Action, Attempt, AttemptState, Booking, BookingState, Event
from roombot.domain.errors import WriteUnconfirmed
from roombot.domain.people import Person
from roombot.domain.turns import Turn

REPLACED = "replaced"  # what the removal of an old event is about


def replaces(attempt: Attempt) -> bool:
    """Tell whether an attempt removes an event in whose place another was to stand."""
    return attempt.action is Action.CANCEL and attempt.details.get("about") == REPLACED


async def remove_replaced(
    office: Office, attempt: Attempt, booking: Booking | None, events: Sequence[Event]
) -> bool:
    """Remove the old event where the new one stands, and tell whether it does."""
    if booking is None or booking.event_id in {None, attempt.event_id}:
        await office.ledger.settle(attempt, AttemptState.FAILED, note="not replaced")
        return False
    if attempt.event_id and any(event.id == attempt.event_id for event in events):
        await office.calendar.cancel(attempt.event_id, attempt.room, finish=False)
    await office.ledger.settle(attempt, AttemptState.DONE, note="gone on with")
    return True


async def is_making_begun(office: Office, removal: Attempt) -> bool:
    """Tell whether the new event was on record too, in whose place the old one was to go."""
    turn_key = removal.key.removesuffix(f"{Action.CANCEL}/{REPLACED}")
    making = await office.ledger.attempt(removal.team_id, f"{turn_key}{Action.RESCHEDULE}/")
    return making is not None


def is_lost(attempt: Attempt, booking: Booking | None, events: Sequence[Event]) -> bool:
    """Tell whether a change has removed the old event and not made the new one."""
    if attempt.action is not Action.RESCHEDULE or booking is None:
        return False
    stands = booking.state is BookingState.BOOKED
    return stands and all(event.id != booking.event_id for event in events)


async def restore(office: Office, attempt: Attempt, booking: Booking, person: Person) -> Booking:
    """Book what the change was to make, or else what there was before.

    Raises ``WriteUnconfirmed`` while it is not known what came of it, and what ``carry_out`` does.
    """
    now = office.clock.now()
    turn = Turn(person, f"mend/{attempt.id}", now)
    for wanted in (replace(booking, room=attempt.room, slot=attempt.slot), booking):
        if wanted.slot.end <= now:
            continue
        about = f"{wanted.room.email}/{wanted.slot.start.isoformat()}"
        async with office.ledger.turn_at(booking.team_id, wanted.room):
            write = await event_write(office, turn, wanted, Action.BOOK, about)
            written = await carry_out(office, write)
        if written.result is Result.DONE and written.booking is not None:
            return written.booking
        if written.result not in {Result.NOT_FREE, Result.DECLINED}:
            raise WriteUnconfirmed(f"what became of {attempt.id}")
    return replace(booking, state=BookingState.CANCELLED)
