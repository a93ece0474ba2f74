"""People who leave: what administrators decide, and what the others hear."""

from collections.abc import Iterator, Sequence

from roombot.domain.bookings import Booking
from roombot.domain.leaving import (
    Leaver,
    LeavingOffered,
    LeavingSettled,
    Left,
    LeftToYou,
    OrganizerChanged,
)
from roombot.slack import action_ids as ids
from roombot.slack.messages import Block, Message
from roombot.slack.views.blocks import (
    Markup,
    actions,
    button,
    confirm,
    context,
    divider,
    people_menu,
    section,
)
from roombot.slack.views.cards import joined, title
from roombot.slack.views.people import mention
from roombot.slack.views.reader import Reader

MOST = 20  # that are asked about at once; a message takes 50 blocks


def offered(reader: Reader, outcome: LeavingOffered) -> Message:
    """Ask what shall become of what somebody has left."""
    key = "leaving.gone" if outcome.leaver.is_in_slack else "leaving.left"
    head = reader.say(key, leaver=outcome.leaver.name)
    lines = [_line(reader, one) for one in outcome.left[:MOST]]
    return Message("\n".join([head, *lines]), [section(head), *_choices(reader, outcome.left)])


def settled(reader: Reader, outcome: LeavingSettled) -> Message:
    """Tell what was done, and ask about the rest."""
    done = tuple(booking for booking, _ in outcome.done)
    lines = [reader.say("leaving.failed", **reader.booking(booking)) for booking in outcome.failed]
    lines += [_unsure(reader, booking) for booking in outcome.unsure]
    notes: list[Block] = []
    if done:
        key = f"leaving.{outcome.fate}"
        heir = mention(outcome.heir_id)
        lines.insert(0, reader.say(key, heir=heir, **_first(reader, done)))
        notes = [*_name_stays(reader, outcome.leaver)] if outcome.heir_id else []
    rest = [divider(), *_choices(reader, outcome.left)] if outcome.left else []
    text = "\n".join(lines)
    return Message(text, [section(text), *notes, *rest])


def left_to_you(reader: Reader, outcome: LeftToYou) -> Message:
    """Tell somebody what they were given."""
    giver, leaver = mention(outcome.giver_id), outcome.leaver.name
    first = _first(reader, outcome.bookings)
    text = reader.say("leaving.yours", giver=giver, leaver=leaver, **first)
    agenda = button(reader.caption("buttons.agenda"), ids.SHOW_AGENDA)
    return Message(text, [section(text), *_name_stays(reader, outcome.leaver), actions(agenda)])


def organizer_changed(reader: Reader, outcome: OrganizerChanged) -> Message:
    """Tell the invited who organizes from now on."""
    leaver, heir = outcome.leaver.name, outcome.heir_name
    booking = reader.booking(outcome.booking)
    text = reader.say("leaving.organizer", heir=heir, leaver=leaver, **booking)
    return Message(text, [section(text)])


def _choices(reader: Reader, left: Sequence[Left]) -> Iterator[Block]:
    for one in left[:MOST]:
        yield section(_line(reader, one))
        yield _decision(reader, one)
    rest = len(left) - MOST
    if rest > 0:
        yield context(reader.say("leaving.more", count=rest))


def _line(reader: Reader, left: Left) -> Markup:
    first, more = left.bookings[0], len(left.bookings) - 1
    place = reader.say("which.choice", **reader.booking(first))
    dates = reader.say("leaving.dates", count=more) if more else Markup()
    return joined(place, title(reader, first.title), dates)


def _decision(reader: Reader, left: Left) -> Block:
    booking = left.bookings[0]
    about = f"{booking.room.name}, {reader.when(booking.slot)}"
    words = {name: reader.caption(f"buttons.{name}") for name in ("take_over", "cancel")}
    labels = {name: f"{caption}: {about}" for name, caption in words.items()}
    asked = confirm(
        reader.caption("confirm.cancel_title"),
        reader.caption("confirm.cancel_text", **reader.booking(booking)),
        reader.caption("confirm.cancel_yes"),
        reader.caption("confirm.cancel_no"),
    )
    row = actions(
        button(
            words["take_over"],
            ids.TAKE_LEFT,
            left.id,
            accessibility_label=labels["take_over"],
        ),
        people_menu(reader.caption("leaving.give"), ids.GIVE_LEFT),
        button(
            words["cancel"],
            ids.CANCEL_LEFT,
            left.id,
            style="danger",
            confirm=asked,
            accessibility_label=labels["cancel"],
        ),
    )
    return row | {"block_id": f"{ids.LEFT_BLOCK}{left.id}"}


def _first(reader: Reader, bookings: Sequence[Booking]) -> dict[str, object]:
    """Return the first of what was decided together, and how many there are."""
    return {"count": len(bookings), **reader.booking(bookings[0])}


def _unsure(reader: Reader, booking: Booking) -> Markup:
    place = reader.say("which.choice", **reader.booking(booking))
    return joined(place, reader.say("errors.unconfirmed"))


def _name_stays(reader: Reader, leaver: Leaver) -> Iterator[Block]:
    yield context(reader.say("leaving.name_stays", leaver=leaver.name))
