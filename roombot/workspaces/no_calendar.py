"""The calendar of a workspace that has no account with Joan yet."""

from datetime import datetime
from typing import NoReturn

from roombot.domain.bookings import Attempt, Event
from roombot.domain.errors import CalendarMissing
from roombot.domain.people import Colleague
from roombot.domain.rooms import Device, Room
from roombot.domain.time_slots import TimeSlot


class NoCalendar:
    """Says of everything that an administrator has to connect Joan first."""

    async def rooms(self) -> tuple[Room, ...]:
        """Raise ``CalendarMissing``."""
        _say_so()

    async def events(self, *, fresh: bool = False) -> tuple[Event, ...]:
        """Raise ``CalendarMissing``."""
        _say_so(fresh)

    async def glance(self, event_id: str) -> Event | None:
        """Raise ``CalendarMissing``."""
        _say_so(event_id)

    def shown_until(self, now: datetime) -> datetime:
        """Return the present: nothing is shown beyond it."""
        return now

    async def free_rooms(self, slot: TimeSlot, *, fresh: bool = False) -> frozenset[str]:
        """Raise ``CalendarMissing``."""
        _say_so(slot, fresh)

    async def devices(self) -> tuple[Device, ...]:
        """Raise ``CalendarMissing``."""
        _say_so()

    async def colleagues(self) -> tuple[Colleague, ...]:
        """Raise ``CalendarMissing``."""
        _say_so()

    async def book(self, attempt: Attempt, *, confirm: bool) -> str | None:
        """Raise ``CalendarMissing``."""
        _say_so(attempt, confirm)

    async def cancel(self, event_id: str, room: Room, *, finish: bool) -> None:
        """Raise ``CalendarMissing``."""
        _say_so(event_id, room, finish)

    async def check_in(self, event_id: str, room: Room, seconds: int) -> None:
        """Raise ``CalendarMissing``."""
        _say_so(event_id, room, seconds)

    async def extend(self, event_id: str, room: Room, until: datetime) -> None:
        """Raise ``CalendarMissing``."""
        _say_so(event_id, room, until)

    async def move(self, event_id: str, from_room: Room, to_room: Room) -> str | None:
        """Raise ``CalendarMissing``."""
        _say_so(event_id, from_room, to_room)

    async def invite(self, event: Event, room: Room, email: str) -> str | None:
        """Raise ``CalendarMissing``."""
        _say_so(event, room, email)

    async def answer(self, invitation_id: str, *, confirm: bool) -> None:
        """Raise ``CalendarMissing``."""
        _say_so(invitation_id, confirm)


def _say_so(*_asked: object) -> NoReturn:
    raise CalendarMissing("this workspace has no account with Joan")
