"""Options: what can be chosen, with a button each."""

from collections.abc import Sequence
from typing import assert_never

from roombot.domain.bookings import Booking
from roombot.domain.intents import Extend, Intent, Move, Reschedule
from roombot.domain.options import Option, Reason, SuggestedBecause, Trait
from roombot.domain.outcomes import Asked, Suggested, WhichBooking
from roombot.domain.time_slots import TimeSlot
from roombot.slack import action_ids as ids
from roombot.slack.messages import Block, Message
from roombot.slack.views.blocks import BUTTON, Element, actions, button, clipped, escaped, section
from roombot.slack.views.reader import Reader


def suggested(reader: Reader, outcome: Suggested) -> Message:
    """Offer rooms, each with its reasons and its button."""
    head = _headline(reader, outcome)
    if not outcome.options:
        key = "suggested.nothing_but" if outcome.booking else "suggested.nothing"
        nothing = reader.say(key)
        return Message(f"{head}\n{nothing}", [section(head), section(nothing)])
    lines = [_line(reader, option, outcome) for option in outcome.options]
    rows = [
        section(line, _choose(reader, option, number, outcome))
        for number, (line, option) in enumerate(zip(lines, outcome.options, strict=True))
    ]
    return Message("\n".join([head, *lines]), [section(head), *rows])


def which_booking(reader: Reader, outcome: WhichBooking) -> Message:
    """Ask which of several bookings is meant."""
    head = reader.say(f"which.{outcome.verb}")
    lines = [reader.say("which.choice", **reader.booking(one)) for one in outcome.bookings]
    return Message("\n".join([head, *lines]), [section(head), *choices(reader, outcome.options)])


def asked(reader: Reader, outcome: Asked) -> Message:
    """Ask which reading is meant."""
    key = f"asked.{outcome.about}"
    head = reader.say(key if key in reader.words.templates else "asked.other")
    return Message(head, [section(head), *choices(reader, outcome.options)])


def choices(
    reader: Reader, options: Sequence[Option], booking: Booking | None = None
) -> list[Block]:
    """Return a row of buttons, one an option."""
    elements = [
        _numbered(reader, caption(reader, option, booking), number)
        for number, option in enumerate(options)
    ]
    return [actions(*elements)] if elements else []


def caption(reader: Reader, option: Option, booking: Booking | None = None) -> str:
    """Return what a button says: what a click will do."""
    intent = option.intent
    if isinstance(intent, Extend) and booking is not None and intent.until is not None:
        more = round((intent.until - booking.slot.end).total_seconds() / 60)
        return reader.caption("buttons.until", minutes=more, hour=reader.hour(intent.until))
    if option.room is not None and option.slot is not None:
        when = reader.when(option.slot)
        return reader.caption("which.choice", room=option.room.name, when=when).replace("*", "")
    return _reading(reader, intent)


def _reading(reader: Reader, intent: Intent) -> str:
    """Return a reading of an ambiguous text: its time, or the room it names."""
    wish = getattr(intent, "wish", None)
    start = getattr(wish or intent, "start", None) or getattr(intent, "until", None)
    if start is not None:
        return f"{reader.day(start)}, {reader.hour(start)}"
    rooms = getattr(wish or intent, "rooms", ()) or getattr(
        getattr(intent, "which", None), "rooms", ()
    )
    return ", ".join(rooms) or str(getattr(intent, "to_room", None) or type(intent).__name__)


def _headline(reader: Reader, outcome: Suggested) -> str:
    because, wish, booking = outcome.because, outcome.wish, outcome.booking
    values = {"when": _when(reader, outcome), "room": booking.room.name if booking else ""}
    if because is SuggestedBecause.TAKEN and len(wish.rooms) == 1 and booking is None:
        return reader.say("suggested.taken_room", when=values["when"], room=_asked_room(outcome))
    if because in {SuggestedBecause.CHANGE_ROOM, SuggestedBecause.CHANGE_TIME} and booking:
        values["when"] = reader.when(booking.slot, booking.room)
    head = reader.say(f"suggested.{because}", **values)
    needs = _needs(reader, outcome)
    return f"{head} ({needs})" if needs else head


def _asked_room(outcome: Suggested) -> str:
    """Return the name that was asked for; a room's key stands for the name in clicked options."""
    named = outcome.wish.rooms[0]
    rooms = (option.room for option in outcome.options if option.room)
    return next((room.name for room in rooms if room.email == named), named)


def _when(reader: Reader, outcome: Suggested) -> str:
    wish = outcome.wish
    if wish.start and wish.end:
        room = outcome.options[0].room if outcome.options else None
        return reader.when(TimeSlot(wish.start, wish.end), room)
    if wish.window:
        return reader.day(wish.window.start)
    return ""


def _needs(reader: Reader, outcome: Suggested) -> str:
    """Return in a few words what was understood beside the time."""
    wish = outcome.wish
    parts = [reader.say("wish.people", count=wish.capacity)] if wish.capacity else []
    parts += [escaped(amenity) for amenity in wish.amenities]
    parts += [escaped(wish.place)] if wish.place else []
    return " · ".join(parts)


def _line(reader: Reader, option: Option, outcome: Suggested) -> str:
    room, slot = option.room, option.slot
    if room is None or slot is None:
        return _reading(reader, option.intent)
    reasons = ", ".join(_reason(reader, reason) for reason in option.reasons)
    asked = outcome.wish
    is_asked = (slot.start, slot.end) == (asked.start, asked.end)
    time = "" if is_asked else f" · {escaped(reader.when(slot, room))}"
    return f"*{escaped(room.name)}*{time}" + (f"\n{reasons}" if reasons else "")


def _reason(reader: Reader, reason: Reason) -> str:
    match reason.trait:
        case Trait.EARLIER | Trait.LATER:
            return reader.say(f"trait.{reason.trait}", count=int(reason.detail))
        case Trait():
            return reader.say(f"trait.{reason.trait}", detail=reason.detail)
        case _:
            assert_never(reason.trait)


def _choose(reader: Reader, option: Option, number: int, outcome: Suggested) -> Element:
    """Return the button of an option; its time is said where it is not the one asked for."""
    name = option.room.name if option.room else ""
    hours = reader.hours(option.slot) if option.slot else ""
    is_move = isinstance(option.intent, Move)
    key = "move" if is_move else "book" if _is_exact(option, outcome) else "book_at"
    words = reader.caption(f"buttons.{key}", room=name, hours=hours)
    label = reader.caption("buttons.about", caption=words, room=name, hours=hours)
    return _numbered(reader, words, number) | {"accessibility_label": clipped(label, BUTTON)}


def _is_exact(option: Option, outcome: Suggested) -> bool:
    asked, slot = outcome.wish, option.slot
    if slot is None or isinstance(option.intent, Reschedule):
        return False
    return asked.start is None or (slot.start, slot.end) == (asked.start, asked.end)


def _numbered(reader: Reader, words: str, number: int) -> Element:
    element = button(words, f"{ids.CHOOSE}:{number}", f"{reader.offer_id}.{number}")
    return element | ({"style": "primary"} if number == 0 else {})
