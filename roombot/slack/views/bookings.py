"""Bookings: made, changed, ended."""

from datetime import timedelta

from roombot.domain.bookings import Booking, BookingState, Invitation
from roombot.domain.outcomes import (
    AlreadyDone,
    AskedHowLong,
    Booked,
    Cancelled,
    CannotExtend,
    CheckedIn,
    Extended,
    Finished,
    Moved,
    Rescheduled,
    Unconfirmed,
)
from roombot.domain.rooms import Room
from roombot.slack import action_ids as ids
from roombot.slack.messages import Block, Message
from roombot.slack.views.blocks import (
    Element,
    Markup,
    actions,
    button,
    confirm,
    context,
    escaped,
    section,
)
from roombot.slack.views.options import choices
from roombot.slack.views.reader import Reader

SOON = timedelta(minutes=15)


def booked(reader: Reader, outcome: Booked) -> Message:
    """Show what was booked, and what can be done with it."""
    booking = outcome.booking
    key = "booked.already" if outcome.already else "booked.new"
    head = reader.say(key, **reader.booking(booking))
    invited = reader.say("booked.invited", people=_names(outcome.invitations))
    unknown = reader.say("booked.unknown", people=_mentions(outcome.unknown_people))
    notes = [invited] if outcome.invitations else []
    notes += [unknown] if outcome.unknown_people else []
    return card(reader, booking, head, *notes)


def card(reader: Reader, booking: Booking, head: str, *notes: str) -> Message:
    """Show a standing booking with its buttons."""
    blocks = [section(head), *_details(reader, booking)]
    blocks += [section(note) for note in notes]
    blocks.append(buttons(reader, booking))
    return Message("\n".join([head, *notes]), blocks)


def buttons(reader: Reader, booking: Booking) -> Block:
    """Return what can be done with a booking now."""
    running = booking.slot.contains(reader.now)
    soon = booking.slot.start - SOON <= reader.now < booking.slot.end
    captions = [("check_in", ids.CHECK_IN)] if soon and not booking.checked_in else []
    captions += [("extend", ids.EXTEND), ("end_now", ids.FINISH)] if running else []
    captions += [("change_room", ids.CHANGE_ROOM)]
    captions += [] if running else [("change_time", ids.CHANGE_TIME)]
    captions += [("invite", ids.INVITE)]
    elements = [_button(reader, booking, name, action_id) for name, action_id in captions]
    return actions(*elements, _cancel_button(reader, booking))


def extended(reader: Reader, outcome: Extended) -> Message:
    """Show the new end."""
    booking = outcome.booking
    hour = reader.hour(booking.slot.end)
    head = reader.say("changed.extended", hour=hour, **reader.booking(booking))
    return card(reader, booking, head)


def how_long(reader: Reader, outcome: AskedHowLong) -> Message:
    """Ask until when."""
    hour = reader.hour(outcome.booking.slot.end)
    head = reader.say("asked.how_long", room=outcome.booking.room.name, hour=hour)
    return Message(head, [section(head), *choices(reader, outcome.options, outcome.booking)])


def cannot_extend(reader: Reader, outcome: CannotExtend) -> Message:
    """Say what is in the way, and what is still possible."""
    booking, free_until = outcome.booking, outcome.free_until
    key = "changed.cannot_extend_but" if free_until else "changed.cannot_extend"
    hour = reader.hour(free_until or booking.slot.end)
    head = reader.say(key, room=booking.room.name, hour=hour)
    change = button(reader.caption("buttons.change_room"), ids.CHANGE_ROOM, booking.id)
    return Message(
        head, [section(head), *choices(reader, outcome.options, booking), actions(change)]
    )


def finished(reader: Reader, outcome: Finished) -> Message:
    """Thank for the minutes."""
    room, minutes = outcome.booking.room.name, outcome.minutes_given_back
    head = reader.say("changed.finished", room=room, count=minutes)
    return Message(head, [section(head)])


