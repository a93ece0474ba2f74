"""From an unfinished sentence to an intent, by what was spoken of before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

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
    LetGo,
    Move,
    Reschedule,
    Undo,
    Which,
    Wish,
)
from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import UnclearLocalTime, in_zone, localize
from roombot.nlu.entities.places import place_meant
from roombot.nlu.followups import FollowUp, follow_up
from roombot.nlu.reading import Context

Change = Extend | Finish | Cancel | CheckIn | Move | Reschedule | Invite


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
    chosen = _undone(said, before, offered) or _chosen(said, offered)
    if chosen is not None:
        return chosen
    if said.marks & {"no", "thanks"} and not _asks(said):
        return LetGo(thanks="no" not in said.marks)
    if _leads_nowhere(said) or _is_whole(said, before):
        return None
    place = place_meant(said.reading.place, context, said.reading.language)
    said = replace(said, reading=replace(said.reading, place=place))
    if before.booking_id is not None:
        return _changed(said, before, Which(booking_id=before.booking_id), context)
    return _searched(said, before, context)


def bare_request(text: str, context: Context) -> Intent | None:
    """Return what a text asks for that only says when and for whom: "tomorrow at 3, 6 people"."""
    said = follow_up(text, context, None)
    if said is not None and "thanks" in said.marks and not _asks(said):
        return LetGo(thanks=True)
    if said is None or said.marks or said.number is not None:
        return None
    reading = said.reading
    wishes = (reading.duration_minutes, reading.capacity, reading.amenities, reading.place)
    is_when = said.says_day or said.says_hour
    if not is_when or not (any(wishes) or reading.rooms or (said.says_day and said.says_hour)):
        return None
    return intent_after(said, Conversation(Wish()), (), context)


def about(intent: Intent, before: Conversation) -> Intent:
    """Return a change that says "it" for the booking that was spoken of."""
    if not isinstance(intent, Change) or before.booking_id is None:
        return intent
    if intent.which not in {Which(), Which(title=intent.which.title)} or intent.which.title:
        return intent
    return replace(intent, which=Which(booking_id=before.booking_id))


def _leads_nowhere(said: FollowUp) -> bool:
    return not said.says_something or said.marks == {"yes"} or "undo" in said.marks


def _is_whole(said: FollowUp, before: Conversation) -> bool:
    """Tell whether it is a request of its own, not a change of what is booked or searched."""
    reading = said.reading
    says_when = said.says_day or said.says_hour
    if before.wish == Wish() or not says_when:
        return False
    if before.booking_id is not None:
        return bool(reading.capacity or reading.amenities or reading.others)
    return bool(reading.capacity and (reading.duration_minutes or reading.others))


def _asks(said: FollowUp) -> bool:
    """Tell whether anything is said beside words such as yes and no."""
    return replace(said, marks=frozenset()).says_something


def _undone(said: FollowUp, before: Conversation, offered: Sequence[Intent]) -> Intent | None:
    """Return what takes the last thing back: a change, or the booking itself."""
    if said.marks - {"that"} != {"undo"} or _asks(said):
        return None
    booked = before.booking_id and Cancel(Which(booking_id=before.booking_id))
    return next((one for one in offered if isinstance(one, Undo)), booked or None)


def _chosen(said: FollowUp, offered: Sequence[Intent]) -> Intent | None:
    """Return the option that is meant: the second, yes to the first, or a room by name."""
    takes = [one for one in offered if isinstance(one, Book | Move | Reschedule | Extend)]
    rest = replace(said, number=None, marks=said.marks - {"yes", "no", "that"})
    if said.number is not None and not rest.says_something:
        index = said.number - 1 if said.number > 0 else len(takes) - 1
        return takes[index] if 0 <= index < len(takes) else None
    if "yes" in said.marks and not rest.says_something:
        return takes[0] if takes else None
    rooms = said.reading.rooms
    alone = replace(rest, reading=replace(rest.reading, rooms=()))
    if len(rooms) == 1 and not alone.says_something:
        return next((one for one in takes if _goes_to(one, rooms[0])), None)
    return None


def _goes_to(intent: Intent, room: str) -> bool:
    if isinstance(intent, Book):
        return room in intent.wish.rooms
    return isinstance(intent, Move) and intent.to_room == room


def _changed(said: FollowUp, before: Conversation, which: Which, context: Context) -> Intent | None:
    """Change the booking that was spoken of."""
    reading = said.reading
    if reading.people:
        return Invite(which, reading.people)
    if before.asks_how_long and (reading.duration_minutes or said.says_hour):
        return Extend(which, reading.duration_minutes, reading.start)
    if said.says_day or said.says_hour:
        slot = _slot(said, before.wish, context)
        to_room = reading.rooms[0] if reading.rooms else None
        return Reschedule(which, slot.start, slot.end if reading.end else None, to_room=to_room)
    if reading.duration_minutes:
        return Reschedule(which, minutes=reading.duration_minutes)
    if reading.rooms:
        return Move(which, reading.rooms[0])
    wish = _with_room(said, before)
    return Move(which, wish=wish) if wish != before.wish or "another" in said.marks else None


def _searched(said: FollowUp, before: Conversation, context: Context) -> Intent:
    """Search again with what was changed; a room and a time together are booked."""
    wish = _with_room(said, before)
    others = [replace(said, reading=one) for one in said.reading.others]
    wish = _at_time(said, wish, context)
    if others:
        wish = replace(wish, others=tuple(_at_time(one, wish, context) for one in others))
    return Book(wish) if wish.rooms and wish.start else Find(wish)


def _at_time(said: FollowUp, wish: Wish, context: Context) -> Wish:
    """Return the wish at the time that was said, which stays where none was."""
    reading = said.reading
    if said.says_day or said.says_hour:
        slot = _slot(said, wish, context)
        is_hour = said.says_hour or wish.start is not None
        if is_hour and slot.end > slot.start:
            ends = slot.end if reading.end or wish.end else None
            wish = replace(wish, start=slot.start, end=ends, window=None, others=())
        else:
            wish = replace(wish, start=None, end=None, window=reading.window, others=())
    minutes = reading.duration_minutes
    if minutes:
        end = TimeSlot.lasting(wish.start, minutes).end if wish.start else None
        wish = replace(wish, minutes=minutes, least=reading.least_minutes, end=end)
    return wish


def _with_room(said: FollowUp, before: Conversation) -> Wish:
    """Return the wish with another idea of the room."""
    reading, wish = said.reading, before.wish
    capacity = reading.capacity or wish.capacity
    if "bigger" in said.marks:
        capacity = max(before.seats or 0, wish.capacity or 0) + 1
    if "smaller" in said.marks:
        capacity = max(1, (before.seats or wish.capacity or 2) // 2)
    moves_on = said.marks & {"bigger", "smaller", "another"} or reading.place
    rooms = reading.rooms or (() if moves_on else wish.rooms)
    return replace(
        wish,
        rooms=rooms,
        capacity=capacity,
        amenities=tuple(dict.fromkeys([*wish.amenities, *reading.amenities])),
        place=reading.place or wish.place,
        people=tuple(dict.fromkeys([*wish.people, *reading.people])),
    )


def _slot(said: FollowUp, wish: Wish, context: Context) -> TimeSlot:
    """Return the time that is meant: another day at the same hour, or another hour."""
    reading = said.reading
    start = reading.start
    old_start, old_end = wish.start, wish.end
    length = TimeSlot(old_start, old_end).minutes if old_start and old_end else 0
    if start is None and reading.window is not None and old_start is not None:
        start = _same_hour(reading.window.start, old_start, context.time_zone)
    start = start or (reading.window.start if reading.window else context.now)
    end = reading.end or TimeSlot.lasting(start, reading.duration_minutes or length or 30).end
    return TimeSlot(start, end)


def _same_hour(day: datetime, old: datetime, zone: str) -> datetime:
    """Return an instant on another day at the hour of an old one."""
    clock = in_zone(old, zone).time()
    try:
        return localize(datetime.combine(in_zone(day, zone).date(), clock), zone)
    except UnclearLocalTime as unclear:
        return unclear.choices[0]
