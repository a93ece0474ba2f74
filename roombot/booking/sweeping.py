"""Sweep: take what was changed at the door or in Joan's portal into our own record."""

import asyncio
from dataclasses import replace

from roombot.booking.mine import Shown
from roombot.booking.office import Office
from roombot.domain.bookings import Booking, BookingState
from roombot.domain.time_slots import TimeSlot


async def sweep(office: Office) -> None:
    """Compare every booking that Joan shows the time of with her events; one request for all.

    The record is read first, and Joan after it: what another process books meanwhile must not be
    taken for cancelled.
    """
    now = office.clock.now()
    reach = office.calendar.shown_until(now)
    if reach <= now:
        return
    standing = await office.ledger.standing(TimeSlot(now, reach))
    events = await office.calendar.events(fresh=True)
    shown = await asyncio.to_thread(Shown.of, events)  # they may be thousands
    rooms = {room.email: room for room in await office.calendar.rooms()}
    for booking in standing:
        if booking.event_id is None or booking.slot.end > reach:
            continue
        event = shown.event_behind(booking)
        if event is None:
            await _keep(office, booking, replace(booking, state=BookingState.CANCELLED))
        elif (event.room_email, event.slot) != (booking.room.email, booking.slot):
            room = rooms.get(event.room_email, booking.room)
            await _keep(office, booking, replace(booking, room=room, slot=event.slot))


async def _keep(office: Office, before: Booking, after: Booking) -> None:
    """Record a change, unless the booking was changed by us since it was read, or is being so."""
    async with office.ledger.turn_at(before.team_id, before.room):
        is_as_before = await office.ledger.booking(before.team_id, before.id) == before
        if is_as_before and not await _is_being_changed(office, before):
            await office.ledger.save(after)


async def _is_being_changed(office: Office, booking: Booking) -> bool:
    """Tell whether a write about it is open: such an event may have another id, and is settled."""
    begun = await office.ledger.unsettled(office.clock.now())
    return any((one.team_id, one.booking_id) == (booking.team_id, booking.id) for one in begun)
