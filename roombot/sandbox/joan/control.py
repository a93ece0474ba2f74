"""The sandbox's own HTTP interface, below ``/sandbox``: what tests steer it by."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from roombot.sandbox.joan.events import Event
from roombot.sandbox.joan.faults import fault_from
from roombot.sandbox.joan.office import find_room
from roombot.sandbox.joan.shapes import choices
from roombot.sandbox.joan.times import in_utc
from roombot.sandbox.joan.world import World

Given = Mapping[str, str]


def control_routes(world: World) -> list[BaseRoute]:
    """Return the routes; a POST answers 400 with ``error`` to what it does not understand."""
    return [
        _get("/requests", lambda: [asdict(one) for one in world.requests]),
        _delete("/requests", world.requests.clear),
        _get("/faults", lambda: [asdict(one) for one in world.faults.planned()]),
        _post("/faults", lambda given: world.faults.add(fault_from(given))),
        _delete("/faults", world.faults.clear),
        _get("/shapes", lambda: {"now": asdict(world.shapes), "choices": choices()}),
        _post("/shapes", world.change_shapes),
        _get("/events", lambda: [_described(event) for event in world.events.all()]),
        _post("/events", lambda given: _add_event(world, given)),
        _get("/invitations", lambda: [asdict(one) for one in world.invitations.all()]),
        _post("/rooms", lambda given: _set_active(world, given)),
        _delete("/tokens", world.tokens.revoke),
        _post("/reset", lambda _: world.reset()),
    ]


def _get(path: str, look: Callable[[], object]) -> Route:
    async def respond(_request: Request) -> Response:
        return JSONResponse(look())

    return Route(path, respond, methods=["GET"])


def _delete(path: str, do: Callable[[], None]) -> Route:
    async def respond(_request: Request) -> Response:
        do()
        return Response(status_code=204)

    return Route(path, respond, methods=["DELETE"])


def _post(path: str, do: Callable[[Given], object]) -> Route:
    async def respond(request: Request) -> Response:
        try:
            return JSONResponse(do(json.loads(await request.body() or b"{}")))
        except (ValueError, TypeError, LookupError) as error:
            return JSONResponse({"error": str(error)}, 400)

    return Route(path, respond, methods=["POST"])


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
