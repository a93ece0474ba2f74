"""The waiting list: in line, a room held, out of line."""

from roombot.domain.time_slots import TimeSlot
from roombot.domain.watches import HeldForYou, Watch, WatchEnded, Watching, WatchState
from roombot.slack import action_ids as ids
from roombot.slack.messages import Message
from roombot.slack.views.blocks import Markup, actions, button, context, escaped, section
from roombot.slack.views.cards import details, joined, title
from roombot.slack.views.questions import numbered
from roombot.slack.views.reader import Reader
from roombot.slack.views.reasons import seats_asked

ENDED = {
    WatchState.STOPPED: "watch.stopped",
    WatchState.OVER: "watch.over",
    WatchState.TAKEN: "watch.taken",
}


def watching(reader: Reader, outcome: Watching) -> Message:
    """Confirm a place in line, with the way out of it."""
    key = "watch.already" if outcome.already else "watch.set"
    head = reader.say(key, what=_what(reader, outcome.watch))
    caption = reader.caption("buttons.stop_watching")
    stop = button(caption, ids.STOP_WATCHING, outcome.watch.id)
    return Message(head, [section(head), actions(stop)])


def held(reader: Reader, outcome: HeldForYou) -> Message:
    """Offer the room that came free."""
    booking, until = outcome.booking, outcome.watch.held_until
    hour = reader.hour(until or booking.slot.start)
    head = reader.say("watch.held", hour=hour, **reader.booking(booking))
    line = details(reader, booking)
    take = numbered(reader, reader.caption("buttons.take"), 0, style="primary")
    let_go = numbered(reader, reader.caption("buttons.pass_on"), 1)
    small_print = [context(line)] if line else []
    return Message(head, [section(head), *small_print, actions(take, let_go)])


def ended(reader: Reader, outcome: WatchEnded) -> Message:
    """Say that and why there is no place in line any more."""
    key = ENDED.get(outcome.watch.state, "watch.passed")
    text = reader.say(key, what=_what(reader, outcome.watch))
    return Message(text, [section(text)])


def _what(reader: Reader, watch: Watch) -> Markup:
    """Return what is watched for."""
    wish, seats = watch.wish, seats_asked(watch.wish)
    return joined(
        _when(reader, watch),
        *map(escaped, wish.rooms),
        *([reader.say("wish.people", count=seats)] if seats else []),
        *([reader.length(wish.minutes)] if wish.minutes else []),
        reader.all_of(wish.amenities),
        *([escaped(wish.place)] if wish.place else []),
        title(reader, wish.title),
    )


def _when(reader: Reader, watch: Watch) -> str:
    start, end = watch.wish.start, watch.wish.end
    if start is not None and end is not None and start < end:
        return reader.own_time(TimeSlot(start, end))
    if start is not None:
        return reader.moment(start)
    return reader.stretch(watch.wish.window) if watch.wish.window else ""
