"""``get_room/``: which rooms are free."""

from datetime import timedelta

from starlette.responses import JSONResponse, Response

from roombot.sandbox.joan.endpoints.call import Call, Endpoint
from roombot.sandbox.joan.events import Event
from roombot.sandbox.joan.fields import Field
from roombot.sandbox.joan.office import Room
from roombot.sandbox.joan.replies import invalid

_DEFAULT_MINUTES = 30
# Whatever JavaScript takes for true means free; clients have to cope with every one.
_FREE: tuple[object, ...] = ({}, [], True, 1, "free", {"events": []})
_BUSY: tuple[object, ...] = (None, False, 0, "")


def _get_room(call: Call) -> Response:
    """Find me a free room for the given timeslot."""
    start = call.moment("eventStart", call.world.now())
    minutes = call.number("duration", _DEFAULT_MINUTES)
    if minutes < 1:
        raise invalid({"duration": "Ensure this value is greater than or equal to 1."})
    end = start + timedelta(minutes=minutes)
    rooms = call.world.active_rooms()
    free = [room for room in rooms if call.world.events.is_free(Event(room.email, start, end))]
    return JSONResponse(_shaped(call, rooms, free))


def _shaped(call: Call, rooms: list[Room], free: list[Room]) -> object:
    shape = call.world.shapes.get_room
    if shape == "map":
        return {"rooms": {room.email: _value(room, is_free=room in free) for room in rooms}}
    listed = [call.wire.room(room) for room in free]
    return listed if shape == "list" else {shape: listed}


def _value(room: Room, *, is_free: bool) -> object:
    values = _FREE if is_free else _BUSY
    return values[room.id % len(values)]


FINDING = (
    Endpoint(
        r"get_room/",
        "Get Room",
        _get_room,
        "POST",
        {
            "eventStart": Field("datetime", required=False),
            "duration": Field("integer", required=False),
            "timezone": Field("timezone", required=False),
        },
    ),
)