def cancelled(reader: Reader, outcome: Cancelled) -> Message:
    """Confirm that the booking is gone, and who hears of it."""
    head = reader.say("changed.cancelled", **reader.booking(outcome.booking))
    notes = [_told(reader, outcome.told)] if outcome.told else []
    return Message("\n".join([head, *notes]), [section(head), *map(context, notes)])


def checked_in(reader: Reader, outcome: CheckedIn) -> Message:
    """Confirm that the meeting takes place."""
    head = reader.say("changed.checked_in", **reader.booking(outcome.booking))
    return card(reader, outcome.booking, head)


def moved(reader: Reader, outcome: Moved) -> Message:
    """Show the new room."""
    old = outcome.from_room.name
    head = reader.say("changed.moved", old=old, **reader.booking(outcome.booking))
    notes = [_told(reader, outcome.told)] if outcome.told else []
    return card(reader, outcome.booking, head, *notes)


def rescheduled(reader: Reader, outcome: Rescheduled) -> Message:
    """Show the new time beside the old one."""
    old, room = reader.when(outcome.from_slot), outcome.from_room.name
    head = reader.say(
        "changed.rescheduled", old=old, old_room=room, **reader.booking(outcome.booking)
    )
    notes = []
    if outcome.old_still_booked:
        notes.append(reader.say("changed.old_left", old=old, old_room=room))
    if outcome.told:
        notes.append(reader.say("changed.asked_again", people=_names(outcome.told)))
    return card(reader, outcome.booking, head, *notes)


def already_done(reader: Reader, outcome: AlreadyDone) -> Message:
    """Say that an earlier click or somebody else did it."""
    key = {
        BookingState.CANCELLED: "changed.already_cancelled",
        BookingState.FINISHED: "changed.already_finished",
        BookingState.BOOKED: "changed.already_booked",
    }[outcome.state]
    head = reader.say(key, **reader.booking(outcome.booking))
    return Message(head, [section(head)])


def unconfirmed(reader: Reader, outcome: Unconfirmed) -> Message:
    """Promise nothing."""
    verb = reader.say(f"verb.{outcome.verb}")
    head = reader.say("changed.unconfirmed", verb=verb, **reader.booking(outcome.booking))
    agenda = button(reader.caption("buttons.agenda"), ids.SHOW_AGENDA)
    return Message(head, [section(head), actions(agenda)])


def room_line(reader: Reader, room: Room) -> str:
    """Return where a room is and what it has, in one line."""
    seats = [reader.say("room.seats", count=room.capacity)] if room.capacity else []
    parts = [*([room.floor] if room.floor else []), *seats, *room.amenities]
    return " · ".join(escaped(part) for part in parts)


def _details(reader: Reader, booking: Booking) -> list[Block]:
    title = f"“{escaped(booking.title)}”" if booking.title else ""
    line = " · ".join(part for part in (title, room_line(reader, booking.room)) if part)
    return [context(line)] if line else []


def _button(reader: Reader, booking: Booking, name: str, action_id: str) -> Element:
    caption = reader.caption(f"buttons.{name}")
    label = reader.caption(
        "buttons.about",
        caption=caption,
        room=booking.room.name,
        hours=reader.hours(booking.slot),
    )
    return button(caption, action_id, booking.id, accessibility_label=label)


def _cancel_button(reader: Reader, booking: Booking) -> Element:
    ask = confirm(
        reader.caption("confirm.cancel_title"),
        reader.caption("confirm.cancel_text", **reader.booking(booking)),
        reader.caption("confirm.cancel_yes"),
        reader.caption("confirm.cancel_no"),
    )
    element = _button(reader, booking, "cancel", ids.CANCEL)
    return element | {"style": "danger", "confirm": ask}


def _told(reader: Reader, told: tuple[Invitation, ...]) -> Markup:
    return reader.say("changed.told", people=_names(told))


def _names(invitations: tuple[Invitation, ...]) -> str:
    return ", ".join(invitation.name for invitation in invitations)


def _mentions(people: tuple[str, ...]) -> Markup:
    """Return people as they were named, Slack ids as mentions."""
    return Markup(", ".join(escaped(one) if "@" in one else f"<@{escaped(one)}>" for one in people))
