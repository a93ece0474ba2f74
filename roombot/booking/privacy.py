"""What others may see of a meeting: its title and organizer, as the workspace wishes."""

from collections.abc import Sequence
from dataclasses import replace

from roombot.booking.mine import Kept
from roombot.booking.office import Office
from roombot.booking.policy import organizes
from roombot.domain.bookings import Event
from roombot.domain.time_slots import TimeSlot
from roombot.domain.turns import Turn


async def own_events(
    office: Office, turn: Turn, window: TimeSlot, events: Sequence[Event]
) -> frozenset[str]:
    """Return the ids of the person's own meetings."""
    kept = Kept.of(await office.ledger.bookings(turn.person, window))
    return frozenset(
        one.id
        for one in events
        if one.id and (organizes(turn.person, one) or kept.booking_behind(one))
    )


async def discreet(
    office: Office, turn: Turn, window: TimeSlot, events: Sequence[Event]
) -> tuple[Event, ...]:
    """Return events without what is not for the person."""
    if office.rules.titles and office.rules.organizers:
        return tuple(events)
    own = await own_events(office, turn, window, events)
    return tuple(one if one.id in own else _veiled(office, one) for one in events)


def _veiled(office: Office, event: Event) -> Event:
    shown = event if office.rules.titles else replace(event, title=None)
    if office.rules.organizers:
        return shown
    return replace(shown, organizer_name=None, organizer_email=None)
