"""From a reading to the intent that the booking service performs."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from roombot.domain.intents import (
    Accept,
    Book,
    Cancel,
    CheckIn,
    Clarify,
    Extend,
    Find,
    Finish,
    Intent,
    Invite,
    ListDevices,
    ListRooms,
    Move,
    Reject,
    Reschedule,
    ShowAgenda,
    ShowDay,
    ShowHelp,
    ShowSchedule,
    Unknown,
    Watch,
    Which,
    Wish,
)
from roombot.domain.time_slots import TimeSlot
from roombot.nlu.entities.places import place_meant
from roombot.nlu.reading import Context, Reading

_GLANCE = 60  # minutes to show around an instant that was said


def intent_of(reading: Reading, context: Context) -> Intent:
    """Return the intent of a reading; a question becomes one full intent a choice.

    A place is spelt as the directory does where one of its places is meant.
    """
    if reading.question:
        question = reading.question
        choices = tuple(intent_of(choice.reading, context) for choice in question.choices)
        return Clarify(question.about, choices)
    make = _MAKERS.get(reading.intent)
    if make is None:
        return Unknown()
    return make(replace(reading, place=place_meant(reading.place, context, reading.language)))


def wish_in(reading: Reading) -> Wish:
    """Return what a text says of a room and a time, also one that asks for nothing."""
    choices = reading.question.choices if reading.question else ()
    meant = choices[0].reading if choices else reading
    return _wish(replace(meant, over=None))


def _wish(reading: Reading) -> Wish:
    unknown = (reading.unknown_room,) if reading.unknown_room else ()
    return Wish(
        start=reading.start or reading.over,
        end=reading.end,
        window=reading.window,
        minutes=reading.duration_minutes,
        rooms=reading.rooms + unknown,
        capacity=reading.capacity,
        amenities=reading.amenities,
        place=reading.place,
        people=reading.people,
        title=reading.title,
        recurrence=reading.recurrence,
        least=reading.least_minutes,
        others=tuple(_wish(one) for one in reading.others),
    )


def _which(reading: Reading) -> Which:
    return Which(
        start=reading.start, window=reading.window, rooms=reading.rooms, title=reading.title
    )


def _extend(reading: Reading) -> Intent:
    return Extend(_which(reading), minutes=reading.duration_minutes, until=reading.end)


def _reschedule(reading: Reading) -> Intent:
    which = Which(start=reading.which_start, rooms=reading.rooms, title=reading.title)
    shift = reading.shift_minutes
    minutes = None if shift else reading.duration_minutes
    return Reschedule(which, reading.start, reading.end, minutes, reading.to_room, shift)


def _stretch(reading: Reading) -> TimeSlot | None:
    """Return the stretch to look at; an instant becomes an hour."""
    if reading.start and reading.end:
        return TimeSlot(reading.start, reading.end)
    return TimeSlot.lasting(reading.start, _GLANCE) if reading.start else reading.window


def _list_rooms(reading: Reading) -> Intent:
    return ListRooms(reading.rooms, reading.capacity, reading.amenities, reading.place)


def _show_schedule(reading: Reading) -> Intent:
    """Show a room's day in words; of several rooms in a picture, where they can be compared."""
    if len(reading.rooms) > 1:
        return _show_day(reading)
    return ShowSchedule(reading.rooms, _stretch(reading))


def _show_day(reading: Reading) -> Intent:
    return ShowDay(reading.rooms, reading.place, _stretch(reading))


_MAKERS: Mapping[str, Callable[[Reading], Intent]] = MappingProxyType(
    {
        "find": lambda reading: Find(_wish(reading)),
        "book": lambda reading: Book(_wish(reading)),
        "watch": lambda reading: Watch(_wish(reading)),
        "extend": _extend,
        "finish": lambda reading: Finish(_which(reading)),
        "cancel": lambda reading: Cancel(_which(reading)),
        "check_in": lambda reading: CheckIn(_which(reading)),
        "move": lambda reading: Move(_which(reading), reading.to_room or reading.unknown_room),
        "reschedule": _reschedule,
        "invite": lambda reading: Invite(_which(reading), reading.people),
        "accept": lambda reading: Accept(which=_which(reading)),
        "reject": lambda reading: Reject(which=_which(reading)),
        "agenda": lambda reading: ShowAgenda(_stretch(reading)),
        "schedule": _show_schedule,
        "day": _show_day,
        "rooms": _list_rooms,
        "devices": lambda _reading: ListDevices(),
        "help": lambda _reading: ShowHelp(),
    }
)
