"""Book a series date by date, and give one meeting of it up or the rest.

Each date is an attempt of its own that is named for the date: a click that comes again, or after
a crash, finds what was done and goes on with the rest.
"""

import logging
from dataclasses import replace
from datetime import timedelta

from roombot.booking import changing
from roombot.booking.inviting import invite_all
from roombot.booking.making import event_write
from roombot.booking.office import Office
from roombot.booking.permitting import permits_of
from roombot.booking.planning import own
from roombot.booking.policy import owns
from roombot.booking.protocol import Result, Written, carry_out
from roombot.domain.bookings import (
    Action,
    AttemptState,
    Booking,
    BookingState,
    Invitation,
    InvitationState,
)
from roombot.domain.clicks import CancelOne, CancelRest
from roombot.domain.errors import RoombotError
from roombot.domain.intents import Cancel, Which
from roombot.domain.options import Option, RefusedBecause
from roombot.domain.outcomes import AlreadyChosen, Cancelled, Outcome, Refused
from roombot.domain.series import (
    DateState,
    Place,
    Series,
    SeriesAsked,
    SeriesBooked,
    SeriesCancelled,
    series_id_of,
)
from roombot.domain.turns import Turn

STATES = {
    Result.DONE: DateState.BOOKED,
    Result.UNKNOWN: DateState.UNSURE,
    Result.ABSENT: DateState.UNSURE,
}

LEASE = timedelta(minutes=2)  # longer than the write of one date takes

_log = logging.getLogger(__name__)


async def book(office: Office, turn: Turn, series_id: str) -> Outcome:
    """Book what is laid out; what is booked already stays as it is."""
    series = await own(office, turn, series_id)
    if not isinstance(series, Series):
        return series
    now = office.clock.now()
    leased = replace(series, leased_until=now + LEASE)
    if (series.leased_until or now) > now or not await office.series.change(series, leased):
        return AlreadyChosen()  # another click is at it, or the desk that follows one that died
    is_left_behind = series.leased_until is not None
    outcome = await go_on(office, turn, leased, is_left_behind=is_left_behind)
    return await released(office, outcome) if isinstance(outcome, SeriesBooked) else outcome


async def go_on(
    office: Office, turn: Turn, series: Series, *, is_left_behind: bool
) -> SeriesBooked | AlreadyChosen:
    """Book the dates that are left of a leased series: a process that dies is followed by another.

    The lease is renewed with each date; who has lost it leaves the rest, and the telling, to the
    other. Where a series was left behind the guests of what is booked were not told.
    """
    made: list[tuple[Booking, tuple[Invitation, ...]]] = []
    done = {DateState.FAILED, DateState.CANCELLED}
    if not is_left_behind:
        done.add(DateState.BOOKED)
    for number, date in enumerate(series.dates):
        if date.place is None or date.state in done:
            continue
        own_turn = replace(turn, key=f"series/{series.booking_id(number)}")
        state, booking = await _book_date(office, own_turn, series, number, date.place)
        after = series.with_date(number, replace(date, state=state))
        after = replace(after, leased_until=office.clock.now() + LEASE)
        if not await office.series.change(series, after):
            return AlreadyChosen()
        series = after
        if booking is not None:
            invited = await invite_all(office, own_turn, booking, series.wish.people)
            asked = invited.already if is_left_behind else ()
            waiting = [one for one in asked if one.state is InvitationState.WAITING]
            made.append((booking, (*invited.invitations, *waiting)))
    return SeriesBooked(series, tuple(made))


async def released(office: Office, booked: SeriesBooked) -> SeriesBooked:
    """Give the lease back: nothing of the series is left to do."""
    series = replace(booked.series, leased_until=None)
    await office.series.change(booked.series, series)
    return replace(booked, series=series)


async def cancel(office: Office, turn: Turn, intent: Cancel) -> Outcome:
    """Give a booking up; ask first whether the later ones of its series are meant too."""
    booking = await changing.standing(office, turn, intent)
    if not isinstance(booking, Booking):
        return booking
    later = await _later(office, booking)
    if not later:
        return await cancel_one(office, turn, booking.id)
    options = (Option(CancelOne(booking.id)), Option(CancelRest(booking.id)))
    return SeriesAsked(booking, len(later), options)


async def cancel_one(office: Office, turn: Turn, booking_id: str) -> Outcome:
    """Give up one meeting alone."""
    return await changing.cancel(office, turn, Cancel(Which(booking_id=booking_id)))


