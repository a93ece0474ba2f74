"""What can be looked at: the account, people, rooms, devices, events."""

from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import parse_qs

from starlette.responses import JSONResponse, Response

from roombot.sandbox.joan.endpoints.call import Call, Endpoint
from roombot.sandbox.joan.office import COMPANY, DEVICES, PEOPLE
from roombot.sandbox.joan.replies import Refused, detail, not_found
from roombot.sandbox.joan.wire import Json

T = TypeVar("T")


def _me(call: Call) -> Response:
    """Return the account that the token belongs to."""
    owner = next(person for person in PEOPLE if person.is_admin)
    return JSONResponse(call.wire.user(owner) | {"company_name": COMPANY})


def _users(call: Call) -> Response:
    """Return a list of users for the same company."""
    return _listed(call, [call.wire.user(person) for person in call.world.people])


def _rooms(call: Call) -> Response:
    """Get room resources."""
    return _listed(call, [call.wire.room(room) for room in call.world.rooms])


def _room(call: Call) -> Response:
    """Get a room resource."""
    found = [room for room in call.world.rooms if str(room.id) == call.part]
    return JSONResponse(call.wire.room(_only(found)))


def _devices(call: Call) -> Response:
    """Return a list of owned devices."""
    return _listed(call, [call.wire.device(device) for device in DEVICES])


def _device(call: Call) -> Response:
    """Return an owned device."""
    found = [device for device in DEVICES if device.uuid == call.part]
    return JSONResponse(call.wire.device(_only(found)))


def _events(call: Call) -> Response:
    """Return a list of active/assigned room resources with events."""
    events = call.world.events.between(*call.world.window())
    wire = call.wire
    return JSONResponse(
        [
            {
                "room": wire.room(room),
                "events": [wire.event(event) for event in events if event.room == room.email],
            }
            for room in call.world.active_rooms()
        ]
    )


def _only(found: Sequence[T]) -> T:
    if not found:
        raise not_found()
    return found[0]


def _listed(call: Call, items: list[Json]) -> Response:
    """Return a page, or everything where lists are bare."""
    if call.world.shapes.lists == "bare":
        return JSONResponse(items)
    size = call.world.settings.page_size
    pages = max(1, -(-len(items) // size))
    page = _page_number(call, pages)
    return JSONResponse(
        {
            "count": len(items),
            "next": _link(call, page + 1) if page < pages else None,
            "previous": _link(call, page - 1) if page > 1 else None,
            "results": items[(page - 1) * size : page * size],
        }
    )


def _page_number(call: Call, pages: int) -> int:
    asked = parse_qs(call.url.query).get("page", ["1"])[-1]
    if not asked.isdecimal() or not 1 <= int(asked) <= pages:
        raise Refused(detail(404, "Invalid page."))
    return int(asked)


def _link(call: Call, page: int) -> str:
    return str(call.url.include_query_params(page=page))


LISTINGS = (
    Endpoint(r"me/", "Me", _me),
    Endpoint(r"users/", "User List", _users),
    Endpoint(r"rooms/", "Room Resource List", _rooms),
    Endpoint(r"rooms/([^/]+)/", "Room Resource Instance", _room),
    Endpoint(r"devices/", "Device List", _devices),
    Endpoint(r"devices/([^/]+)/", "Device Instance", _device),
    Endpoint(r"events/", "Events", _events),
)
