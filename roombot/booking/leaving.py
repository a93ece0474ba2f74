"""People who leave: find what is still booked in their name, and do what an administrator says.

Joan cannot change who has booked. Who takes a meeting over has it in our record, by which all that
roombot does goes; the event stays as it is, so that the room is never lost on the way.
"""

import logging
from collections.abc import Collection, Iterable
from dataclasses import replace

from roombot.booking.changing import coming, give_up
from roombot.booking.mine import HORIZON, bookings_of, current
from roombot.booking.office import Office
from roombot.booking.policy import refuse_to_book
from roombot.domain.bookings import Booking, BookingState
from roombot.domain.clicks import CancelLeft, GiveLeft, TakeLeft
from roombot.domain.errors import RoombotError
from roombot.domain.leaving import Fate, Leaver, LeavingSettled, Left
from roombot.domain.options import RefusedBecause
from roombot.domain.outcomes import Cancelled, Outcome, Refused, Unconfirmed
from roombot.domain.people import Person, PersonKind, folded
from roombot.domain.series import series_id_of
from roombot.domain.time_slots import TimeSlot
from roombot.domain.turns import Turn

Decision = TakeLeft | GiveLeft | CancelLeft

_log = logging.getLogger(__name__)


async def leavers(office: Office, team_id: str, slack_id: str | None = None) -> tuple[Leaver, ...]:
    """Return the organizers of meetings to come who are gone, or the one who is asked about."""
    now = office.clock.now()
    standing = await office.ledger.standing(TimeSlot(now, now + HORIZON))
    organized = [
        one for one in standing if one.team_id == team_id and slack_id in (None, one.organizer_id)
    ]
    if not organized:
        return ()
    known = {folded(one.email) for one in await office.calendar.colleagues()}
    accounts = {one.slack_id: one for one in await office.people.everybody(team_id)}
    found = [_leaver(one, accounts.get(one.organizer_id), known) for one in organized]
    return tuple({one.slack_id: one for one in found if one is not None}.values())


async def left_by(office: Office, team_id: str, leaver: Leaver) -> tuple[Left, ...]:
    """Return what is booked in a leaver's name and not over, a series together, in order."""
    now = office.clock.now()
    found = await office.people.person(team_id, leaver.slack_id)
    person = found or Person(team_id, leaver.slack_id, leaver.name)
    shown = await bookings_of(office, person, TimeSlot(now, now + HORIZON))
    mine = [one for one in shown if one.organizer_id == leaver.slack_id]  # not what was passed on
    groups: dict[str, list[Booking]] = {}
    for one in mine:
        series = await office.series.get(team_id, series_id_of(one.id))
        groups.setdefault(series.id if series else one.id, []).append(one)
    return tuple(Left(tuple(discreet(office, one) for one in group)) for group in groups.values())


async def settle(office: Office, turn: Turn, intent: Decision) -> Outcome:
    """Do what an administrator says with a meeting, and with what is left of its series."""
    if not turn.person.is_admin:
        return Refused(RefusedBecause.NOT_ADMIN)
    booking = await office.ledger.booking(turn.person.team_id, intent.booking_id)
    if booking is None:
        return Refused(RefusedBecause.NO_SUCH_BOOKING)
    gone = await leavers(office, booking.team_id, booking.organizer_id)
    leaver = next(iter(gone), None)
    left = await left_by(office, booking.team_id, leaver) if leaver else ()
    ids = next((_ids(one) for one in left if booking.id in _ids(one)), ())
    if leaver is None or not ids:
        return Refused(RefusedBecause.DECIDED)
    heir = await _heir(office, turn, intent)
    if isinstance(heir, Refused):
        return heir
    settled = LeavingSettled(leaver, _fate(turn, heir))
    if heir is not None:
        settled = replace(settled, heir_id=heir.slack_id, heir_name=heir.name)
    settled = await _each(office, turn, settled, ids, heir)
    return replace(settled, left=await left_by(office, booking.team_id, leaver))