async def cancel_rest(office: Office, turn: Turn, booking_id: str) -> Outcome:
    """Give up a meeting and all later ones of its series."""
    booking = await office.ledger.booking(turn.person.team_id, booking_id)
    if booking is None:
        return Refused(RefusedBecause.NO_SUCH_BOOKING)
    if not owns(turn.person, booking):
        return Refused(RefusedBecause.NOT_YOURS)
    done: list[tuple[Booking, tuple[Invitation, ...]]] = []
    left: list[Booking] = []
    for one in (booking, *await _later(office, booking)):
        outcome = await _cancelled(office, turn, one)
        if isinstance(outcome, Cancelled):
            done.append((outcome.booking, outcome.told))
        elif outcome is not None:
            left.append(one)
    return SeriesCancelled(tuple(done), tuple(left))


async def _cancelled(office: Office, turn: Turn, booking: Booking) -> Outcome | None:
    """Return what giving one meeting up came to; None where it was given up before."""
    if booking.state is not BookingState.BOOKED:
        return None
    own_turn = replace(turn, key=f"{turn.key}/{booking.id}")
    try:
        return await cancel_one(office, own_turn, booking.id)
    except RoombotError as error:
        _log.warning("a meeting of a series is not cancelled: %s", error)
        return Refused(RefusedBecause.BY_JOAN)


async def _later(office: Office, booking: Booking) -> tuple[Booking, ...]:
    """Return the standing bookings of the same series after this one, in order."""
    series = await office.series.get(booking.team_id, series_id_of(booking.id))
    if series is None:
        return ()
    ids = [series.booking_id(number) for number in range(len(series.dates))]
    kept = [await office.ledger.booking(booking.team_id, one) for one in ids]
    later = [
        one
        for one in kept
        if one is not None
        and one.state is BookingState.BOOKED
        and one.slot.start > booking.slot.start
    ]
    return tuple(sorted(later, key=lambda one: one.slot))


async def _book_date(
    office: Office, turn: Turn, series: Series, number: int, place: Place
) -> tuple[DateState, Booking | None]:
    """Book one date; one date that fails does not keep the others from being booked.

    What is booked already is found before the rules are asked, which would count it.
    """
    booking = _booking(turn, series, number, place)
    if kept := await office.ledger.booking(booking.team_id, booking.id):
        return _state_of(kept)
    if (await permits_of(office, turn)).broken(place.room, place.slot):
        return DateState.FAILED, None
    try:
        written = await _write(office, turn, booking)
        if written.result is Result.REPEATED:
            state, kept = await _found(office, turn, booking)
            if state is not DateState.FAILED:
                return state, kept
            written = await _write(office, replace(turn, key=f"{turn.key}/again"), booking)
    except RoombotError as error:
        _log.warning("a date of a series is not booked: %s", error)
        return DateState.FAILED, None
    return STATES.get(written.result, DateState.FAILED), written.booking


async def _write(office: Office, turn: Turn, booking: Booking) -> Written:
    async with office.ledger.turn_at(booking.team_id, booking.room):
        return await carry_out(office, await event_write(office, turn, booking, Action.BOOK))


async def _found(office: Office, turn: Turn, booking: Booking) -> tuple[DateState, Booking | None]:
    """Return what an earlier click has made of a date."""
    if kept := await office.ledger.booking(booking.team_id, booking.id):
        return _state_of(kept)
    earlier = await office.ledger.attempt(booking.team_id, f"{turn.key}/{Action.BOOK}/")
    has_failed = earlier is not None and earlier.state is AttemptState.FAILED
    return (DateState.FAILED if has_failed else DateState.UNSURE), None


def _state_of(kept: Booking) -> tuple[DateState, Booking | None]:
    """Return a date as it was booked; nobody is asked to one that was given up since."""
    stands = kept.state is BookingState.BOOKED
    return (DateState.BOOKED, kept) if stands else (DateState.CANCELLED, None)


def _booking(turn: Turn, series: Series, number: int, place: Place) -> Booking:
    wish = series.wish
    return Booking(
        id=series.booking_id(number),
        team_id=series.team_id,
        room=place.room,
        slot=place.slot,
        organizer_id=turn.person.slack_id,
        organizer_email=turn.person.joan_email or "",
        title=wish.title,
        capacity=wish.capacity,
        amenities=wish.amenities,
    )
