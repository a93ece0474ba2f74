"""Occasions: what people read before, during and after their meetings, unasked."""

from roombot.domain.bookings import Action
from roombot.domain.occasions import (
    CheckInAsked,
    EndingSoon,
    JobGivenUp,
    Occasion,
    Released,
    Reminded,
    RunningLate,
    Settled,
    Thanked,
)
from roombot.domain.options import Option
from roombot.slack import action_ids as ids
from roombot.slack.messages import Message
from roombot.slack.views.blocks import Element, actions, button, context, section
from roombot.slack.views.cards import booking_button, details
from roombot.slack.views.questions import numbered
from roombot.slack.views.reader import Reader

MADE = {Action.BOOK, Action.RESCHEDULE, Action.MOVE, Action.EXTEND}


def reminded(reader: Reader, outcome: Reminded) -> Message:
    """Say that a meeting begins soon."""
    booking = outcome.booking
    minutes = max(1, round((booking.slot.start - reader.now).total_seconds() / 60))
    head = reader.say("occasion.soon", count=minutes, **reader.booking(booking))
    line = details(reader, booking)
    return Message(head, [section(head), *([context(line)] if line else [])])


def check_in_asked(reader: Reader, outcome: CheckInAsked) -> Message:
    """Ask whoever is there to check in."""
    booking, release_at = outcome.booking, outcome.release_at
    head = reader.say("occasion.started", **reader.booking(booking))
    note = []
    if release_at is not None:
        note = [context(reader.say("occasion.release_at", hour=reader.hour(release_at)))]
    here = booking_button(reader, booking, "check_in", ids.CHECK_IN) | {"style": "primary"}
    late = booking_button(reader, booking, "run_late", ids.RUN_LATE)
    release = booking_button(reader, booking, "release", ids.FINISH)
    buttons = [here, late, *([release] if outcome.may_release else [])]
    return Message(head, [section(head), *note, actions(*buttons)])


def running_late(reader: Reader, outcome: RunningLate) -> Message:
    """Confirm that the room waits."""
    booking = outcome.booking
    hour = reader.hour(outcome.until)
    head = reader.say("occasion.late", hour=hour, **reader.booking(booking))
    here = booking_button(reader, booking, "check_in", ids.CHECK_IN)
    return Message(head, [section(head), actions(here)])


def released(reader: Reader, outcome: Released) -> Message:
    """Say that the room was given to the others, and how to have it back."""
    head = reader.say("occasion.released", **reader.booking(outcome.booking))
    back = [
        numbered(reader, reader.caption("buttons.take_back"), number, style="primary")
        for number, _ in enumerate(outcome.options)
    ]
    return Message(head, [section(head), *([actions(*back)] if back else [])])


def ending(reader: Reader, outcome: EndingSoon) -> Message:
    """Ask how the meeting goes on."""
    booking = outcome.booking
    key = "occasion.ending_followed" if outcome.is_followed else "occasion.ending"
    hour = reader.hour(booking.slot.end)
    head = reader.say(key, hour=hour, **reader.booking(booking))
    choices = [
        _longer(reader, outcome, option, number) for number, option in enumerate(outcome.options)
    ]
    done = booking_button(reader, booking, "end_now", ids.FINISH)
    return Message(head, [section(head), actions(*choices, done)])


def settled(reader: Reader, outcome: Settled) -> Message:
    """Tell what became of a write that had got no answer."""
    made = "did" if outcome.took_place else "did_not"
    kind = "made" if outcome.action in MADE else "ended"
    text = reader.say(f"settled.{kind}_{made}", **reader.booking(outcome.booking))
    agenda = button(reader.caption("buttons.agenda"), ids.SHOW_AGENDA)
    return Message(text, [section(text), actions(agenda)])


def thanked(reader: Reader, outcome: Thanked) -> Message:
    """Thank for what was given back, with the way to hear no more of it."""
    text = reader.say("occasion.thanks", count=outcome.minutes)
    settings = button(reader.caption("buttons.settings"), ids.OPEN_SETTINGS)
    return Message(text, [section(text), actions(settings)])


def given_up(reader: Reader, outcome: JobGivenUp) -> Message:
    """Tell an administrator what was not done, and where it is said why."""
    booking = outcome.booking
    if booking is not None and outcome.kind in {*Occasion}:
        key = f"abandoned.{outcome.kind}"
        text = reader.say(key, **reader.booking(booking))
    else:
        text = reader.say("abandoned.other", name=outcome.kind)
    return Message(text, [section(text), context(reader.say("abandoned.why"))])


def _longer(reader: Reader, outcome: EndingSoon, option: Option, number: int) -> Element:
    booking, room, slot = outcome.booking, option.room, option.slot
    end = slot.end if slot else booking.slot.end
    if room is not None and room.email != booking.room.email:
        hours = reader.hours(slot) if slot else ""
        words = reader.caption("buttons.book_at", room=room.name, hours=hours)
        return numbered(reader, words, number)
    minutes = round((end - booking.slot.end).total_seconds() / 60)
    words = reader.caption("buttons.until", minutes=minutes, hour=reader.hour(end))
    return numbered(reader, words, number)
