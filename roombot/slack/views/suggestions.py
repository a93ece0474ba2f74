"""Suggestions: rooms to choose from, each with its reasons and its button."""

from functools import reduce

from roombot.domain.intents import AskHolder, Book, Move, Reschedule, Watch, Wish
from roombot.domain.options import Option, SuggestedBecause, Trait
from roombot.domain.outcomes import Suggested
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.slack import action_ids as ids
from roombot.slack.messages import Block, Message
from roombot.slack.views.blocks import Element, Markup, actions, button, context, escaped, section
from roombot.slack.views.cards import floor, joined, place, title
from roombot.slack.views.questions import MOST, caption, numbered
from roombot.slack.views.reader import Reader
from roombot.slack.views.reasons import reasons_line, seats_asked

OF_A_BOOKING = {SuggestedBecause.CHANGE_ROOM, SuggestedBecause.CHANGE_TIME}
OTHERS = (Watch, AskHolder)  # what can be done instead of taking another room
CHANGEABLE = (Book, Watch)  # what a form can be filled in from
SIZES = {Trait.FITS, Trait.LARGER, Trait.SMALLER}  # what tells the seats by itself
INSTEAD = {
    SuggestedBecause.TAKEN,
    SuggestedBecause.TAKEN_MEANWHILE,
    SuggestedBecause.DECLINED,
}


def suggested(reader: Reader, outcome: Suggested) -> Message:
    """Offer rooms, each with its reasons and its button."""
    head, understood = _headline(reader, outcome), _understood(reader, outcome.wish)
    opening = [section(head), *([context(understood)] if understood else [])]
    above = [head, *([understood] if understood else [])]
    others = _others(reader, outcome)
    options = [one for one in outcome.options if not isinstance(one.intent, OTHERS)][:MOST]
    if not options and outcome.because is SuggestedBecause.INCOMPLETE:
        return Message("\n".join(above), opening)
    if not options:
        key = "suggested.nothing_but" if outcome.booking else "suggested.nothing"
        nothing = reader.say(key)
        return Message("\n".join([*above, nothing]), [*opening, section(nothing), *others])
    lines = [_line(reader, option, number, outcome) for number, option in enumerate(options)]
    rows = [
        section(line, _choose(reader, option, number, outcome))
        for number, (line, option) in enumerate(zip(lines, options, strict=True))
    ]
    return Message("\n".join([*above, *lines]), [*opening, *rows, *others])


def _others(reader: Reader, outcome: Suggested) -> list[Block]:
    """Return the buttons that lead to the waiting list, the holder and the form, where offered."""
    captions = {Watch: "buttons.watch", AskHolder: "buttons.ask_holder"}
    intents = [option.intent for option in outcome.options]
    buttons = [
        numbered(reader, reader.caption(captions[type(intent)]), number)
        for number, intent in enumerate(intents)
        if isinstance(intent, OTHERS)
    ]
    if any(isinstance(intent, CHANGEABLE) for intent in intents) and outcome.booking is None:
        form = button(reader.caption("buttons.change_wish"), ids.CHANGE_WISH, reader.offer_id)
        buttons.append(form)
    return [actions(*buttons)] if buttons else []


def _headline(reader: Reader, outcome: Suggested) -> str:
    because, booking = outcome.because, outcome.booking
    key = _why(outcome)
    if because in OF_A_BOOKING and booking is not None:
        head = reader.say(key, **reader.booking(booking))
    else:
        head = reader.say(key, when=_when(reader, outcome), room=_asked_room(outcome))
    if because in INSTEAD and any(option.room for option in outcome.options):
        return f"{head} {reader.say('suggested.nearest')}"
    return head


def _why(outcome: Suggested) -> str:
    """Return the key of the sentence that says why rooms are offered."""
    because, wish = outcome.because, outcome.wish
    one_time = wish.start is not None and not wish.others
    if because is SuggestedBecause.TAKEN and len(wish.rooms) == 1 and one_time:
        return "suggested.taken_room"
    if because is SuggestedBecause.ASKED and (wish.start is None or wish.others):
        return "suggested.asked_window"
    if because is SuggestedBecause.INCOMPLETE and not outcome.options:
        return "suggested.incomplete_nothing"
    return f"suggested.{because}"


def _asked_room(outcome: Suggested) -> str:
    """Return the name that was asked for; a room's key stands for the name in clicked options."""
    if not outcome.wish.rooms:
        return ""
    named = outcome.wish.rooms[0]
    known = [outcome.booking.room] if outcome.booking else []
    rooms = [*known, *(option.room for option in outcome.options if option.room)]
    return next((room.name for room in rooms if room.email == named), named)


