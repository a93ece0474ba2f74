"""The rooms' calendars as the use cases see them: cached, translated, in domain values."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from roombot.domain.bookings import Attempt, Event
from roombot.domain.people import Colleague
from roombot.domain.rooms import Device, Room
from roombot.domain.time_slots import TimeSlot
from roombot.joan.cache import Cache
from roombot.joan.client import EventAt, JoanClient, NewEvent, open_client
from roombot.joan.clock import Clock
from roombot.joan.errors import JoanError
from roombot.joan.mapping import to_colleagues, to_devices, to_events, to_rooms, to_zones
from roombot.joan.translation import reading, writing
from roombot.joan.watching import Watch

SHOWN = timedelta(days=6)  # Joan shows "about" a week: be careful
SHORTEST_CHECK_IN = 60  # seconds
MINUTE = timedelta(minutes=1)
A_MOMENT = timedelta(seconds=90)  # longer than the minute after which all events are read anew


@dataclass(frozen=True)
class Lifetimes:
    """How many seconds an answer is good for."""

    events: float = 20.0
    free_rooms: float = 15.0
    directory: float = 480.0


def open_calendar(  # noqa: PLR0913 - all by name
    *,
    base_url: str,
    client_id: str,
    client_secret: str,
    clock: Clock,
    default_zone: str,
    watch: Watch | None = None,
) -> "JoanCalendar":
    """Return the calendar of an account; close it after use."""
    client = open_client(
        base_url=base_url,
        client_id=client_id,
        client_secret=client_secret,
        clock=clock,
        watch=watch,
    )
    return JoanCalendar(client, clock, default_zone)


class JoanCalendar:
    """Reads through caches that many share; writes through to Joan and drops what they change."""

    def __init__(
        self,
        client: JoanClient,
        clock: Clock,
        default_zone: str,
        lifetimes: Lifetimes | None = None,
    ) -> None:
        ages = lifetimes or Lifetimes()
        self._client = client
        self._zone = default_zone
        self._zones: dict[str, str] = {}
        self._seen: tuple[tuple[Event, ...], dict[str, Event]] = (), {}
        self._rooms = Cache(self._fetch_rooms, ages.directory, clock)
        self._devices = Cache(self._fetch_devices, ages.directory, clock)
        self._colleagues = Cache(self._fetch_colleagues, ages.directory, clock)
        self._events = Cache(self._fetch_events, ages.events, clock)
        self._free = Cache(self._fetch_free, ages.free_rooms, clock)

    @property
    def is_answering(self) -> bool:
        """Whether Joan has answered lately, as far as she was asked."""
        return self._client.is_answering

    async def aclose(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    def forget(self) -> None:
        """Let go of what was read too long ago to be of use."""
        self._rooms.forget()
        self._devices.forget()
        self._colleagues.forget()
        self._free.forget()
        self._events.forget(A_MOMENT)
        if self._events.kept(None, A_MOMENT) is None:
            self._seen = (), {}

    async def rooms(self) -> tuple[Room, ...]:
        """Return all rooms that have an email, each with its time zone."""
        with reading():
            return await self._rooms.get(None)

    async def events(self, *, fresh: bool = False) -> tuple[Event, ...]:
        """Return the events that Joan shows; ``fresh`` reads past the cache."""
        with reading():
            return await self._events.get(None, fresh=fresh)

    async def glance(self, event_id: str) -> Event | None:
        """Return an event as of a moment ago, for who must not wait until Joan has answered."""
        seen = self._events.kept(None, A_MOMENT)
        seen = await self.events() if seen is None else seen
        if self._seen[0] is not seen:
            self._seen = seen, {one.id: one for one in seen}
        return self._seen[1].get(event_id)

    def shown_until(self, now: datetime) -> datetime:
        """Return the instant up to which the silence of ``events`` proves a room free."""
        return now + SHOWN

    async def free_rooms(self, slot: TimeSlot, *, fresh: bool = False) -> frozenset[str]:
        """Return the emails of the rooms that Joan calls free for the whole slot."""
        with reading():
            return await self._free.get(slot, fresh=fresh)

    async def devices(self) -> tuple[Device, ...]:
        """Return the devices."""
        with reading():
            return await self._devices.get(None)

    async def colleagues(self) -> tuple[Colleague, ...]:
        """Return the people whom Joan knows."""
        with reading():
            return await self._colleagues.get(None)

    async def book(self, attempt: Attempt, *, confirm: bool) -> str | None:
        """Book the attempt's room and slot; return the event's id where the reply carries it."""
        event = NewEvent(
            source=attempt.room.email,
            start=attempt.slot.start,
            end=attempt.slot.end,
            zone=self._zone_of(attempt.room),
            organizer=attempt.organizer_email,
            title=attempt.title,
            auto_confirm=confirm,
        )
        async with self._changing():
            return await self._client.book(event)

    async def cancel(self, event_id: str, room: Room, *, finish: bool) -> None:
        """Delete an event, or shorten it to now with ``finish``."""
        end = self._client.finish if finish else self._client.cancel
        async with self._changing():
            await end(EventAt(event_id, room.email), self._zone_of(room))

    async def check_in(self, event_id: str, room: Room, seconds: int) -> None:
        """Check in to an event for the seconds that it still lasts."""
        async with self._changing():
            lifetime = max(SHORTEST_CHECK_IN, seconds)
            await self._client.checkin(EventAt(event_id, room.email), lifetime)

    async def extend(self, event_id: str, room: Room, until: datetime) -> None:
        """Give an event a later end."""
        async with self._changing():
            await self._client.extend(EventAt(event_id, room.email), until, self._zone_of(room))

    async def move(self, event_id: str, from_room: Room, to_room: Room) -> str | None:
        """Take an event to another room; return its new id where the reply carries it."""
        async with self._changing():
            event = EventAt(event_id, from_room.email)
            return await self._client.move(event, to_room.email, to_room.name)

    async def invite(self, event: Event, room: Room, email: str) -> str | None:
        """Invite an address; return the invitation's id where the reply carries it."""
        async with self._changing():
            title = event.title or room.name  # Joan requires one
            return await self._client.invite(EventAt(event.id, room.email), title, room.name, email)

    async def answer(self, invitation_id: str, *, confirm: bool) -> None:
        """Confirm or reject an invitation."""
        say = self._client.confirm if confirm else self._client.reject
        async with self._changing():
            await say(invitation_id)

    @asynccontextmanager
    async def _changing(self) -> AsyncIterator[None]:
        """Translate a write's errors; let nobody be served what it makes stale."""
        self._drop()
        try:
            with writing():
                yield
        finally:
            self._drop()

    def _drop(self) -> None:
        self._events.drop()
        self._free.drop()

    def _zone_of(self, room: Room) -> str:
        return room.time_zone or self._zones.get(room.email, self._zone)

    async def _fetch_rooms(self, _: None) -> tuple[Room, ...]:
        wired, _devices = await asyncio.gather(self._client.rooms(), self._learn_zones())
        return to_rooms(wired, self._zones, self._zone)

    async def _learn_zones(self) -> None:
        """Let the devices tell the rooms' zones; without them the zones known before hold."""
        try:
            await self._devices.get(None)
        except JoanError as error:
            structlog.get_logger(__name__).warning("joan_zones_unknown", error=str(error))

    async def _fetch_devices(self, _: None) -> tuple[Device, ...]:
        wired = await self._client.devices()
        self._zones = to_zones(wired)
        return to_devices(wired)

    async def _fetch_colleagues(self, _: None) -> tuple[Colleague, ...]:
        return to_colleagues(await self._client.users())

    async def _fetch_events(self, _: None) -> tuple[Event, ...]:
        await self._rooms.get(None)  # brings the zones in which naive times are meant
        wired = await self._client.events()  # maybe thousands, which must not hold the program up
        return await asyncio.to_thread(to_events, wired, self._zones, self._zone)

    async def _fetch_free(self, slot: TimeSlot) -> frozenset[str]:
        start = slot.start.replace(second=0, microsecond=0)
        return await self._client.get_room(start, -((start - slot.end) // MINUTE), self._zone)
