"""A sandbox Joan: its application, and what tests steer it by and look it over with."""

from datetime import date, datetime, timedelta
from typing import Any

from starlette.applications import Starlette
from starlette.routing import Mount, Route

from roombot.sandbox.joan.board import board_routes
from roombot.sandbox.joan.control import control_routes
from roombot.sandbox.joan.events import Event
from roombot.sandbox.joan.faults import FaultPlan
from roombot.sandbox.joan.gate import Gate
from roombot.sandbox.joan.invitations import Invitation
from roombot.sandbox.joan.office import (
    DEVICES,
    PEOPLE,
    ROOMS,
    Device,
    Person,
    Room,
    find_device,
    find_person,
    find_room,
)
from roombot.sandbox.joan.page import page_routes
from roombot.sandbox.joan.settings import JoanSettings
from roombot.sandbox.joan.times import in_utc, midnight
from roombot.sandbox.joan.world import Recorded, World


class JoanSandbox:
    """A stateful Joan. Rooms go by name or email, people by first name, name or email."""

    rooms, people, devices = ROOMS, PEOPLE, DEVICES

    def __init__(self, settings: JoanSettings) -> None:
        self.settings = settings
        self._world = World(settings)
        self.app = Starlette(
            routes=[
                Mount(
                    "/sandbox",
                    routes=[*control_routes(self._world), *board_routes(self._world)],
                ),
                *page_routes(),
                Route("/{path:path}", Gate(self._world)),
            ]
        )

    @property
    def faults(self) -> FaultPlan:
        """Return the faults still to come; add to them."""
        return self._world.faults

    @property
    def requests(self) -> list[Recorded]:
        """Return the requests that came in, oldest first; clear it to count anew."""
        return self._world.requests

    def set_shapes(self, **changes: Any) -> None:
        """Change the shapes of replies; ``ValueError`` for what is none."""
        self._world.change_shapes(changes)

    def events(self, room: str | None = None) -> list[Event]:
        """Return all events, or all of a room, whatever day they are on."""
        return self._world.events.all(room and find_room(room).email)

    def add_event(
        self,
        room: str,
        start: datetime,
        end: datetime,
        summary: str | None = None,
        organizer: str | None = None,
    ) -> Event:
        """Put an event into a room, as somebody would by other ways; overlaps are not refused."""
        zone = self._world.settings.time_zone
        slot = in_utc(start, zone), in_utc(end, zone)
        event = Event(find_room(room).email, *slot, summary, organizer)
        self._world.events.put(event)
        return event

    def add_all_day_event(self, room: str, day: date, summary: str | None = None) -> Event:
        """Keep a room for a whole day."""
        zone = self._world.settings.time_zone
        slot = midnight(day, zone), midnight(day + timedelta(days=1), zone)
        event = Event(find_room(room).email, *slot, summary, all_day=True)
        self._world.events.put(event)
        return event

    def delete_event(self, event_id: str) -> None:
        """Take an event away, as somebody would by other ways."""
        self._world.events.delete(event_id)

    def invitations(self) -> list[Invitation]:
        """Return all invitations with their answers."""
        return self._world.invitations.all()

    def room(self, key: str) -> Room:
        """Return a room."""
        return find_room(key)

    def person(self, key: str) -> Person:
        """Return a person."""
        return find_person(key)

    def remove_person(self, key: str) -> None:
        """Have a person leave the company; what they have booked stays."""
        self._world.people.remove(find_person(key))

    def device(self, key: str) -> Device:
        """Return the device at a room's door, or by its UUID."""
        return find_device(key)

    def set_active(self, room: str, *, active: bool) -> None:
        """Put a room into use or out of it."""
        self._world.set_active(find_room(room), active=active)

    def revoke_tokens(self) -> None:
        """Make all tokens worthless."""
        self._world.tokens.revoke()

    def reset(self) -> None:
        """Go back to the office as it was at the beginning."""
        self._world.reset()

    def close(self) -> None:
        """Let go of the database; what is in the file stays."""
        self._world.close()
