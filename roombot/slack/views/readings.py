"""What tells one reading of a text from another: the time it means, or the room."""

from datetime import datetime

from roombot.domain import intents
from roombot.domain.intents import Intent, Which
from roombot.domain.time_slots import TimeSlot
from roombot.slack.views.reader import Reader


def reading(reader: Reader, intent: Intent) -> str:
    """Return in plain text the time or else the rooms that an intent names; empty without."""
    start, end = _time(intent)
    if start is not None and end is not None and start < end:
        return reader.own_time(TimeSlot(start, end))
    instant = start or end
    if instant is not None:
        return reader.moment(instant)
    return ", ".join(name for name in _rooms(intent) if name.strip())


def _time(intent: Intent) -> tuple[datetime | None, datetime | None]:
    match intent:
        case intents.Find(wish) | intents.Book(wish):
            return wish.start, wish.end
        case intents.Reschedule(start=start, end=end) if start:
            return start, end
        case intents.Extend(until=until) if until:
            return None, until
    which = _which(intent)
    return (which.start if which else None), None


def _rooms(intent: Intent) -> tuple[str, ...]:
    match intent:
        case intents.Find(wish) | intents.Book(wish):
            return wish.rooms
        case intents.ShowSchedule(rooms=rooms) | intents.ListRooms(rooms=rooms):
            return rooms
        case intents.Move(to_room=str(room)) | intents.Reschedule(to_room=str(room)):
            return (room,)
    which = _which(intent)
    return which.rooms if which else ()


def _which(intent: Intent) -> Which | None:
    """Return the booking that an intent is about."""
    match intent:
        case (
            intents.Extend(which)
            | intents.Finish(which)
            | intents.Cancel(which)
            | intents.CheckIn(which)
            | intents.Move(which)
            | intents.Reschedule(which)
            | intents.Invite(which)
            | intents.Accept(_, which)
            | intents.Reject(_, which)
        ):
            return which
        case _:
            return None