def discreet(office: Office, booking: Booking) -> Booking:
    """Return a booking without its title where the workspace hides it from others."""
    return booking if office.rules.titles else replace(booking, title=None)


def _leaver(booking: Booking, account: Person | None, known: Collection[str]) -> Leaver | None:
    """Return the organizer if they are gone; one whose address alone has changed is not.

    Where Joan names nobody at all, something is wrong with her, not with all people at once.
    """
    if account is None or account.kind is PersonKind.DEACTIVATED:
        name = account.name if account else booking.organizer_email
        return Leaver(booking.organizer_id, name)
    is_known = account.joan_email is not None or folded(booking.organizer_email) in known
    return (
        None if is_known or not known else Leaver(account.slack_id, account.name, is_in_slack=True)
    )


def _ids(left: Left) -> tuple[str, ...]:
    return tuple(one.id for one in left.bookings)


async def _heir(office: Office, turn: Turn, intent: Decision) -> Person | Refused | None:
    """Return who is to have it; nobody where it is cancelled."""
    if isinstance(intent, CancelLeft):
        return None
    heir: Person | None = turn.person
    if isinstance(intent, GiveLeft):
        heir = await office.people.person(turn.person.team_id, intent.heir_id)
    if heir is None or refuse_to_book(heir):
        return Refused(RefusedBecause.NO_HEIR, heir.name if heir else "")
    return heir


def _fate(turn: Turn, heir: Person | None) -> Fate:
    if heir is None:
        return Fate.CANCELLED
    return Fate.TAKEN if heir.slack_id == turn.person.slack_id else Fate.GIVEN


async def _each(
    office: Office, turn: Turn, settled: LeavingSettled, ids: Iterable[str], heir: Person | None
) -> LeavingSettled:
    """Do it with each meeting; one that fails does not keep the others from it."""
    done, failed, unsure = [], [], []
    for booking_id in ids:
        before = await office.ledger.booking(turn.person.team_id, booking_id)
        if before is None:
            continue
        own = replace(turn, key=f"{turn.key}/{booking_id}")
        after = await (_pass_to(office, heir, before) if heir else _cancel(office, own, before))
        if after is None:
            failed.append(before)
        elif isinstance(after, Unconfirmed):
            unsure.append(discreet(office, before))
        else:
            done.append((after, await coming(office, after)))
    failures = tuple(discreet(office, one) for one in failed)
    return replace(settled, done=tuple(done), failed=failures, unsure=tuple(unsure))


async def _pass_to(office: Office, heir: Person, before: Booking) -> Booking | None:
    """Write down whose meeting it is; None where that was decided meanwhile."""
    async with office.ledger.turn_at(before.team_id, before.room):
        latest = await office.ledger.booking(before.team_id, before.id)
        if latest is None or not _is_as_before(latest, before):
            return None
        address = heir.joan_email or latest.organizer_email
        passed = replace(latest, organizer_id=heir.slack_id, organizer_email=address)
        await office.ledger.save(passed)
        return passed


async def _cancel(office: Office, turn: Turn, before: Booking) -> Booking | Unconfirmed | None:
    """Give a meeting up; None where it still stands, or was decided meanwhile."""

    async def is_still_left() -> bool:
        latest = await office.ledger.booking(before.team_id, before.id)
        return latest is not None and _is_as_before(latest, before)

    try:
        shown = await current(office, before)
        if shown.event_id is None:
            return None
        outcome = await give_up(office, turn, shown, is_still_left)
    except RoombotError as error:
        _log.warning("what somebody has left is not cancelled: %s", error)
        return None
    if isinstance(outcome, Unconfirmed):
        return outcome
    return outcome.booking if isinstance(outcome, Cancelled) else None


def _is_as_before(latest: Booking, before: Booking) -> bool:
    is_booked = latest.state is BookingState.BOOKED
    return is_booked and latest.organizer_id == before.organizer_id
