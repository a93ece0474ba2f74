"""From an unfinished sentence to an intent, by what was spoken of before."""

from collections.abc import Sequence
from dataclasses import replace

from roombot.domain.closings import Closing, LetGo
from roombot.domain.conversations import Conversation
from roombot.domain.intents import (
    Book,
    Cancel,
    CheckIn,
    Clarify,
    Extend,
    Find,
    Finish,
    Intent,
    Invite,
    Move,
    Reschedule,
    Which,
    Wish,
)
from roombot.domain.sides import Side
from roombot.domain.time_slots import TimeSlot
from roombot.nlu.closing import closing_of
from roombot.nlu.entities.places import place_meant
from roombot.nlu.followups import FollowUp, follow_up
from roombot.nlu.reading import Context
from roombot.nlu.wishing import at_time, shift_of, slot_after, with_room

Change = Extend | Finish | Cancel | CheckIn | Move | Reschedule | Invite
_DAY = 1440  # minutes
_STEPS = {"FREQ=DAILY": 1, "FREQ=WEEKLY": 7}
_SIDES = {
    "earlier": Side.EARLIER,
    "later": Side.LATER,
    "other_time": Side.ANY,
    "wrong_time": Side.ANY,
}
_OTHER_ROOM = frozenset({"another", "not", "wrong_room"})


def intent_after(
    said: FollowUp, before: Conversation, offered: Sequence[Intent], context: Context
) -> Intent | None:
    """Return what an unfinished sentence wants; None where it leads nowhere."""
    question = said.reading.question
    if question is not None:
        readings = [replace(said, reading=choice.reading) for choice in question.choices]
        meant = [intent_after(one, before, offered, context) for one in readings]
        wanted = tuple(one for one in meant if one is not None)
        return Clarify(question.about, wanted) if wanted else None
    closing = closing_of(said, before, offered)
    if closing is not None:
        return closing
    says_when = said.says_day or said.says_hour
    leads_nowhere = not said.says_something or "undo" in said.marks
    if leads_nowhere or (says_when and "any" in said.marks) or _is_whole(said, before):
        return None
    place = place_meant(said.reading.place, context, said.reading.language)
    said = _with_hour(replace(said, reading=replace(said.reading, place=place)), before, context)
    is_further = "also" in said.marks and said.reading.rooms and not said.reading.people
    if before.booking_id is not None and not is_further:
        return _changed(said, before, Which(booking_id=before.booking_id), context)
    return _searched(said, before, context)


def begins_anew(said: FollowUp, before: Conversation) -> bool:
    """Tell whether a sentence is a request of its own; not when it says when, as was asked."""
    named = said.reading.rooms or said.reading.capacity
    return said.is_complete and (bool(named) or not before.books)


def bare_request(text: str, context: Context) -> Intent | None:
    """Return what a text asks for that only says when and for whom: "tomorrow at 3, 6 people"."""
    said = follow_up(text, context, None)
    if said is None:
        return None
    nothing = Conversation(Wish())
    if closing := closing_of(said, nothing, ()):
        return closing
    reading = said.reading
    if "change" in said.marks and said.says_something:
        return LetGo(Closing.FORGOTTEN)
    if said.marks or said.number is not None:
        return None
    wishes = (reading.duration_minutes, reading.capacity, reading.amenities, reading.place)
    is_when = said.says_day or said.says_hour
    if not is_when or not (any(wishes) or reading.rooms or (said.says_day and said.says_hour)):
        return None
    return intent_after(said, nothing, (), context)


def about(intent: Intent, before: Conversation) -> Intent:
    """Return a change that says "it" for the booking that was spoken of."""
    if not isinstance(intent, Change) or before.booking_id is None:
        return intent
    if intent.which not in {Which(), Which(title=intent.which.title)} or intent.which.title:
        return intent
    return replace(intent, which=Which(booking_id=before.booking_id))


def at_the_time(intent: Intent, before: Conversation, *, pointed: bool) -> Intent:
    """Return a search without a time at the time that was spoken of: "is Oak free then?".

    Who goes on searching need not point at it: "something on floor 3".
    """
    if not isinstance(intent, Find | Book):
        return intent
    wish, old = intent.wish, before.wish
    narrows = bool(wish.rooms or wish.capacity or wish.amenities or wish.place)
    goes_on = before.booking_id is None and narrows and isinstance(intent, Find)
    if wish.start or wish.end or wish.window or not (pointed or goes_on):
        return intent
    end = None if wish.minutes else old.end
    then = replace(wish, start=old.start, end=end, window=old.window, others=old.others)
    return replace(intent, wish=replace(then, minutes=wish.minutes or old.minutes))


def _is_whole(said: FollowUp, before: Conversation) -> bool:
    """Tell whether it is a request of its own, not a change of what is booked or searched."""
    reading = said.reading
    says_when = said.says_day or said.says_hour
    if before.wish == Wish() or not says_when or said.marks & {"change", "asks"}:
        return False
    if before.booking_id is not None:
        return bool(reading.capacity or reading.amenities or reading.others)
    return bool(reading.capacity and (reading.duration_minutes or reading.others))


