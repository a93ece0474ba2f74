"""Bookings: made, changed, ended."""

from roombot.domain.bookings import BookingState
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
from roombot.slack import action_ids as ids
from roombot.slack.messages import Block, Message
from roombot.slack.views.blocks import actions, button, context, section
from roombot.slack.views.cards import booking_button, card
from roombot.slack.views.people import names, ways
from roombot.slack.views.questions import numbered, question
from roombot.slack.views.reader import Reader

ALREADY = {
    BookingState.CANCELLED: "changed.already_cancelled",
    BookingState.FINISHED: "changed.already_finished",
    BookingState.BOOKED: "changed.already_booked",
}


def booked(reader: Reader, outcome: Booked) -> Message:
    """Show what was booked, who hears of it, and what can be done with it."""
    booking = outcome.booking
    key = "booked.already" if outcome.already else "booked.new"
    head = reader.say(key, **reader.booking(booking))
    sure = [one for one in outcome.invitations if one.slack_id and one.mailed]
    others = [one for one in outcome.invitations if one not in sure]
    invited = reader.say("booked.invited", people=names(reader, sure))
    notes: list[str] = [invited] if sure else []
    notes += ways(reader, others, unknown=outcome.unknown_people)
    return card(reader, booking, head, *(["\n".join(notes)] if notes else []))


def extended(reader: Reader, outcome: Extended) -> Message:
    """Show the new end."""
    booking = outcome.booking
    hour = reader.hour(booking.slot.end)
    head = reader.say("changed.extended", hour=hour, **reader.booking(booking))
    return card(reader, booking, head)


def how_long(reader: Reader, outcome: AskedHowLong) -> Message:
    """Ask until when."""
    booking = outcome.booking
    hour = reader.hour(booking.slot.end)
    if not outcome.options:
        return cannot_extend(reader, CannotExtend(booking, None))
    head = reader.say("asked.how_long", room=booking.room.name, hour=hour)
    asked = question(reader, head, outcome.options, booking)
    hint = context(reader.say("asked.how_long_hint"))
    return Message(asked.text, [*asked.blocks, hint])


def cannot_extend(reader: Reader, outcome: CannotExtend) -> Message:
    """Say what is in the way, and what is still possible."""
    booking, free_until = outcome.booking, outcome.free_until
    is_some_left = free_until is not None and free_until > booking.slot.end
    key = "changed.cannot_extend_but" if is_some_left else "changed.cannot_extend"
    hour = reader.hour(free_until or booking.slot.end)
    head = reader.say(key, room=booking.room.name, hour=hour)
    elsewhere = booking_button(reader, booking, "change_room", ids.CHANGE_ROOM)
    asked = question(reader, head, outcome.options, booking)
    return Message(asked.text, [*asked.blocks, actions(elsewhere)])


def finished(reader: Reader, outcome: Finished) -> Message:
    """Thank for the minutes."""
    room, minutes = outcome.booking.room.name, outcome.minutes_given_back
    key = "changed.finished" if minutes > 0 else "changed.finished_on_time"
    head = reader.say(key, room=room, count=minutes, at=reader.hour(reader.now))
    return Message(head, [section(head), *_undo(reader, outcome)])


def cancelled(reader: Reader, outcome: Cancelled) -> Message:
    """Confirm that the booking is gone, and who hears of it."""
    at = reader.hour(reader.now)
    head = reader.say("changed.cancelled", at=at, **reader.booking(outcome.booking))
    told = reader.say("changed.told", people=names(reader, outcome.told))
    notes = [told] if outcome.told else []
    blocks = [section(head), *map(context, notes), *_undo(reader, outcome)]
    return Message("\n".join([head, *notes]), blocks)


def checked_in(reader: Reader, outcome: CheckedIn) -> Message:
    """Confirm that the meeting takes place."""
    at = reader.hour(reader.now)
    head = reader.say("changed.checked_in", at=at, **reader.booking(outcome.booking))
    return card(reader, outcome.booking, head)


def moved(reader: Reader, outcome: Moved) -> Message:
    """Show the new room."""
    old = outcome.from_room.name
    head = reader.say("changed.moved", old=old, **reader.booking(outcome.booking))
    told = reader.say("changed.told", people=names(reader, outcome.told))
    shown = card(reader, outcome.booking, head, *([told] if outcome.told else []))
    return Message(shown.text, [*shown.blocks, *_undo(reader, outcome)])


def rescheduled(reader: Reader, outcome: Rescheduled) -> Message:
    """Show the new time beside the old one; an old booking that is left is not hidden."""
    booking, before = outcome.booking, outcome.from_slot
    same_day = reader.date(before.start) == reader.date(booking.slot.start)
    was = reader.hours(before) if same_day else reader.own_time(before)
    old = {"old": was, "old_room": outcome.from_room.name}
    stays = outcome.from_room.email == booking.room.email
    key = "changed.rescheduled" if stays else "changed.rescheduled_elsewhere"
    head = reader.say(key, **old, **reader.booking(booking))
    notes = [reader.say("changed.old_left", **old)] if outcome.old_still_booked else []
    if outcome.told:
        notes.append(reader.say("changed.asked_again", people=names(reader, outcome.told)))
    shown = card(reader, booking, head, *notes)
    return Message(shown.text, [*shown.blocks, *_undo(reader, outcome)])


def _undo(reader: Reader, outcome: Cancelled | Finished | Moved | Rescheduled) -> list[Block]:
    """Return the way back; a message that is brought up to date later has none any more."""
    if not outcome.options or not reader.offer_id:
        return []
    return [actions(numbered(reader, reader.caption("buttons.undo"), 0))]


def already_done(reader: Reader, outcome: AlreadyDone) -> Message:
    """Say that an earlier click or somebody else did it."""
    head = reader.say(ALREADY[outcome.state], **reader.booking(outcome.booking))
    return Message(head, [section(head)])


def unconfirmed(reader: Reader, outcome: Unconfirmed) -> Message:
    """Promise nothing."""
    verb = reader.say(f"verb.{outcome.verb}")
    head = reader.say("changed.unconfirmed", verb=verb, **reader.booking(outcome.booking))
    agenda = button(reader.caption("buttons.agenda"), ids.SHOW_AGENDA)
    return Message(head, [section(head), actions(agenda)])
