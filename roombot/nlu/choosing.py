"""Which of what was offered is meant: the second, yes to the first, a room by name, "evening"."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from roombot.domain.conversations import Choice, Conversation
from roombot.domain.intents import Book, Extend, Intent, Move, Reschedule
from roombot.domain.time_zones import in_zone
from roombot.nlu.followups import FollowUp
from roombot.nlu.reading import Reading

_TAKEN = Book | Move | Reschedule | Extend
_LED = frozenset({"yes", "no", "that", "change"})  # said beside what tells the choice
_HOUR = 60


def choice_after(
    said: FollowUp, before: Conversation, offered: Sequence[Intent], zone: str
) -> int | None:
    """Return the place of the option that is meant; None where it may be none or several."""
    places = [at for at, one in enumerate(offered) if before.asks_which or isinstance(one, _TAKEN)]
    rest = replace(said, number=None, marks=said.marks - _LED)
    if said.is_ordinal:
        rest = replace(rest, says_day=False, reading=replace(rest.reading, window=None))
    if not places:
        return None
    if said.number is not None and not rest.says_something:
        return _numbered(said.number, before, places, zone)
    if "yes" in said.marks and not rest.says_something:
        return places[0] if len(places) == 1 or not before.asks_which else None
    return _told_apart(rest, before, places, zone)


def _numbered(number: int, before: Conversation, places: Sequence[int], zone: str) -> int | None:
    """Return the option of a number, which may be the hour of one: "19"."""
    if number <= len(places):
        return places[number - 1 if number > 0 else -1]
    return _only(at for at in places if _minute(_choice(before, at), zone) == number * _HOUR)


def _told_apart(
    said: FollowUp, before: Conversation, places: Sequence[int], zone: str
) -> int | None:
    """Return the option that a name, a size or a time tells from the others."""
    if said.marks and said.marks <= {"biggest", "smallest"}:
        return _by_size(before, places, biggest="biggest" in said.marks)
    if said.marks or _says_more(said):
        return None
    rooms = said.reading.rooms
    fitting = [at for at in places if _fits(_choice(before, at), said, zone)]
    if before.asks_which:
        return _only(fitting) if said.says_something else None
    named = len(rooms) == 1 and not (said.says_day or said.says_hour)
    return next(iter(fitting), None) if named else None


def _says_more(said: FollowUp) -> bool:
    """Tell whether anything is said but a room and a time, so that it is a change."""
    reading = said.reading
    other = (reading.duration_minutes, reading.capacity, reading.amenities, reading.place)
    return any((*other, reading.people, said.unwanted, reading.others))


def _fits(choice: Choice, said: FollowUp, zone: str) -> bool:
    reading = said.reading
    if reading.rooms and choice.room not in reading.rooms:
        return False
    if not (said.says_day or said.says_hour):
        return True
    return choice.start is not None and _is_then(in_zone(choice.start, zone), said, zone)


def _is_then(start: datetime, said: FollowUp, zone: str) -> bool:
    """Tell whether a start on the person's clock is at the time that is said."""
    times = [in_zone(one, zone) for one in _starts(said.reading)]
    if said.says_day and start.date() not in {one.date() for one in times}:
        return False
    minute = start.hour * _HOUR + start.minute
    if said.part is not None and not said.says_clock:
        return said.part[0] <= minute < said.part[1]
    return not said.says_clock or minute in {one.hour * _HOUR + one.minute for one in times}


def _starts(reading: Reading) -> list[datetime]:
    """Return when a time that is said may begin."""
    readings = [one.reading for one in reading.question.choices] if reading.question else [reading]
    windows = [one.window.start for one in readings if one.window]
    return [one.start for one in readings if one.start] or windows


def _by_size(before: Conversation, places: Sequence[int], *, biggest: bool) -> int | None:
    seats = {at: _choice(before, at).seats or 0 for at in places}
    most = max(seats.values()) if biggest else min(seats.values())
    return _only(at for at in places if seats[at] == most)


def _minute(choice: Choice, zone: str) -> int | None:
    if choice.start is None:
        return None
    start = in_zone(choice.start, zone)
    return start.hour * _HOUR + start.minute


def _choice(before: Conversation, at: int) -> Choice:
    return before.choices[at] if at < len(before.choices) else Choice()


def _only(found: Iterable[int]) -> int | None:
    places = list(found)
    return places[0] if len(places) == 1 else None
