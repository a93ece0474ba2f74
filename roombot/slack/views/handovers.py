"""Ask the holder: what the asker and the holder of a room read."""

from roombot.domain.bookings import Booking
from roombot.domain.clicks import HandoverAnswer
from roombot.domain.handovers import (
    AskedToName,
    HandoverAnswered,
    HandoverEnded,
    HandoverSent,
    HandoverShown,
    HandoverState,
)
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.slack import action_ids as ids
from roombot.slack.messages import Message
from roombot.slack.views.blocks import Element, actions, button, escaped, section
from roombot.slack.views.people import mention
from roombot.slack.views.questions import numbered
from roombot.slack.views.reader import Reader

ACTIONS = {
    HandoverAnswer.GIVE: ids.GIVE_ROOM,
    HandoverAnswer.SWAP: ids.SWAP_ROOM,
    HandoverAnswer.FINISH: ids.FINISH_EARLY,
    HandoverAnswer.KEEP: ids.KEEP_ROOM,
}


def asked_to_name(reader: Reader, outcome: AskedToName) -> Message:
    """Ask whether the holder may learn who asks."""
    head = reader.say("handover.name", **_what(reader, outcome.room, outcome.slot))
    ways = ("buttons.ask_named", "buttons.ask_unnamed")
    choices = [numbered(reader, reader.caption(way), number) for number, way in enumerate(ways)]
    return Message(head, [section(head), actions(*choices)])


def sent(reader: Reader, outcome: HandoverSent) -> Message:
    """Confirm that the holder is asked."""
    key = "handover.sent" if outcome.question else "handover.sent_already"
    text = reader.say(key, **_what(reader, outcome.room, outcome.handover.slot))
    return Message(text, [section(text)])


def shown(reader: Reader, outcome: HandoverShown) -> Message:
    """Put the question to the holder."""
    handover, booking = outcome.handover, outcome.booking
    key = "handover.shown" if booking.title else "handover.shown_untitled"
    key = key if handover.is_named else f"{key}_unnamed"
    text = reader.say(
        key,
        user=mention(handover.asker_id),
        title=escaped(booking.title or ""),
        hours=reader.hours_at(booking.slot, booking.room),
        **_what(reader, booking.room, handover.slot),
    )
    return Message(text, [section(text), actions(*_answers(reader, outcome))])


def answered(reader: Reader, outcome: HandoverAnswered) -> Message:
    """Confirm to the holder what the answer did."""
    booking: Booking = outcome.booking
    text = reader.say(
        f"handover.{outcome.answer}",
        other=escaped(booking.room.name),
        hours=reader.when(booking.slot, booking.room),
        **_what(reader, outcome.room, outcome.handover.slot),
    )
    return Message(text, [section(text)])


def ended(reader: Reader, outcome: HandoverEnded) -> Message:
    """Tell the asker that the room does not become theirs."""
    missed = outcome.handover.state is HandoverState.MISSED
    key = "handover.missed" if missed else "handover.kept"
    text = reader.say(key, **_what(reader, outcome.room, outcome.handover.slot))
    return Message(text, [section(text)])


def _answers(reader: Reader, outcome: HandoverShown) -> list[Element]:
    other = outcome.other_room.name if outcome.other_room else ""
    return [
        button(
            reader.caption(f"buttons.{ACTIONS[answer]}", room=other),
            ACTIONS[answer],
            outcome.handover.id,
        )
        for answer in outcome.answers
    ]


def _what(reader: Reader, room: Room, slot: TimeSlot) -> dict[str, str]:
    return {"room": escaped(room.name), "when": reader.when(slot, room)}
