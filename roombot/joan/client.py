"""Joan's endpoints, one method each; errors are those of ``joan.errors``."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from urllib.parse import quote

from roombot.joan.auth import Account
from roombot.joan.clock import Clock
from roombot.joan.errors import (
    BrokenContract,
    JoanError,
    NoAnswer,
    NotFound,
    NotSent,
    ServerFailed,
    Throttled,
)
from roombot.joan.free import free_emails
from roombot.joan.limits import RateLimiter
from roombot.joan.models import Page, WireDevice, WireRoom, WireRoomEvents, WireUser
from roombot.joan.paging import all_pages
from roombot.joan.parsing import parse, parse_json, parse_page
from roombot.joan.times import written
from roombot.joan.transport import Transport
from roombot.joan.watching import Watch

T = TypeVar("T")


@dataclass(frozen=True)
class NewEvent:
    """What is to be booked: ``source`` is the room's email, ``zone`` the room's."""

    source: str
    start: datetime
    end: datetime
    zone: str
    organizer: str | None = None
    title: str | None = None
    auto_confirm: bool = False

    def body(self) -> dict[str, object]:
        """Return the request's body; what is not known is left out."""
        body = {
            "source": self.source,
            "start": written(self.start, self.zone),
            "end": written(self.end, self.zone),
            "timezone": self.zone,
            "organizer": self.organizer,
            "title": self.title,
            "auto_confirm": self.auto_confirm,
        }
        return {name: value for name, value in body.items() if value not in (None, "")}


@dataclass(frozen=True)
class EventAt:
    """An event and the room it is in, as all changes name it."""

    event_id: str
    room_id: str

    def body(self, **more: object) -> dict[str, object]:
        """Return the body of a request about the event."""
        return {"event_id": self.event_id, "room_id": self.room_id, **more}


def open_client(
    *, base_url: str, client_id: str, client_secret: str, clock: Clock, watch: Watch | None = None
) -> "JoanClient":
    """Return a client for an account; close it after use."""
    account = Account(base_url, client_id, client_secret)
    return JoanClient(Transport(account, clock, RateLimiter(clock), watch=watch))


class JoanClient:
    """The whole API of one account."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    @property
    def is_answering(self) -> bool:
        """Whether Joan has answered lately, as far as she was asked."""
        return self._transport.is_answering

    async def aclose(self) -> None:
        """Close all connections."""
        await self._transport.aclose()

    async def me(self) -> object:
        """Return the account, whatever its shape."""
        return await self.raw("me/")

    async def users(self) -> list[WireUser]:
        """Return the company's people."""
        return await self._list("users/", WireUser)

    async def rooms(self) -> list[WireRoom]:
        """Return the rooms."""
        return await self._list("rooms/", WireRoom)

    async def room(self, room_id: str) -> WireRoom:
        """Return one room by Joan's number for it."""
        endpoint = f"rooms/{_part(room_id)}/"
        return parse(endpoint, await self._transport.read(endpoint), WireRoom)

    async def events(self) -> list[WireRoomEvents]:
        """Return the rooms' events in the window that Joan shows."""
        return await self._list("events/", WireRoomEvents)

    async def devices(self) -> list[WireDevice]:
        """Return the devices."""
        return await self._list("devices/", WireDevice)

    async def device(self, uuid: str) -> WireDevice:
        """Return one device."""
        endpoint = f"devices/{_part(uuid)}/"
        return parse(endpoint, await self._transport.read(endpoint), WireDevice)

    async def get_room(self, start: datetime, minutes: int, zone: str) -> frozenset[str]:
        """Return the emails of the rooms that are free; a question, though it is a POST."""
        body = {"eventStart": written(start, zone), "duration": minutes, "timezone": zone}
        return free_emails(await self.raw("get_room/", method="POST", json=body))

    async def book(self, event: NewEvent) -> str | None:
        """Book a room; return the event's id where the reply carries it."""
        return _id_in(await self._transport.write("events/book/", event.body()))

    async def cancel(self, event: EventAt, zone: str) -> None:
        """Delete an event; one that is gone already counts. Repeated once, which does no harm."""
        try:
            await self._end(event, zone, finish=False)
        except NotFound:
            return
        except (NoAnswer, ServerFailed) as unclear:
            await self._cancel_again(event, zone, unclear)

    async def finish(self, event: EventAt, zone: str) -> None:
        """Shorten an event to now."""
        await self._end(event, zone, finish=True)

    async def checkin(self, event: EventAt, lifetime: int) -> None:
        """Check in to an event for some seconds."""
        await self._transport.write("events/checkin/", event.body(lifetime=lifetime))

    async def extend(self, event: EventAt, until: datetime, zone: str) -> None:
        """Give an event a later end."""
        body = event.body(extend_until=written(until, zone))
        await self._transport.write("events/extend/", body)

    async def move(self, event: EventAt, to_room: str, to_name: str) -> str | None:
        """Take an event to another room; return its id where the reply carries one."""
        body = {
            "event_id": event.event_id,
            "old_calendar_id": event.room_id,
            "new_calendar_id": to_room,
            "new_calendar_name": to_name,
        }
        return _id_in(await self._transport.write("events/move/", body))

    async def invite(
        self, event: EventAt, event_name: str, room_name: str, email: str
    ) -> str | None:
        """Invite one address; return the invitation's id where the reply carries it."""
        body = event.body(event_name=event_name, room_name=room_name, email=email)
        return _id_in(await self._transport.write("events/invite/", body))

    async def confirm(self, invitation_id: str) -> None:
        """Confirm an invitation: a GET that changes something, so never repeated."""
        await self._transport.write(f"events/invite/{_part(invitation_id)}/", method="GET")

    async def reject(self, invitation_id: str) -> None:
        """Reject an invitation: a GET that changes something, so never repeated."""
        await self._transport.write(f"events/reject/{_part(invitation_id)}/", method="GET")

    async def options(self, endpoint: str) -> object:
        """Return what an endpoint says about itself."""
        return await self.raw(endpoint, method="OPTIONS")

    async def raw(self, endpoint: str, *, method: str = "GET", json: object = None) -> object:
        """Return the reply to a question as it came."""
        return parse_json(endpoint, await self._transport.read(endpoint, method=method, json=json))

    async def _end(self, event: EventAt, zone: str, *, finish: bool) -> None:
        body = event.body(timezone=zone, finish=finish)
        await self._transport.write("events/cancel/", body)

    async def _cancel_again(self, event: EventAt, zone: str, unclear: JoanError) -> None:
        try:
            await self._end(event, zone, finish=False)
        except NotFound:
            return
        except (NotSent, Throttled):
            raise unclear from None  # only the second was not executed

    async def _list(self, endpoint: str, model: type[T]) -> list[T]:
        async def fetch(url: str) -> Page[T]:
            here = url.removeprefix(str(self._transport.base))  # errors name the short form
            return parse_page(endpoint, await self._transport.read(here), model)

        return await all_pages(fetch, self._transport.base, endpoint)


def _part(value: str) -> str:
    """Return a value as one part of a path."""
    return quote(value, safe="")


def _id_in(body: bytes) -> str | None:
    """Return the id in a reply that may be anything: the write has succeeded all the same."""
    try:
        reply = parse_json("", body)
    except BrokenContract:
        return None
    if isinstance(reply, dict) and isinstance(reply.get("event"), dict):
        reply = reply["event"]
    found = reply.get("id") if isinstance(reply, dict) else None
    return str(found) if isinstance(found, str | int) and found != "" else None
