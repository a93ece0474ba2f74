"""Invitations: as the organizer sees them, and as the invitee does."""

from roombot.domain.bookings import Invitation, InvitationState
from roombot.domain.options import ClosedBecause
from roombot.domain.outcomes import AskedWhom, InvitationShown, Invited
from roombot.slack import action_ids as ids
from roombot.slack.messages import Block, Message
from roombot.slack.views.blocks import (
    Element,
    actions,
    button,
    context,
    people_menu,
    section,
)
from roombot.slack.views.bookings import card
from roombot.slack.views.reader import Reader

MARKS = {
    InvitationState.WAITING: "invitation.waiting_mark",
    InvitationState.CONFIRMED: "invitation.confirmed_mark",
    InvitationState.REJECTED: "invitation.rejected_mark",
}


def asked_whom(reader: Reader, outcome: AskedWhom) -> Message:
    """Let the organizer pick people."""
    head = reader.say("asked.whom", **reader.booking(outcome.booking))
    return Message(head, [section(head), _menu(reader, outcome.booking.id), _hint(reader)])


def invited(reader: Reader, outcome: Invited) -> Message:
    """Say how each is reached, and let the organizer pick the next."""
    booking = outcome.booking
    key = "invited.done" if outcome.invitations else "invited.nobody"
    head = reader.say(key, **reader.booking(booking))
    lines = [_way(reader, one) for one in outcome.invitations]
    lines += [reader.say("invited.already", name=one.name) for one in outcome.already]
    if outcome.unknown_people:
        people = ", ".join(outcome.unknown_people)
        lines.append(reader.say("booked.unknown", people=people))
    text = "\n".join([head, *(f"• {line}" for line in lines)])
    return Message(text, [section(text), _menu(reader, booking.id)])


def shown(reader: Reader, outcome: InvitationShown) -> Message:
    """Show an invitation to its invitee, or the answers to the organizer."""
    if reader.person.slack_id == outcome.booking.organizer_id:
        return _for_organizer(reader, outcome)
    return _for_invitee(reader, outcome)


def answer_buttons(reader: Reader, invitation: Invitation) -> tuple[Element, Element]:
    """Return the buttons that confirm and reject."""
    yes, no = reader.caption("buttons.confirm"), reader.caption("buttons.reject")
    return (
        button(yes, ids.CONFIRM_INVITATION, invitation.id, style="primary"),
        button(no, ids.REJECT_INVITATION, invitation.id),
    )


def _for_invitee(reader: Reader, outcome: InvitationShown) -> Message:
    booking, state = outcome.booking, outcome.invitation.state
    if outcome.closed is not None:
        key = "cancelled" if outcome.closed is ClosedBecause.CANCELLED else "past"
        return _told(reader, outcome, key)
    if state is not InvitationState.WAITING:
        return _told(reader, outcome, f"{state}_before" if outcome.repeated else str(state))
    organizer = outcome.organizer_name
    if booking.title:
        head = reader.say("invitation.asked", organizer=organizer, title=booking.title)
    else:
        head = reader.say("invitation.asked_untitled", organizer=organizer)
    place = reader.say("invitation.place", **reader.booking(booking))
    buttons = actions(*answer_buttons(reader, outcome.invitation))
    return Message(f"{head}: {place}", [section(f"{head}\n{place}"), buttons])


def _told(reader: Reader, outcome: InvitationShown, key: str) -> Message:
    organizer = outcome.organizer_name
    text = reader.say(f"invitation.{key}", organizer=organizer, **reader.booking(outcome.booking))
    return Message(text, [section(text)])


def _for_organizer(reader: Reader, outcome: InvitationShown) -> Message:
    """Show the booking with everybody's answer; the newest is what a notification tells."""
    name, booking = outcome.invitation.name, outcome.booking
    head = reader.say("invitation.place", **reader.booking(booking))
    answers = "\n".join(
        reader.say(MARKS[one.state], name=one.name) for one in outcome.all_invitations
    )
    message = card(reader, booking, head, answers)
    if outcome.invitation.state is InvitationState.WAITING:
        return message
    news = reader.say(
        f"invitation.news_{outcome.invitation.state}", name=name, **reader.booking(booking)
    )
    return Message(news, message.blocks)


def _way(reader: Reader, invitation: Invitation) -> str:
    ways = {
        (True, True): "by_slack",
        (True, False): "by_slack_only",
        (False, True): "by_mail",
        (False, False): "by_nothing",
    }
    key = ways[invitation.slack_id is not None, invitation.mailed]
    return reader.say(f"invited.{key}", name=invitation.name)


def _menu(reader: Reader, booking_id: str) -> Block:
    menu = people_menu(reader.caption("asked.pick"), ids.PICK_INVITEE)
    return actions(menu) | {"block_id": f"{ids.INVITE_BLOCK}{booking_id}"}


def _hint(reader: Reader) -> Block:
    return context(reader.say("asked.whom_hint"))
