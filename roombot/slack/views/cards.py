"""The card of a standing booking: what it is, and what can be done with it now."""

from datetime import timedelta

from roombot.domain.bookings import Booking, BookingState
from roombot.domain.links import booking_link, room_link
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
from roombot.slack.views.reader import Reader

SOON = timedelta(minutes=15)  # before a meeting, when one may check in


def card(reader: Reader, booking: Booking, head: str, *notes: str) -> Message:
    """Show a booking under a headline, with its buttons."""
    line = joined(details(reader, booking), _link(reader, booking))
    blocks = [section(head), *([context(line)] if line else [])]
    blocks += [section(note) for note in notes if note]
    return Message("\n".join([head, *notes]), [*blocks, *buttons(reader, booking)])


def _link(reader: Reader, booking: Booking) -> Markup:
    url = booking_link(reader.address, booking)
    return Markup(f"<{url}|{reader.say('buttons.link')}>") if url else Markup()


def details(reader: Reader, booking: Booking) -> Markup:
    """Return what there is to say of a booking beside its room's name and its time."""
    return joined(title(reader, booking.title), room_line(reader, booking.room))


def title(reader: Reader, words: str | None) -> Markup:
    """Return a meeting's title in the quotes of the language."""
    return reader.say("room.title", title=words) if words else Markup()


def room_line(reader: Reader, room: Room) -> Markup:
    """Return where a room is, how large, and what it has, in one line."""
    return joined(place(reader, room), reader.all_of(room.amenities))


def linked(reader: Reader, room: Room) -> Markup:
    """Return a room's name, a link where there is somewhere to lead."""
    url, name = room_link(reader.address, room), escaped(room.name)
    return Markup(f"<{url}|{name.replace('|', ' ')}>") if url else name


def place(reader: Reader, room: Room) -> Markup:
    """Return where a room is and how large."""
    seats = [reader.say("room.seats", count=room.capacity)] if room.capacity else []
    return joined(floor(room), *seats)


def floor(room: Room) -> Markup:
    """Return the floor a room lies on, where it is known."""
    return escaped(room.floor or "")


def joined(*parts: str) -> Markup:
    """Return what there is of the parts in one line."""
    return Markup(" · ".join(part for part in parts if part))


def buttons(reader: Reader, booking: Booking) -> list[Block]:
    """Return what can be done with a booking now; nothing when it is over or given up."""
    if booking.state is not BookingState.BOOKED or booking.slot.end <= reader.now:
        return []
    running = booking.slot.start <= reader.now
    soon = booking.slot.start - SOON <= reader.now
    offered = [("check_in", ids.CHECK_IN)] if soon and not booking.checked_in else []
    offered += [("extend", ids.EXTEND), ("end_now", ids.FINISH)] if running else []
    offered += [("change_room", ids.CHANGE_ROOM)]
    offered += [] if running else [("change_time", ids.CHANGE_TIME)]
    offered += [("invite", ids.INVITE)]
    elements = [booking_button(reader, booking, name, action_id) for name, action_id in offered]
    return [actions(*elements, _cancel(reader, booking))]


def booking_button(reader: Reader, booking: Booking, name: str, action_id: str) -> Element:
    """Return a button about a booking, which is named for those who cannot see beside what."""
    caption = reader.caption(f"buttons.{name}")
    label = reader.caption(
        "buttons.about",
        caption=caption,
        room=booking.room.name,
        hours=reader.hours(booking.slot),
    )
    return button(caption, action_id, booking.id, accessibility_label=label)


def _cancel(reader: Reader, booking: Booking) -> Element:
    ask = confirm(
        reader.caption("confirm.cancel_title"),
        reader.caption("confirm.cancel_text", **reader.booking(booking)),
        reader.caption("confirm.cancel_yes"),
        reader.caption("confirm.cancel_no"),
    )
    cancel = booking_button(reader, booking, "cancel", ids.CANCEL)
    return cancel | {"style": "danger", "confirm": ask}
