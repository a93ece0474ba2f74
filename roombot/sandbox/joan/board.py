"""The office as its doors show it: a day's rooms and meetings, and what one does at the door."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from roombot.sandbox.joan.events import Event
from roombot.sandbox.joan.faults import Fault
from roombot.sandbox.joan.levers import Given, post
from roombot.sandbox.joan.office import DEVICES, Room, find_room, name_of
from roombot.sandbox.joan.times import in_utc, midnight, zone_of
from roombot.sandbox.joan.world import World

_DAY = timedelta(days=1)
_AT_THE_DOOR = "Reserved"
_MORNING = time(9)

TROUBLES: Mapping[str, Fault] = {
    "outage": Fault("status", status=503, times=None),
    "slow": Fault("latency", seconds=4.0, times=None),
    "lost": Fault("drop", method="POST", path="events/*", after=True, times=None),
    "throttled": Fault("status", status=429, retry_after=5, times=None),
}


def board_routes(world: World) -> list[BaseRoute]:
    """Return the routes of the board, below ``/sandbox``."""

    async def board(request: Request) -> Response:
        try:
            day = date.fromisoformat(request.query_params.get("day") or str(world.today()))
        except ValueError as error:
            return JSONResponse({"error": str(error)}, 400)
        return JSONResponse(_board(world, day))

    return [
        Route("/board", board),
        post("/door/book", lambda given: _book(world, given)),
        post("/door/check_in", lambda given: _check_in(world, given)),
        post("/door/end", lambda given: _end(world, given)),
        post("/clock", lambda given: _pass_time(world, given)),
        post("/trouble", lambda given: _trouble(world, given)),
    ]


def _board(world: World, day: date) -> dict[str, object]:
    world.move_on()
    zone = world.settings.time_zone
    meetings = world.events.between(midnight(day, zone), midnight(day + _DAY, zone))
    planned = world.faults.planned()
    return {
        "now": world.now().isoformat(),
        "today": str(world.today()),
        "day": str(day),
        "zone": zone,
        "can_pass_time": world.settings.pass_time is not None,
        "rooms": [_room(world, room) for room in world.rooms],
        "meetings": [_meeting(world, event) for event in meetings],
        "troubles": {name: fault in planned for name, fault in TROUBLES.items()},
    }


def _room(world: World, room: Room) -> dict[str, object]:
    device = next((one for one in DEVICES if one.room == room), None)
    return {
        "name": room.name,
        "floor": room.floor,
        "capacity": room.capacity,
        "amenities": room.amenities,
        "active": room in world.active_rooms(),
        "battery": device and device.battery,
        "has_device": device is not None,
    }


def _meeting(world: World, event: Event) -> dict[str, object]:
    checked_in = event.checked_in_until
    return {
        "id": event.id,
        "room": name_of(event.room),
        "start": event.start.isoformat(),
        "end": event.end.isoformat(),
        "title": event.summary or _AT_THE_DOOR,
        "organizer": None if event.organizer == event.room else name_of(event.organizer),
        "all_day": event.all_day,
        "checked_in": checked_in is not None and checked_in > world.now(),
    }


def _book(world: World, given: Given) -> None:
    """Book at the door, in the room's name: ``room, start, end, title``."""
    room = find_room(given["room"])
    start, end = (_moment(world, given[name]) for name in ("start", "end"))
    event = Event(room.email, start, end, given.get("title") or _AT_THE_DOOR, room.email)
    if room not in world.active_rooms():
        raise ValueError(f"{room.name} is out of use.")
    if end <= max(start, world.now()):
        raise ValueError("The end must be after the start, and not over.")
    if start <= world.now():  # who books at the door for now is there
        event = replace(event, checked_in_until=end)
    _keep(world, event)


def _check_in(world: World, given: Given) -> None:
    event = _found(world, given)
    if event.end <= world.now():
        raise ValueError("This meeting is over.")
    world.events.put(replace(event, checked_in_until=event.end))


def _end(world: World, given: Given) -> None:
    """End a meeting now; one that has not begun is taken away."""
    event, now = _found(world, given), world.now()
    if event.end <= now:
        raise ValueError("This meeting is over.")
    if event.start < now:
        world.events.put(replace(event, end=now))
        return
    world.events.delete(event.id)
    world.invitations.withdraw(event.id)


def _pass_time(world: World, given: Given) -> dict[str, str]:
    """Push the clock ahead: by ``minutes``, or to nine in the morning of the next day."""
    if world.settings.pass_time is None:
        raise ValueError("This clock cannot be moved.")
    zone = zone_of(world.settings.time_zone)
    morning = datetime.combine(world.today() + _DAY, _MORNING, zone)
    minutes = given.get("minutes")
    by = morning - world.now() if minutes is None else timedelta(minutes=float(minutes))
    world.settings.pass_time(by)
    return {"now": world.now().isoformat()}


def _trouble(world: World, given: Given) -> None:
    """Begin a trouble or end it: ``name, on``."""
    fault = TROUBLES[given["name"]]
    world.faults.remove(fault)
    if given["on"]:
        world.faults.add(fault)


def _keep(world: World, event: Event) -> None:
    if not world.events.is_free(event):
        raise ValueError(f"{name_of(event.room)} is taken then.")
    world.events.put(event)


def _found(world: World, given: Given) -> Event:
    for event in world.events.all():
        if event.id == given["id"]:
            return event
    raise LookupError("This meeting is gone.")


def _moment(world: World, text: str) -> datetime:
    return in_utc(datetime.fromisoformat(text), world.settings.time_zone)
