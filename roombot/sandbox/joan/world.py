"""The office as it is now: what every endpoint works on."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from roombot.sandbox.joan.access import Throttle, Tokens
from roombot.sandbox.joan.database import connect, empty
from roombot.sandbox.joan.events import Events
from roombot.sandbox.joan.faults import FaultPlan
from roombot.sandbox.joan.invitations import Invitations
from roombot.sandbox.joan.meetings import meetings_on
from roombot.sandbox.joan.office import PEOPLE, Room, rooms_of
from roombot.sandbox.joan.settings import JoanSettings
from roombot.sandbox.joan.times import midnight, window, zone_of

_KEPT_DAYS = 14  # how long the office's own meetings are remembered
_MOST_REQUESTS = 10_000


@dataclass
class Recorded:
    """A request that came in; without a status it was never answered."""

    method: str
    path: str
    query: str
    body: object
    status: int | None = None


class World:
    """The state of a sandbox Joan."""

    def __init__(self, settings: JoanSettings) -> None:
        self.settings = settings
        self._connection: sqlite3.Connection = connect(settings.database)
        self.events = Events(self._connection)
        self.invitations = Invitations(self._connection)
        self.tokens = Tokens(self._connection, settings.now)
        self.faults = FaultPlan(settings.seed)
        self.requests: list[Recorded] = []
        self.shapes = settings.shapes
        self.rooms = rooms_of(settings.rooms)
        self._filled_on: date | None = None
        self._begin()
        if settings.reset:
            self.reset()

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def reset(self) -> None:
        """Go back to the office as it was at the beginning."""
        empty(self._connection)
        self.faults.clear()
        self.requests.clear()
        self._begin()

    def now(self) -> datetime:
        """Return the moment in UTC, to the second."""
        return self.settings.now().astimezone(UTC).replace(microsecond=0)

    def today(self) -> date:
        """Return the day on the office's calendar."""
        return self.now().astimezone(zone_of(self.settings.time_zone)).date()

    def window(self) -> tuple[datetime, datetime]:
        """Return what ``events/`` shows."""
        return window(self.today(), self.settings.time_zone)

    def active_rooms(self) -> list[Room]:
        """Return the rooms that can be booked."""
        rows = self._connection.execute("SELECT email FROM inactive_rooms")
        inactive = {email for (email,) in rows}
        return [room for room in self.rooms if room.email not in inactive]

    def set_active(self, room: Room, *, active: bool) -> None:
        """Put a room into use or out of it."""
        sql = "INSERT OR IGNORE INTO inactive_rooms VALUES (?)"
        if active:
            sql = "DELETE FROM inactive_rooms WHERE email = ?"
        self._connection.execute(sql, (room.email,))

    def change_shapes(self, changes: Mapping[str, Any]) -> None:
        """Have replies look different from now on."""
        self.shapes = self.shapes.changed(changes)

    def record(self, request: Recorded) -> None:
        """Remember a request; the oldest are forgotten."""
        self.requests.append(request)
        del self.requests[:-_MOST_REQUESTS]

    def move_on(self) -> None:
        """Fill the days around today that have no meetings yet; bookings made by people stay."""
        if self.settings.office == "empty" or self._filled_on == self.today():
            return
        self._filled_on = today = self.today()
        for days in range(-1, 9):
            self._fill(today + timedelta(days=days))
        oldest = today - timedelta(days=_KEPT_DAYS)
        self.events.forget_generated(midnight(oldest, self.settings.time_zone))

    def _begin(self) -> None:
        settings = self.settings
        self.shapes = settings.shapes
        self.people = list(PEOPLE)
        self.throttle = Throttle(settings.requests_per_minute, settings.now)
        self._filled_on = None
        self.move_on()

    def _fill(self, day: date) -> None:
        sql = "INSERT OR IGNORE INTO filled_days VALUES (?)"
        if not self._connection.execute(sql, (day.isoformat(),)).rowcount:
            return
        zone = zone_of(self.settings.time_zone)
        for meeting in meetings_on(day, zone, self.settings.seed):
            if self.events.is_free(meeting):
                self.events.put(meeting)
