"""Hold a real account against what roombot knows of Joan: names of keys and types, no values."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import timedelta

from roombot.domain.errors import CalendarMisconfigured, CalendarUnavailable, RoombotError
from roombot.joan.client import JoanClient
from roombot.joan.clock import Clock
from roombot.joan.findings import Finding, Level, failed, found
from roombot.joan.shapes import shape
from roombot.joan.translation import reading

SENT = {
    "get_room/": {"eventStart", "duration", "timezone"},
    "events/book/": {
        *("source", "start", "end", "timezone", "organizer", "title", "auto_confirm"),
    },
    "events/cancel/": {"event_id", "room_id", "timezone", "finish"},
    "events/checkin/": {"event_id", "room_id", "lifetime"},
    "events/extend/": {"event_id", "room_id", "extend_until"},
    "events/move/": {"event_id", "old_calendar_id", "new_calendar_id", "new_calendar_name"},
    "events/invite/": {"event_id", "event_name", "room_id", "room_name", "email"},
}
REPORT = "Report this line to roombot's developers."


async def examine(client: JoanClient, clock: Clock, zone: str) -> AsyncIterator[Finding]:
    """Look at an account without changing anything; stop where nothing can be reached."""
    try:
        me = await _shape_of(client, "me/")
    except (CalendarMisconfigured, CalendarUnavailable) as error:
        yield failed("Joan: token", error)
        return
    except RoombotError as error:
        yield Finding("Joan: token", Level.OK)
        yield failed("Joan: me/", error)
    else:
        yield Finding("Joan: token", Level.OK)
        yield Finding("Joan: me/", Level.OK, me)
    for endpoint in ("users/", "rooms/", "events/", "devices/"):
        yield await found(f"Joan: {endpoint}", _read(client, endpoint))
    yield await _free_rooms(client, clock, zone)
    for endpoint, sent in SENT.items():
        yield await _declared(client, endpoint, sent)


async def _shape_of(client: JoanClient, endpoint: str) -> str:
    with reading():
        return shape(await client.raw(endpoint))


async def _read(client: JoanClient, endpoint: str) -> str:
    """Return the number of items that can be read, and their shape."""
    lists: dict[str, Callable[[], Awaitable[Sequence[object]]]] = {
        "users/": client.users,
        "rooms/": client.rooms,
        "events/": client.events,
        "devices/": client.devices,
    }
    with reading():
        items = await lists[endpoint]()
    return f"{len(items)} read; {await _shape_of(client, endpoint)}"


async def _free_rooms(client: JoanClient, clock: Clock, zone: str) -> Finding:
    name = "Joan: get_room/"
    tomorrow = (clock.now() + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)
    try:
        with reading():
            known = {room.email for room in await client.rooms()}
            free = await client.get_room(tomorrow, 15, zone)
    except RoombotError as error:
        return failed(name, error)
    strangers = len(free - known)
    if strangers:
        detail = f"{strangers} of {len(free)} free rooms are not in rooms/"
        return Finding(name, Level.WARN, detail, f"These are never offered. {REPORT}")
    return Finding(name, Level.OK, f"{len(free)} of {len(known)} rooms are free tomorrow")


async def _declared(client: JoanClient, endpoint: str, sent: set[str]) -> Finding:
    """Compare the fields that an endpoint declares with those that roombot sends."""
    name = f"Joan: OPTIONS {endpoint}"
    try:
        with reading():
            reply = await client.options(endpoint)
    except RoombotError as error:
        return Finding(name, Level.WARN, str(error), f"Joan does not say what it takes. {REPORT}")
    fields = _fields(reply)
    if not fields:
        return Finding(name, Level.WARN, "declares no fields", "Nothing to do: some Joans do not.")
    lacking = sorted(key for key, needed in fields.items() if needed and key not in sent)
    if lacking:
        return Finding(name, Level.FAIL, f"requires {', '.join(lacking)} as well", REPORT)
    unknown = sorted(sent - fields.keys())
    if unknown:
        return Finding(name, Level.WARN, f"does not know {', '.join(unknown)}", REPORT)
    return Finding(name, Level.OK, f"takes {', '.join(sorted(fields))}")


def _fields(reply: object) -> dict[str, bool]:
    """Return the POST fields in Django REST's metadata, and whether each is required."""
    actions = reply.get("actions") if isinstance(reply, dict) else None
    post = actions.get("POST") if isinstance(actions, dict) else None
    if not isinstance(post, dict):
        return {}
    return {
        name: bool(field.get("required")) and not field.get("read_only")
        for name, field in post.items()
        if isinstance(field, dict)
    }
