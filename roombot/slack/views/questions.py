"""Questions: what can be chosen, with a button each."""

from collections.abc import Sequence

from roombot.domain.bookings import Booking
from roombot.domain.closings import LetGo
from roombot.domain.intents import AskApproval, Cancel, Extend, Undo
from roombot.domain.options import Option
from roombot.domain.outcomes import Asked, WhichBooking
from roombot.slack import action_ids as ids
from roombot.slack.messages import Block, Message
from roombot.slack.views.blocks import Element, actions, button, escaped, section
from roombot.slack.views.cards import joined, title
from roombot.slack.views.reader import Reader
from roombot.slack.views.readings import reading

MOST = 10  # options that are shown
AGAIN = "again"  # whether a meeting is moved, or takes place once more
_BACK = {Undo: "buttons.undo", Cancel: "confirm.cancel_yes", LetGo: "buttons.leave"}


def which_booking(reader: Reader, outcome: WhichBooking) -> Message:
    """Ask which of several bookings is meant."""
    lines: list[str] = [reader.say(f"which.{outcome.verb}")]
    for booking in outcome.bookings[:MOST]:
        choice = reader.say("which.choice", **reader.booking(booking))
        lines.append(f"• {joined(choice, title(reader, booking.title))}")
    text = "\n".join(lines)
    return Message(text, [section(text), *choices(reader, outcome.options)])


def asked(reader: Reader, outcome: Asked) -> Message:
    """Ask which reading is meant."""
    if outcome.about == AGAIN:
        return _again(reader, outcome)
    key = f"asked.{outcome.about}"
    head = reader.say(key if key in reader.words.templates else "asked.other")
    return question(reader, head, outcome.options)


def _again(reader: Reader, outcome: Asked) -> Message:
    """Ask whether a meeting is moved to a time or takes place then as well."""
    when = escaped(reading(reader, outcome.options[0].intent))
    head = reader.say("asked.again", when=when)
    captions = (reader.caption("buttons.move_it"), reader.caption("buttons.book_as_well"))
    buttons = [numbered(reader, words, number) for number, words in enumerate(captions)]
    return Message(head, [section(head), actions(*buttons)])


def question(
    reader: Reader, head: str, options: Sequence[Option], booking: Booking | None = None
) -> Message:
    """Return a question with its choices, which a notification names too."""
    shown = enumerate(options[:MOST])
    lines = [f"• {escaped(caption(reader, one, number, booking))}" for number, one in shown]
    return Message("\n".join([head, *lines]), [section(head), *choices(reader, options, booking)])


def choices(
    reader: Reader, options: Sequence[Option], booking: Booking | None = None
) -> list[Block]:
    """Return a row of buttons, one an option; none is the obvious one but to ask for approval."""
    elements = [
        numbered(reader, caption(reader, one, number, booking), number, **_style(one))
        for number, one in enumerate(options[:MOST])
    ]
    return [actions(*elements)] if elements else []


def caption(reader: Reader, option: Option, number: int, booking: Booking | None = None) -> str:
    """Return what a click will do."""
    intent = option.intent
    if isinstance(intent, Extend) and booking is not None and intent.until is not None:
        more = round((intent.until - booking.slot.end).total_seconds() / 60)
        return reader.caption("buttons.until", minutes=more, hour=reader.hour(intent.until))
    if isinstance(intent, AskApproval):
        return reader.caption("buttons.ask_approval")
    if option.room is not None and option.slot is not None:
        when = reader.own_time(option.slot)
        return reader.caption("buttons.choice", room=option.room.name, when=when)
    words = reading(reader, intent)
    if not words and isinstance(intent, Undo | Cancel | LetGo):
        return reader.caption(_BACK[type(intent)])
    return words or reader.caption("buttons.reading", number=number + 1)


def _style(option: Option) -> dict[str, str]:
    return {"style": "primary"} if isinstance(option.intent, AskApproval) else {}


def numbered(reader: Reader, words: str, number: int, **more: str) -> Element:
    """Return the button of an option; its value names the option, not what it does."""
    return button(words, f"{ids.CHOOSE}:{number}", f"{reader.offer_id}.{number}", **more)
