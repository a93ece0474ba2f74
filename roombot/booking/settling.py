"""Settle unfinished writes: what Joan shows decides, and the person hears of it."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from roombot.booking.auditing import note
from roombot.booking.caring import Care
from roombot.booking.mending import (
    is_lost,
    is_making_begun,
    remove_replaced,
    replaces,
    restore,
)
from roombot.booking.office import Office
from roombot.domain.audit import ROOMBOT, By
from roombot.domain.bookings import (
    Action,
    Attempt,
    AttemptState,
    Booking,
    BookingState,
    Event,
)
from roombot.domain.errors import RoombotError
from roombot.domain.occasions import Settled
from roombot.domain.people import folded
from roombot.domain.series import series_id_of

PATIENCE = timedelta(minutes=1)  # in which the process that began a write may still finish it
FORGOTTEN = timedelta(days=1)  # after which a write that leaves no trace is given up
MAKE = {Action.BOOK, Action.RESCHEDULE}
END = {Action.CANCEL, Action.FINISH}

_log = logging.getLogger(__name__)


async def settle(care: Care) -> None:
    """Decide every attempt of which nobody knows what came of it."""
    office = care.office
    before = office.clock.now() - PATIENCE
    attempts = await office.ledger.unsettled(before)
    if not attempts:
        return
    events = await office.calendar.events(fresh=True)
    for attempt in sorted(
        attempts, key=lambda one: one.action not in MAKE
    ):  # then what they replace
        try:
            await _settle(care, attempt, events)
        except RoombotError as error:  # the others must not wait for it
            _log.warning("attempt %s has to wait: %s", attempt.id, error)


async def _settle(care: Care, attempt: Attempt, events: Sequence[Event]) -> None:
    office = care.office
    booking = await office.ledger.booking(attempt.team_id, attempt.booking_id or "")
    if attempt.action not in {*MAKE, *END, Action.EXTEND, Action.MOVE}:
        await office.ledger.settle(attempt, AttemptState.FAILED, note="left no trace")
        return
    if attempt.slot.end > office.calendar.shown_until(office.clock.now()):
        return  # Joan does not show that far yet
    if replaces(attempt):
        await _settle_removal(care, attempt, booking, events)
        return
    person = await office.people.person(attempt.team_id, attempt.slack_id)
    after = await _after(office, attempt, booking, events)
    took_place = after is not None
    if person and booking and after is None and is_lost(attempt, booking, events):
        after = await restore(office, attempt, booking, person)
        took_place = after.slot == attempt.slot
    state = AttemptState.DONE if took_place else AttemptState.FAILED
    await office.ledger.settle(attempt, state, after, note="settled by reading")
    by = By(attempt.team_id, ROOMBOT, attempt.key)
    await note(office, by, "Settle", attempt.booking_id or attempt.id, f"{attempt.action} {state}")
    if not await _is_of_many(office, attempt):
        told = after or booking or _made(attempt, None)
        await _tell(care, attempt, Settled(attempt.action, told, took_place))


async def _settle_removal(
    care: Care, attempt: Attempt, booking: Booking | None, events: Sequence[Event]
) -> None:
    """Finish a change of time, and tell of it where no record of the new event does."""
    is_gone = await remove_replaced(care.office, attempt, booking, events)
    if booking is None:
        return
    if is_gone and booking.slot != attempt.slot:  # else it was had back
        await _tell(care, attempt, Settled(Action.RESCHEDULE, booking, took_place=True))
    elif not is_gone and not await is_making_begun(care.office, attempt):
        await _tell(care, attempt, Settled(Action.RESCHEDULE, booking, took_place=False))


async def _tell(care: Care, attempt: Attempt, settled: Settled) -> None:
    """Tell the person, unless the meeting is over; of a change of time once for both its writes."""
    person = await care.office.people.person(attempt.team_id, attempt.slack_id)
    if person is None or settled.booking.slot.end <= care.office.clock.now():
        return
    key = f"settled/{attempt.id}"
    if settled.action is Action.RESCHEDULE and settled.took_place:
        key = f"settled/{settled.booking.id}/{settled.booking.event_id}"
    await care.tell_once(person, key, settled)


async def _is_of_many(office: Office, attempt: Attempt) -> bool:
    """Tell whether a date of a series was settled with which another process goes on and tells."""
    series = await office.series.get(attempt.team_id, series_id_of(attempt.booking_id or ""))
    return series is not None and series.leased_until is not None


async def _after(
    office: Office, attempt: Attempt, booking: Booking | None, events: Sequence[Event]
) -> Booking | None:
    """Return the booking as the write left it; None where it did not take place."""
    if attempt.action in {*MAKE, Action.MOVE}:
        event = await _made_event(office, attempt, events)
        made = _made(attempt, event)
        now_there = booking and replace(
            booking, room=made.room, slot=made.slot, state=BookingState.BOOKED
        )
        return replace(now_there or made, event_id=event.id) if event else None
    event = next((one for one in events if one.id == attempt.event_id), None)
    return _changed(attempt, booking, event, office.clock.now()) if booking else None


def _changed(
    attempt: Attempt, booking: Booking, event: Event | None, now: datetime
) -> Booking | None:
    """Return the booking as a change of its event left it; None where it stands as before."""
    if attempt.action is Action.EXTEND:
        longer = event is not None and event.slot.end == attempt.slot.end
        return replace(booking, slot=attempt.slot) if longer else None
    if attempt.action is Action.FINISH and (event is None or event.slot.end <= now):
        return replace(booking, state=BookingState.FINISHED)
    return replace(booking, state=BookingState.CANCELLED) if event is None else None


async def _made_event(office: Office, attempt: Attempt, events: Sequence[Event]) -> Event | None:
    """Return the event that a write made, which no other booking of ours stands behind."""
    there = [
        event
        for event in events
        if event.room_email == attempt.room.email and event.slot == attempt.slot
    ]
    own = folded(attempt.organizer_email)
    mine = [one for one in there if folded(one.organizer_email or "") in {own, ""}]
    known = await office.ledger.by_event(attempt.team_id, mine) if mine else {}
    free = (one for one in mine if one.id not in known or known[one.id].id == attempt.booking_id)
    return next(free, None)


def _made(attempt: Attempt, event: Event | None) -> Booking:
    return Booking(
        id=attempt.booking_id or attempt.id,
        team_id=attempt.team_id,
        room=attempt.room,
        slot=attempt.slot,
        organizer_id=attempt.slack_id,
        organizer_email=attempt.organizer_email,
        title=attempt.title,
        event_id=event.id if event else None,
    )
