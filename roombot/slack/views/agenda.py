"""The agenda: a person's bookings by day, each with its buttons, and the open invitations."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from roombot.domain.bookings import Booking, Invitation
from roombot.domain.outcomes import AgendaShown
from roombot.slack.messages import Block, Message
from roombot.slack.views.blocks import (
    TEXT,
    Markup,
    actions,
    context,
    divider,
    fitting,
    section,
)
from roombot.slack.views.cards import buttons, joined, title
from roombot.slack.views.invitations import answer_buttons
from roombot.slack.views.people import mention
from roombot.slack.views.reader import Reader

BOOKINGS = 8
WAITING = 5


def agenda(reader: Reader, outcome: AgendaShown) -> Message:
    """Show what is booked and what waits for an answer."""
    head = f"*{reader.say('agenda.title')}*" if outcome.bookings else _nothing(reader, outcome)
    rest = _rest(reader, len(outcome.bookings) - BOOKINGS)
    lines, blocks = [head], [section(head)]
    for heading, bookings in days(reader, outcome.bookings[:BOOKINGS]):
        lines += [heading, *(entry(reader, one) for one in bookings)]
        blocks += [context(f"*{heading}*"), *_cards(reader, bookings)]
    lines += rest
    blocks += map(context, rest)
    if outcome.waiting:
        heading = f"*{reader.say('agenda.waiting')}*"
        rest = _rest(reader, len(outcome.waiting) - WAITING)
        shown = outcome.waiting[:WAITING]
        lines += [heading, *(invitation(reader, booking) for _, booking in shown), *rest]
        blocks += [divider(), section(heading), *_open(reader, shown), *map(context, rest)]
    return Message(fitting(lines, TEXT), blocks)


def days(reader: Reader, bookings: Sequence[Booking]) -> Iterator[tuple[str, list[Booking]]]:
    """Return the bookings under the names of their days."""
    for _, same_day in groupby(bookings, lambda one: reader.date(one.slot.start)):
        found = list(same_day)
        yield reader.heading(found[0].slot.start), found


def _cards(reader: Reader, bookings: Sequence[Booking]) -> Iterator[Block]:
    for booking in bookings:
        yield section(entry(reader, booking))
        yield from buttons(reader, booking)


def _open(reader: Reader, waiting: Sequence[tuple[Invitation, Booking]]) -> Iterator[Block]:
    for one, booking in waiting:
        yield section(invitation(reader, booking))
        yield answers(reader, one, booking)


def _rest(reader: Reader, count: int) -> list[str]:
    return [reader.say("agenda.more", count=count)] if count > 0 else []


def _nothing(reader: Reader, outcome: AgendaShown) -> str:
    return reader.say("agenda.nothing", when=reader.stretch(outcome.window))


def entry(reader: Reader, booking: Booking) -> str:
    """Return a booking's hours, which its day stands above, and what else matters."""
    hours = reader.hours_at(booking.slot, booking.room)
    entry = reader.say("agenda.entry", hours=hours, room=booking.room.name)
    now = reader.say("agenda.running") if booking.slot.contains(reader.now) else ""
    return joined(entry, title(reader, booking.title), now)


def invitation(reader: Reader, booking: Booking) -> Markup:
    """Return who invites to what."""
    organizer = mention(booking.organizer_id)
    line = reader.say("agenda.invitation", organizer=organizer, **reader.booking(booking))
    return joined(line, title(reader, booking.title))


def answers(reader: Reader, invitation: Invitation, booking: Booking) -> Block:
    """Return the buttons that answer an invitation."""
    about = f"{booking.room.name}, {reader.hours(booking.slot)}"
    elements = answer_buttons(reader, invitation, about)
    for element in elements:
        element.pop("style", None)  # one of many is not the obvious one
    return actions(*elements)
