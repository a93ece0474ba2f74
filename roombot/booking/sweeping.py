"""Sweep: take what was changed at the door or in Joan's portal into our own record."""

from dataclasses import replace

from roombot.booking.mine import Shown
from roombot.booking.office import Office
from roombot.domain.bookings import BookingState
from roombot.domain.time_slots import TimeSlot


async def sweep(office: Office) -> None:
    """Compare every booking that Joan shows the time of with her events; one request for all."""
    now = office.clock.now()
    shown = Shown.of(await office.calendar.events())
    rooms = {room.email: room for room in await office.calendar.rooms()}
    reach = office.calendar.shown_until(now)
    if reach <= now:
        return
    for booking in await office.ledger.standing(TimeSlot(now, reach)):
        if booking.event_id is None or booking.slot.end > reach:
            continue
        event = shown.event_behind(booking)
        if event is None:
            await office.ledger.save(replace(booking, state=BookingState.CANCELLED))
        elif (event.room_email, event.slot) != (booking.room.email, booking.slot):
            room = rooms.get(event.room_email, booking.room)
            await office.ledger.save(replace(booking, room=room, slot=event.slot))
