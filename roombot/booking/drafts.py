"""Between a draft of the booking form and the wish that it stands for; pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from roombot.booking.choice import next_quarter
from roombot.booking.policy import LONGEST
from roombot.booking.slots import slot_of, whole_minute
from roombot.domain.forms import Draft, Field, Flaw, Problem, Repeat
from roombot.domain.intents import Wish
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import UnclearLocalTime, in_zone, localize
from roombot.domain.turns import Turn

RULES = {
    Repeat.WEEKDAYS: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    Repeat.WEEKLY: "FREQ=WEEKLY",
    Repeat.FORTNIGHTLY: "FREQ=WEEKLY;INTERVAL=2",
    Repeat.MONTHLY: "FREQ=MONTHLY",
}
WORKDAYS = 5
FEWEST, MOST_TIMES = 2, 52


def draft_of(wish: Wish, turn: Turn, rooms: Sequence[Room], default_minutes: int) -> Draft:
    """Return the form with everything filled in that was said; times are by the person's clock."""
    start = wish.start or _first_in(wish.window, turn.now)
    local = in_zone(start, turn.person.time_zone)
    slot = slot_of(replace(wish, start=start), default_minutes)
    repeat, times = _repeat(wish.recurrence)
    amenities = {amenity.casefold() for amenity in wish.amenities}
    known = dict.fromkeys(own for room in rooms for own in room.amenities)
    return Draft(
        day=local.date(),
        start=time(local.hour, local.minute),
        minutes=slot.minutes if slot else default_minutes,
        capacity=wish.capacity,
        amenities=tuple(own for own in known if own.casefold() in amenities),
        place=_spelt(wish.place, rooms),
        room=_only(wish.rooms, rooms),
        title=wish.title,
        people=wish.people,
        repeat=repeat,
        times=times,
    )


def wish_of(draft: Draft, turn: Turn) -> Wish | Problem:
    """Return what the form asks for, or what is wrong with its time."""
    if draft.day is None or draft.start is None:
        return Problem(Field.DAY if draft.day is None else Field.START, Flaw.MISSING)
    if not 0 < draft.minutes <= LONGEST // timedelta(minutes=1):
        return Problem(Field.MINUTES, Flaw.TOO_LONG)
    try:
        start = localize(datetime.combine(draft.day, draft.start), turn.person.time_zone)
        slot = TimeSlot.lasting(start, draft.minutes)
    except UnclearLocalTime:
        return Problem(Field.START, Flaw.UNCLEAR)
    except OverflowError:
        return Problem(Field.DAY, Flaw.UNCLEAR)
    if slot.start < whole_minute(turn.now):
        is_past_day = draft.day < in_zone(turn.now, turn.person.time_zone).date()
        return Problem(Field.DAY if is_past_day else Field.START, Flaw.PAST)
    return _wish(draft, slot)


def _wish(draft: Draft, slot: TimeSlot) -> Wish:
    rule = RULES.get(draft.repeat)
    times = min(max(draft.times, FEWEST), MOST_TIMES)
    return Wish(
        start=slot.start,
        end=slot.end,
        rooms=(draft.room,) if draft.room else (),
        capacity=draft.capacity,
        amenities=draft.amenities,
        place=draft.place,
        people=draft.people,
        title=draft.title,
        recurrence=f"{rule};COUNT={times}" if rule else None,
    )


def _first_in(window: TimeSlot | None, now: datetime) -> datetime:
    """Return the first quarter of an hour that is still to come."""
    since = whole_minute(now)
    return next_quarter(max(window.start, since) if window else since)


def _spelt(place: str | None, rooms: Sequence[Room]) -> str | None:
    """Return a place as the directory spells it; None for one that it does not know."""
    names = (one.name for room in rooms for one in room.locations)
    return next((name for name in names if place and name.casefold() == place.casefold()), None)


def _only(names: Sequence[str], rooms: Sequence[Room]) -> str | None:
    """Return the key of the one room that was named."""
    found = [room.email for room in rooms if {room.email, room.name} & set(names)]
    return found[0] if len(found) == 1 else None


def _repeat(rule: str | None) -> tuple[Repeat, int]:
    """Return the nearest of the form's repetitions, and how many meetings there are."""
    usual = Draft().times
    if rule is None:
        return Repeat.NEVER, usual
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    count = parts.get("COUNT", "")
    times = int(count) if count.isdigit() else usual
    if parts.get("FREQ") == "MONTHLY":
        return Repeat.MONTHLY, times
    every_day = parts.get("FREQ") == "DAILY" or parts.get("BYDAY", "").count(",") == WORKDAYS - 1
    weekly = Repeat.FORTNIGHTLY if parts.get("INTERVAL") == "2" else Repeat.WEEKLY
    return Repeat.WEEKDAYS if every_day else weekly, times
