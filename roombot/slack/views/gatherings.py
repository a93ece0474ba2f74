"""A room for a thread: who comes, and what the organizer hears when few do."""

from roombot.domain.bookings import BookingState
from roombot.domain.clicks import Attendance
from roombot.domain.gatherings import FewCome, Gathered
from roombot.slack import action_ids as ids
from roombot.slack.messages import Block, Message
from roombot.slack.views.blocks import actions, button, context, section
from roombot.slack.views.cards import buttons, details
from roombot.slack.views.questions import numbered
from roombot.slack.views.reader import Reader


def gathered(reader: Reader, outcome: Gathered) -> Message:
    """Show the thread its room, who comes, and the buttons to answer."""
    booking = outcome.booking
    is_standing = booking.state is BookingState.BOOKED and booking.slot.end > reader.now
    key = "gathering.booked" if booking.state is BookingState.BOOKED else "gathering.over"
    head = reader.say(key, **reader.booking(booking))
    tally = [_line(reader, outcome, one) for one in Attendance if outcome.gathering.of(one)]
    line = details(reader, booking)
    blocks: list[Block] = [section(head), *([context(line)] if line else [])]
    blocks += [section("\n".join(tally))] if tally else []
    if is_standing:
        blocks += [_answers(reader, booking.id), *buttons(reader, booking)]
    return Message("\n".join([head, *tally]), blocks)


def few_come(reader: Reader, outcome: FewCome) -> Message:
    """Offer the organizer a smaller room, which leaves the larger one to others."""
    head = reader.say("gathering.few", count=outcome.expected, **reader.booking(outcome.booking))
    rooms = [option.room for option in outcome.options if option.room is not None]
    captions = [reader.caption("buttons.move", room=room.name) for room in rooms]
    moves = [numbered(reader, words, number) for number, words in enumerate(captions)]
    return Message("\n".join([head, *captions]), [section(head), actions(*moves)])


def _line(reader: Reader, outcome: Gathered, attendance: Attendance) -> str:
    replies = outcome.gathering.of(attendance)
    names = reader.all_of(one.name for one in replies)
    return reader.say(f"gathering.{attendance}", count=len(replies), people=names)


def _answers(reader: Reader, booking_id: str) -> Block:
    return actions(
        *(
            button(reader.caption(f"buttons.{one}"), f"{ids.ATTEND}:{one}", booking_id)
            for one in Attendance
        )
    )
