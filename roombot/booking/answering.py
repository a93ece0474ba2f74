"""Take the answers to invitations."""

import logging
from dataclasses import replace

from roombot.booking.office import Office
from roombot.booking.policy import is_invited
from roombot.booking.protocol import Result, Write, attempt_on, carry_out
from roombot.booking.rooms import described, named
from roombot.domain.bookings import Action, Booking, BookingState, Invitation, InvitationState
from roombot.domain.errors import EventGone, RoombotError, WriteUnconfirmed
from roombot.domain.intents import Accept, Reject, Which
from roombot.domain.options import ClosedBecause, Option, RefusedBecause
from roombot.domain.outcomes import InvitationShown, Outcome, Refused, WhichBooking
from roombot.domain.turns import Turn

_log = logging.getLogger(__name__)


async def answer(office: Office, turn: Turn, intent: Accept | Reject) -> Outcome:
    """Confirm or reject an invitation on the invitee's word, and on no other's."""
    invitation = await _meant(office, turn, intent)
    if not isinstance(invitation, Invitation):
        return invitation
    booking = await office.ledger.booking(invitation.team_id, invitation.booking_id)
    if booking is None:
        return Refused(RefusedBecause.NO_INVITATION)
    if not is_invited(turn.person, invitation):
        return Refused(RefusedBecause.NOT_INVITED)
    if invitation.state is not InvitationState.WAITING:
        return await shown(office, invitation, booking, repeated=True)
    if closed := _closed(booking, turn):
        return await shown(office, invitation, booking, closed=closed)
    return await _record(office, turn, intent, invitation, booking)


async def shown(
    office: Office,
    invitation: Invitation,
    booking: Booking,
    *,
    repeated: bool = False,
    closed: ClosedBecause | None = None,
) -> InvitationShown:
    """Return the invitation as its invitee and the organizer see it now."""
    organizer = await office.people.person(booking.team_id, booking.organizer_id)
    try:
        booking = replace(booking, room=await described(office, booking.room))
    except RoombotError as error:  # the answer stands also where less can be said of its room
        _log.warning("a room is shown without its description: %s", error)
    return InvitationShown(
        invitation=invitation,
        booking=booking,
        organizer_name=organizer.name if organizer else booking.organizer_email,
        repeated=repeated,
        closed=closed,
        all_invitations=await office.ledger.invitations(booking.team_id, booking.id),
    )


async def _meant(office: Office, turn: Turn, intent: Accept | Reject) -> Invitation | Outcome:
    """Return the invitation that is meant, or the answer that asks or refuses."""
    team = turn.person.team_id
    if intent.invitation_id is not None:
        found = await office.ledger.invitation(team, intent.invitation_id)
        return found or Refused(RefusedBecause.NO_INVITATION)
    waiting = await office.ledger.waiting_for(turn.person, turn.now)
    pairs = [(one, await office.ledger.booking(team, one.booking_id)) for one in waiting]
    rooms = await office.calendar.rooms()
    wanted = {room.email for room in named(rooms, *intent.which.rooms)}
    fitting = [
        (one, booking) for one, booking in pairs if booking and _fits(booking, intent.which, wanted)
    ]
    if len(fitting) == 1:
        return fitting[0][0]
    if not fitting:
        return Refused(RefusedBecause.NO_INVITATION)
    options = tuple(
        Option(replace(intent, invitation_id=one.id, which=Which()), booking.room, booking.slot)
        for one, booking in fitting
    )
    verb = "accept" if isinstance(intent, Accept) else "reject"
    return WhichBooking(verb, options, tuple(booking for _, booking in fitting))


def _fits(booking: Booking, which: Which, wanted: set[str]) -> bool:
    in_room = not which.rooms or booking.room.email in wanted
    in_window = which.window is None or which.window.overlaps(booking.slot)
    return in_room and in_window and which.start in (None, booking.slot.start)


def _closed(booking: Booking, turn: Turn) -> ClosedBecause | None:
    if booking.state is BookingState.CANCELLED:
        return ClosedBecause.CANCELLED
    return ClosedBecause.PAST if booking.slot.end <= turn.now else None


async def _record(
    office: Office,
    turn: Turn,
    intent: Accept | Reject,
    invitation: Invitation,
    booking: Booking,
) -> Outcome:
    """Claim the answer, so that one of two clicks calls Joan; give it back if she fails."""
    state = _state(intent)
    try:
        written = await carry_out(office, _write(office, turn, intent, invitation, booking))
    except EventGone:
        await office.ledger.add_invitation(invitation)
        return await shown(office, invitation, booking, closed=ClosedBecause.CANCELLED)
    except RoombotError:
        await office.ledger.add_invitation(invitation)
        raise
    if written.result is Result.UNKNOWN:
        await office.ledger.add_invitation(invitation)
        raise WriteUnconfirmed("no answer to the invitation's answer")
    if written.result is Result.DONE:
        return await shown(office, replace(invitation, state=state), booking)
    latest = await office.ledger.invitation(invitation.team_id, invitation.id)
    return await shown(office, latest or invitation, booking, repeated=True)


def _write(
    office: Office,
    turn: Turn,
    intent: Accept | Reject,
    invitation: Invitation,
    booking: Booking,
) -> Write:
    """Return the write; people whose invitation Joan gave no id answer in our record alone."""

    async def send() -> None:
        if invitation.joan_id is not None:
            await office.calendar.answer(invitation.joan_id, confirm=isinstance(intent, Accept))

    action = Action.CONFIRM if isinstance(intent, Accept) else Action.REJECT
    return Write(
        attempt_on(turn, booking, action, invitation.id),
        lambda: office.ledger.answer(invitation.team_id, invitation.id, _state(intent)),
        send,
    )


def _state(intent: Accept | Reject) -> InvitationState:
    is_yes = isinstance(intent, Accept)
    return InvitationState.CONFIRMED if is_yes else InvitationState.REJECTED