def _with_hour(said: FollowUp, before: Conversation, context: Context) -> FollowUp:
    """Take a number that is no choice for an hour where a time is spoken of: "3 is fine"."""
    known = before.wish.start or before.wish.window or before.books
    if said.number is None or said.is_ordinal or not known or said.says_hour:
        return said
    again = follow_up(f"{said.number}:00", replace(context, language="en"), before.since)
    if again is None or again.reading.start is None:
        return said
    hour = replace(said.reading, start=again.reading.start)
    return replace(said, reading=hour, number=None, says_hour=True, says_clock=True)


def _changed(said: FollowUp, before: Conversation, which: Which, context: Context) -> Intent | None:
    """Change the booking that was spoken of."""
    reading = said.reading
    if reading.people:
        return Invite(which, reading.people)
    if before.asks_how_long and (reading.duration_minutes or said.says_hour):
        return Extend(which, reading.duration_minutes, reading.start)
    if reading.recurrence and (again := _repeated(reading.recurrence, before)):
        return again
    if said.says_day or said.says_hour:
        return _rescheduled(said, before, which, context)
    of_another = _of_another_length(said, before, which) or _in_another_room(said, before, which)
    return of_another or (LetGo(Closing.TITLE) if reading.title else None)


def _rescheduled(said: FollowUp, before: Conversation, which: Which, context: Context) -> Intent:
    """Take a booking to the time that is said; ask where it may be another meeting."""
    reading = said.reading
    if said.ends and before.wish.start and reading.end and not said.says_day:
        return Reschedule(which, before.wish.start, reading.end)
    if said.part and not said.says_clock and reading.window:
        return Reschedule(which, window=reading.window)
    slot = slot_after(said, before.wish, context)
    end = slot.end if reading.end else None
    to_room = reading.rooms[0] if reading.rooms else None
    moved = Reschedule(which, slot.start, end, to_room=to_room, asks="asks" in said.marks)
    if "same" not in said.marks or before.room is None:
        return moved
    again = replace(before.wish, start=slot.start, end=slot.end, rooms=(before.room,))
    return Clarify("again", (replace(moved, end=slot.end), Book(again)))


def _repeated(rule: str, before: Conversation) -> Intent | None:
    """Book what comes after the booking, where it is to take place every day or week."""
    days = next((days for freq, days in _STEPS.items() if freq in rule), 0)
    old = before.wish
    if not (days and old.start and old.end and before.room):
        return None
    slot = TimeSlot(old.start, old.end).shifted(days * _DAY)
    return Book(replace(old, start=slot.start, end=slot.end, rooms=(before.room,), recurrence=rule))


def _of_another_length(said: FollowUp, before: Conversation, which: Which) -> Intent | None:
    """Move or lengthen a booking by what is said, or offer times on one side of it."""
    if "wrong_day" in said.marks:
        return Clarify("day")
    if shift := shift_of(said):
        return Reschedule(which, shift=shift)
    if side := next((side for mark, side in _SIDES.items() if mark in said.marks), None):
        return Reschedule(which, side=side)
    minutes = said.reading.duration_minutes
    if not minutes:
        is_more = "more" in said.marks and not said.reading.capacity
        return Extend(which) if is_more else None
    if said.marks & {"more", "another"}:
        return Extend(which, minutes)
    if "less" in said.marks and before.wish.start and before.wish.end:
        minutes = max(1, TimeSlot(before.wish.start, before.wish.end).minutes - minutes)
    return Reschedule(which, minutes=minutes)


def _in_another_room(said: FollowUp, before: Conversation, which: Which) -> Intent | None:
    """Take a booking to the room that is said, or offer those like it."""
    rooms = said.reading.rooms
    wish = with_room(said, before)
    if rooms and not said.marks & {"asks", "not", "bigger", "smaller"}:
        return Move(which, rooms[0])
    if wish != before.wish or said.marks & _OTHER_ROOM:
        return Move(which, wish=wish)
    return None


def _searched(said: FollowUp, before: Conversation, context: Context) -> Intent:
    """Search again with what was changed; a room and a time together are booked."""
    wish = with_room(said, before)
    if before.booking_id is not None:  # one more room at the time of the booking
        wish = replace(Wish(rooms=said.reading.rooms), start=wish.start, end=wish.end)
    side = next((side for mark, side in _SIDES.items() if mark in said.marks), None)
    if side and not (said.says_day or said.says_hour or shift_of(said)):
        return Find(wish, side)
    others = [replace(said, reading=one) for one in said.reading.others]
    wish = at_time(said, wish, context)
    if others:
        wish = replace(wish, others=tuple(at_time(one, wish, context) for one in others))
    books = (wish.rooms and wish.start) or before.books
    return Find(wish) if said.marks & {"asks", "another"} or not books else Book(wish)
