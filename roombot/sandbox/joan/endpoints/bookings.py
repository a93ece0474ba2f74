"""What can be done with events."""

from dataclasses import replace
from datetime import timedelta

from starlette.responses import JSONResponse, Response

from roombot.sandbox.joan.endpoints.call import Call, Endpoint
from roombot.sandbox.joan.events import Event, new_id
from roombot.sandbox.joan.fields import Field
from roombot.sandbox.joan.office import COMPANY_EMAIL, Room, room_of
from roombot.sandbox.joan.replies import invalid, not_found, nothing, taken


def _book(call: Call) -> Response:
    """Book an event in the calendar by providing calendar email or device UUID."""
    room = _active_room(call, "source")
    start, end = (call.moment(name, call.world.now()) for name in ("start", "end"))
    if end <= start:
        raise invalid({"end": "End must be after start."})
    event = Event(
        room=room.email,
        start=start,
        end=end,
        summary=call.text("title"),
        organizer=call.text("organizer") or COMPANY_EMAIL,
        checked_in_until=end if call.number("auto_confirm", 0) else None,
    )
    _keep(call, event)
    shapes = call.world.shapes
    if shapes.book == "empty":
        return nothing(shapes.book_status)
    written = call.wire.event(event)
    body = {"event": written} if shapes.book == "wrapped" else written
    return JSONResponse(body, shapes.book_status)


def _cancel(call: Call) -> Response:
    """Finish or cancel: finishing an event shortens it while canceling actually deletes it."""
    event = _event(call)
    if call.number("finish", 0):
        return _finish(call, event)
    _delete(call, event)
    return nothing(204)


def _finish(call: Call, event: Event) -> Response:
    now = call.world.now()
    if not event.start <= now < event.end:
        raise invalid({"_error": "Only an event that is taking place can be finished."})
    if event.start == now:
        _delete(call, event)
        return nothing()
    return _changed(call, replace(event, end=now))


def _checkin(call: Call) -> Response:
    """Check in to a meeting."""
    lifetime = call.number("lifetime", 0)
    if lifetime < 1:
        raise invalid({"lifetime": "Ensure this value is greater than or equal to 1."})
    until = call.world.now() + timedelta(seconds=lifetime)
    return _changed(call, replace(_event(call), checked_in_until=until))


def _extend(call: Call) -> Response:
    """Extend a meeting."""
    event = _event(call)
    until = call.moment("extend_until", event.end)
    if until <= event.end:
        raise invalid({"extend_until": "Must be after the end of the event."})
    return _changed(call, replace(event, end=until))


def _move(call: Call) -> Response:
    """Move event to another room."""
    event = _event(call, "old_calendar_id")
    room = _active_room(call, "new_calendar_id")
    shapes = call.world.shapes
    moved = replace(event, room=room.email, id=event.id if shapes.move_keeps_id else new_id())
    if not call.world.events.is_free(replace(moved, id=event.id)):
        raise taken()
    call.world.events.delete(event.id)
    call.world.events.put(moved)
    call.world.invitations.follow(event.id, moved.id)
    return JSONResponse({"id": moved.id}) if shapes.move == "id" else nothing()


def _active_room(call: Call, name: str) -> Room:
    room = room_of(call.required(name))
    if room is None or room not in call.world.active_rooms():
        raise not_found()
    return room


def _event(call: Call, room: str = "room_id") -> Event:
    event = call.world.events.find(call.required("event_id"), call.required(room))
    if event is None:
        raise not_found()
    return event


def _delete(call: Call, event: Event) -> None:
    call.world.events.delete(event.id)
    call.world.invitations.withdraw(event.id)


def _keep(call: Call, event: Event) -> None:
    if not call.world.events.is_free(event):
        raise taken()
    call.world.events.put(event)


def _changed(call: Call, event: Event) -> Response:
    _keep(call, event)
    if call.world.shapes.changes == "empty":
        return nothing()
    return JSONResponse(call.wire.event(event))


_EVENT = {"event_id": Field("string"), "room_id": Field("string")}

BOOKINGS = (
    Endpoint(
        r"events/book/",
        "Book Event",
        _book,
        "POST",
        {
            "source": Field("string"),
            "start": Field("datetime"),
            "end": Field("datetime"),
            "timezone": Field("timezone", required=False),
            "organizer": Field("email", required=False),
            "title": Field("string", required=False),
            "auto_confirm": Field("boolean", required=False),
        },
    ),
    Endpoint(
        r"events/cancel/",
        "Cancel Event",
        _cancel,
        "POST",
        {"finish": Field("boolean", required=False), "timezone": Field("timezone"), **_EVENT},
    ),
    Endpoint(
        r"events/checkin/", "Checkin", _checkin, "POST", {**_EVENT, "lifetime": Field("integer")}
    ),
    Endpoint(
        r"events/extend/",
        "Extend Event",
        _extend,
        "POST",
        {**_EVENT, "extend_until": Field("datetime")},
    ),
    Endpoint(
        r"events/move/",
        "Move Event",
        _move,
        "POST",
        {
            "event_id": Field("string"),
            "old_calendar_id": Field("string"),
            "new_calendar_id": Field("string"),
            "new_calendar_name": Field("string"),
        },
    ),
)
