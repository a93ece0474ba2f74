"""Invitations: as the organizer sees them, and as the invitee does."""

from roombot.domain.bookings import Invitation, InvitationState
from roombot.domain.options import ClosedBecause
from roombot.domain.outcomes import AskedWhom, InvitationShown, Invited
from roombot.slack import action_ids as ids
from roombot.slack.messages import Block, Message
from roombot.slack.views.blocks import Element, actions, button, context, people_menu, section
from roombot.slack.views.cards import card, room_line
from roombot.slack.views.people import named, ways
from roombot.slack.views.reader import Reader

MARKS = {
    InvitationState.WAITING: "invitation.waiting_mark",
    InvitationState.CONFIRMED: "invitation.confirmed_mark",
    InvitationState.REJECTED: "invitation.rejected_mark",
}
CLOSED = {
    ClosedBecause.CANCELLED: "invitation.cancelled",
    ClosedBecause.PAST: "invitation.past",
}


def asked_whom(reader: Reader, outcome: AskedWhom) -> Message:
    """Let the organizer pick people, or say how to write whom."""
    head = reader.say("asked.whom", **reader.booking(outcome.booking))
    hint = reader.say("asked.whom_hint")
    blocks = [section(head), _menu(reader, outcome.booking.id), context(hint)]
    return Message(f"{head}\n{hint}", blocks)


def invited(reader: Reader, outcome: Invited) -> Message:
    """Say how each is reached, and let the organizer pick the next."""
    booking = outcome.booking
    key = "invited.done" if outcome.invitations else "invited.nobody"
    head = reader.say(key, **reader.booking(booking))
    people = ways(reader, outcome.invitations, outcome.already, outcome.unknown_people)
    text = "\n".join([head, *people])
    return Message(text, [section(text), _menu(reader, booking.id)])


def shown(reader: Reader, outcome: InvitationShown) -> Message:
    """Show an invitation to its invitee, or the answers to the organizer."""
    if reader.person.slack_id == outcome.booking.organizer_id:
        return _for_organizer(reader, outcome)
    return _for_invitee(reader, outcome)


def answer_buttons(reader: Reader, invitation: Invitation, about: str) -> tuple[Element, Element]:
    """Return the buttons that confirm and reject; ``about`` tells one pair from another."""
    yes, no = reader.caption("buttons.confirm"), reader.caption("buttons.reject")
    return (
        button(
            yes,
            ids.CONFIRM_INVITATION,
            invitation.id,
            style="primary",
            accessibility_label=f"{yes}: {about}",
        ),
        button(no, ids.REJECT_INVITATION, invitation.id, accessibility_label=f"{no}: {about}"),
    )


def _for_invitee(reader: Reader, outcome: InvitationShown) -> Message:
    state = outcome.invitation.state
    if outcome.closed is not None:
        return _settled(reader, outcome, CLOSED[outcome.closed])
    if state is InvitationState.WAITING:
        return _question(reader, outcome)
    return _settled(reader, outcome, f"invitation.{state}{'_before' * outcome.repeated}")


def _question(reader: Reader, outcome: InvitationShown) -> Message:
    booking, organizer = outcome.booking, outcome.organizer_name
    if booking.title:
        head = reader.say("invitation.asked", organizer=organizer, title=booking.title)
    else:
        head = reader.say("invitation.asked_untitled", organizer=organizer)
    where = reader.say("invitation.place", **reader.booking(booking))
    line = room_line(reader, booking.room)
    small_print = [context(line)] if line else []
    answers = actions(*answer_buttons(reader, outcome.invitation, booking.room.name))
    return Message(f"{head}: {where}", [section(f"{head}\n{where}"), *small_print, answers])


def _settled(reader: Reader, outcome: InvitationShown, key: str) -> Message:
    """Show what needs no answer any more."""
    organizer = outcome.organizer_name
    text = reader.say(key, organizer=organizer, **reader.booking(outcome.booking))
    return Message(text, [section(text)])


def _for_organizer(reader: Reader, outcome: InvitationShown) -> Message:
    """Show the booking with everybody's answer; the newest is what a notification tells."""
    booking, newest = outcome.booking, outcome.invitation
    head = reader.say("invitation.place", **reader.booking(booking))
    everybody = outcome.all_invitations or (newest,)
    marks = [reader.say(MARKS[one.state], name=one.name) for one in everybody]
    message = card(reader, booking, head, "\n".join(named(reader, marks)))
    if newest.state is InvitationState.WAITING:
        return message
    key = f"invitation.news_{newest.state}"
    return Message(reader.say(key, name=newest.name, **reader.booking(booking)), message.blocks)


def _menu(reader: Reader, booking_id: str) -> Block:
    menu = people_menu(reader.caption("asked.pick"), ids.PICK_INVITEE)
    return actions(menu) | {"block_id": f"{ids.INVITE_BLOCK}{booking_id}"}
