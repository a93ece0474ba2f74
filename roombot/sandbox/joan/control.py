"""The sandbox's own HTTP interface, below ``/sandbox``: what tests steer it by."""

from dataclasses import asdict
from datetime import datetime

from starlette.routing import BaseRoute

from roombot.sandbox.joan.events import Event
from roombot.sandbox.joan.faults import fault_from
from roombot.sandbox.joan.levers import Given, delete, get, post
from roombot.sandbox.joan.office import find_room
from roombot.sandbox.joan.shapes import choices
from roombot.sandbox.joan.times import in_utc
from roombot.sandbox.joan.world import World


def control_routes(world: World) -> list[BaseRoute]:
    """Return the routes; a POST answers 400 with ``error`` to what it does not understand."""
    return [
        get("/requests", lambda: [asdict(one) for one in world.requests]),
        delete("/requests", world.requests.clear),
        get("/faults", lambda: [asdict(one) for one in world.faults.planned()]),
        post("/faults", lambda given: world.faults.add(fault_from(given))),
        delete("/faults", world.faults.clear),
        get("/shapes", lambda: {"now": asdict(world.shapes), "choices": choices()}),
        post("/shapes", world.change_shapes),
        get("/events", lambda: [_described(event) for event in world.events.all()]),
        post("/events", lambda given: _add_event(world, given)),
        get("/invitations", lambda: [asdict(one) for one in world.invitations.all()]),
        post("/rooms", lambda given: _set_active(world, given)),
        delete("/tokens", world.tokens.revoke),
        post("/reset", lambda _: world.reset()),
    ]


def _described(event: Event) -> dict[str, object]:
    values = asdict(event).items()
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in values
    }


def _add_event(world: World, given: Given) -> dict[str, object]:
    """Put an event into a room, wanted there or not: ``room, start, end, summary, organizer``."""
    start, end = (
        in_utc(datetime.fromisoformat(given[name]), world.settings.time_zone)
        for name in ("start", "end")
    )
    room = find_room(given["room"]).email
    event = Event(room, start, end, given.get("summary"), given.get("organizer"))
    world.events.put(event)
    return _described(event)


def _set_active(world: World, given: Given) -> None:
    """Put a room out of use or back: ``room, active``."""
    world.set_active(find_room(given["room"]), active=bool(given["active"]))