def _when(reader: Reader, outcome: Suggested) -> Markup:
    """Return when it was asked for; the first room's clock is that of all in an office."""
    whens = [_time_of(reader, outcome, one) for one in (outcome.wish, *outcome.wish.others)]
    return reduce(lambda one, other: reader.say("wish.either", one=one, other=other), whens)


def _time_of(reader: Reader, outcome: Suggested, wish: Wish) -> Markup:
    if wish.start and wish.end and wish.start < wish.end:
        room = outcome.options[0].room if outcome.options else None
        return reader.when(TimeSlot(wish.start, wish.end), room)
    if wish.start:
        return reader.moment(wish.start)
    return reader.stretch(wish.window) if wish.window else Markup("")


def _understood(reader: Reader, wish: Wish) -> Markup:
    """Return in a few words what was understood beside the time."""
    seats = seats_asked(wish)
    minutes = wish.minutes if wish.start is None else None
    length = reader.length(minutes) if minutes else Markup("")
    if minutes and wish.least:
        length = reader.say("wish.between", least=reader.length(wish.least), most=length)
    return joined(
        *([reader.say("wish.people", count=seats)] if seats else []),
        length,
        reader.all_of(wish.amenities),
        *([escaped(wish.place)] if wish.place else []),
        title(reader, wish.title),
    )


def _line(reader: Reader, option: Option, number: int, outcome: Suggested) -> str:
    room, slot = option.room, option.slot
    if room is None or slot is None:
        return escaped(caption(reader, option, number))
    is_sized = any(reason.trait in SIZES for reason in option.reasons)
    where = floor(room) if is_sized else place(reader, room)
    first = joined(f"*{escaped(room.name)}*", _time(reader, room, slot, outcome), where)
    reasons = reasons_line(reader, option.reasons, outcome.wish)
    return "\n".join(part for part in (first, reasons) if part)


def _time(reader: Reader, room: Room, slot: TimeSlot, outcome: Suggested) -> str:
    """Return the time of an option as far as it is not in the headline."""
    first = outcome.options[0].room
    if _is_asked_time(slot, outcome):
        same_clock = reader.foreign_city(room, slot) == reader.foreign_city(first, slot)
        return "" if same_clock else reader.hours_at(slot, room)
    if _is_headline_day(reader, slot, outcome):
        return reader.hours_at(slot, room)
    return reader.when(slot, room)


def _is_headline_day(reader: Reader, slot: TimeSlot, outcome: Suggested) -> bool:
    """Tell whether an option is on the day that the headline names."""
    start = None if outcome.wish.others else outcome.wish.start
    if outcome.because is SuggestedBecause.CHANGE_TIME and outcome.booking is not None:
        start = outcome.booking.slot.start
    return start is not None and reader.date(start) == reader.date(slot.start)


def _choose(reader: Reader, option: Option, number: int, outcome: Suggested) -> Element:
    """Return the button of an option; its time is said where it is not the one asked for."""
    room, slot = option.room, option.slot
    style = {"style": "primary"} if number == 0 else {}
    if room is None or slot is None:
        return numbered(reader, caption(reader, option, number), number, **style)
    is_far = isinstance(option.intent, Reschedule) and not _is_headline_day(reader, slot, outcome)
    hours = reader.own_time(slot) if is_far else reader.hours(slot)
    words = reader.caption(f"buttons.{_doing(option, outcome)}", room=room.name, hours=hours)
    label = reader.caption("buttons.about", caption=words, room=room.name, hours=hours)
    return numbered(reader, words, number, accessibility_label=label, **style)


def _doing(option: Option, outcome: Suggested) -> str:
    """Return the key of what a click on an offered room does."""
    booking, intent = outcome.booking, option.intent
    if isinstance(intent, Move):
        return "move"
    if isinstance(intent, Reschedule):
        stays = booking is not None and option.room == booking.room
        return "change_to" if stays else "book_at"
    if outcome.because in {SuggestedBecause.NOT_WRITTEN, SuggestedBecause.LOST}:
        return "retry"
    return "book" if _is_asked_time(option.slot, outcome) else "book_at"


def _is_asked_time(slot: TimeSlot | None, outcome: Suggested) -> bool:
    """Tell whether an option needs no time said, for it is in the headline."""
    asked = outcome.wish
    if outcome.because is SuggestedBecause.CHANGE_TIME or asked.others:
        return False
    return slot is not None and (slot.start, slot.end) == (asked.start, asked.end)
