"""Cards under links: a room or a booking as it is now, for everybody who reads along."""

from datetime import datetime

from roombot.domain.bookings import BookingState
from roombot.domain.links import BookingLinked, RoomLinked, room_id
from roombot.slack import action_ids as ids
from roombot.slack.messages import Message
from roombot.slack.views.blocks import Markup, actions, button, context, section
from roombot.slack.views.cards import room_line
from roombot.slack.views.reader import Reader


def room(reader: Reader, outcome: RoomLinked) -> Message:
    """Show whether a room is free, with what can be booked on the spot."""
    state = "free" if outcome.is_free else "taken"
    name = outcome.room.name
    if outcome.until is None:
        text = reader.say(f"link.{state}_on", room=name)
    else:
        text = reader.say(f"link.{state}_until", room=name, hour=_hour(reader, outcome.until))
    line = room_line(reader, outcome.room)
    blocks = [section(text), *([context(line)] if line else [])]
    return Message(text, [*blocks, *([_offers(reader, outcome)] if outcome.minutes else [])])


def booking(reader: Reader, outcome: BookingLinked) -> Message:
    """Show when a booking is and whether it stands; its title is for those who take part."""
    shown = outcome.booking
    state = "booked" if shown.state is BookingState.BOOKED else "given_up"
    if state == "booked" and shown.slot.end <= reader.now:
        state = "over"
    start, end = _day(reader, shown.slot.start), _hour(reader, shown.slot.end)
    text = reader.say(f"link.{state}", room=shown.room.name, start=start, end=end)
    line = room_line(reader, shown.room)
    return Message(text, [section(text), *([context(line)] if line else [])])


def _offers(reader: Reader, outcome: RoomLinked) -> dict[str, object]:
    name = room_id(outcome.room)
    return actions(
        *(
            button(
                reader.caption("buttons.book_minutes", count=minutes),
                f"{ids.BOOK_LINKED}:{minutes}",
                name,
                accessibility_label=reader.caption(
                    "buttons.book_room_minutes", room=outcome.room.name, count=minutes
                ),
            )
            for minutes in outcome.minutes
        )
    )


def _hour(reader: Reader, instant: datetime) -> Markup:
    """Return a time of day, which Slack shows everybody on their own clock."""
    return _dated(instant, "{time}", reader.hour(instant))


def _day(reader: Reader, instant: datetime) -> Markup:
    return _dated(instant, "{date_short_pretty}, {time}", reader.moment(instant))


def _dated(instant: datetime, form: str, words: str) -> Markup:
    return Markup(f"<!date^{int(instant.timestamp())}^{form}|{words}>")
