"""Ask colleagues along."""

import logging
from collections.abc import Iterable
from dataclasses import replace

from roombot.booking.mine import select
from roombot.booking.office import Office
from roombot.booking.policy import refuse_to_book
from roombot.booking.protocol import Result, Write, always, attempt_on, carry_out, new_id
from roombot.domain.bookings import (
    Action,
    Booking,
    BookingState,
    Event,
    Invitation,
    InvitationState,
)
from roombot.domain.errors import RoombotError
from roombot.domain.intents import Invite
from roombot.domain.options import RefusedBecause
from roombot.domain.outcomes import AskedWhom, Invited, Outcome, Refused
from roombot.domain.people import Person, PersonKind, folded
from roombot.domain.turns import Turn

_log = logging.getLogger(__name__)


async def invite(office: Office, turn: Turn, intent: Invite) -> Outcome:
    """Invite people to one of the person's bookings."""
    if refused := refuse_to_book(turn.person):
        return refused
    booking = await select(office, turn, intent)
    if not isinstance(booking, Booking):
        return booking
    if booking.state is not BookingState.BOOKED:
        return Refused(RefusedBecause.NO_SUCH_BOOKING)
    if booking.slot.end <= turn.now:
        return Refused(RefusedBecause.OVER)
    if not intent.people:
        return AskedWhom(booking)
    return await invite_all(office, turn, booking, intent.people)


async def invite_all(
    office: Office, turn: Turn, booking: Booking, people: Iterable[str]
) -> Invited:
    """Invite each of the people (Slack ids or addresses) once, also when asked twice at once."""
    async with office.ledger.turn_at(booking.team_id, booking.room):
        return await _invite_in_turn(office, turn, booking, people)


async def invite_again(office: Office, turn: Turn, booking: Booking) -> tuple[Invitation, ...]:
    """Invite those who have not declined to a booking that has a new event; they answer anew."""
    again = []
    for earlier in await office.ledger.invitations(booking.team_id, booking.id):
        person = await _looked_up(office, turn.person.team_id, earlier.slack_id or earlier.email)
        is_gone = person is not None and person.kind is PersonKind.DEACTIVATED
        if earlier.state is not InvitationState.REJECTED and not is_gone:
            waiting = replace(earlier, state=InvitationState.WAITING)
            again.append(await _invite_one(office, turn, booking, waiting))
    return tuple(again)


async def _invite_in_turn(
    office: Office, turn: Turn, booking: Booking, people: Iterable[str]
) -> Invited:
    before = await office.ledger.invitations(booking.team_id, booking.id)
    made: list[Invitation] = []
    unknown: list[str] = []
    already: list[Invitation] = []
    for name in dict.fromkeys(people):
        guest = await _guest(office, turn, name)
        if guest is None:
            unknown.append(name)
            continue
        if _is_organizer(guest, booking):
            continue
        earlier = next((one for one in [*before, *made] if one.email == guest.email), None)
        if earlier is not None:
            already.append(earlier)
            continue
        made.append(await _invite_one(office, turn, booking, guest))
    return Invited(booking, tuple(made), tuple(already), tuple(unknown))


async def _guest(office: Office, turn: Turn, name: str) -> Invitation | None:
    """Return a draft of the invitation for a Slack id or an address, None for nobody."""
    by_address = "@" in name
    person = await _looked_up(office, turn.person.team_id, name)
    if person is not None and person.kind in {PersonKind.BOT, PersonKind.DEACTIVATED}:
        return None
    address = (person and (person.joan_email or person.email)) or (name if by_address else None)
    if address is None:
        return None
    known_name = person.name if person else None
    return Invitation(
        id=new_id(),
        team_id=turn.person.team_id,
        booking_id="",
        email=folded(address),
        name=known_name or address,
        slack_id=person.slack_id if person else None,
    )


async def _looked_up(office: Office, team_id: str, name: str) -> Person | None:
    """Return a person; one who cannot be looked up now is no reason to hide a booking made."""
    try:
        if "@" in name:
            return await office.people.by_email(team_id, name)
        return await office.people.person(team_id, name)
    except RoombotError as error:
        _log.warning("%s cannot be looked up: %s", name, error)
        return None


def _is_organizer(guest: Invitation, booking: Booking) -> bool:
    return guest.slack_id == booking.organizer_id or guest.email == folded(booking.organizer_email)


async def _invite_one(
    office: Office, turn: Turn, booking: Booking, guest: Invitation
) -> Invitation:
    """Have Joan invite one person and record it; say so when Joan's answer stays out."""
    invitation = replace(guest, booking_id=booking.id)
    hints: list[str | None] = []
    event = Event(
        booking.event_id or "", booking.room.email, booking.slot, booking.title, turn.person.email
    )

    async def send() -> str | None:
        hints.append(await office.calendar.invite(event, booking.room, invitation.email))
        return hints[-1]

    attempt = attempt_on(turn, booking, Action.INVITE, invitation.email)
    write = Write(attempt, always, send)
    try:
        written = await carry_out(office, write)
        mailed = written.result is Result.DONE
    except RoombotError as error:  # told as a mail that could not be confirmed
        _log.warning("Joan did not take an invitation: %s", error)
        mailed = False
    invitation = replace(invitation, joan_id=hints[0] if hints else None, mailed=mailed)
    await office.ledger.add_invitation(invitation)
    return invitation
