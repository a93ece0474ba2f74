"""The ledger: attempts, bookings and invitations, as the use cases see them."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from roombot.domain.bookings import (
    Attempt,
    AttemptState,
    Booking,
    Event,
    Invitation,
    InvitationState,
)
from roombot.domain.people import Person
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.store import attempts, bookings, invitations
from roombot.store.database import Database
from roombot.store.turns import Turns


class Clock(Protocol):
    """Time as the program sees it."""

    def now(self) -> datetime:
        """Return the present instant, aware."""
        ...


class SqlLedger:
    """The ledger in a database."""

    def __init__(self, database: Database, clock: Clock, team_id: str | None = None) -> None:
        """Take the database, the clock that dates the rows, and whose ledger it is.

        Without a workspace it is the ledger of all.
        """
        self._database = database
        self._clock = clock
        self._team_id = team_id
        self._turns = Turns(database)

    def turn_at(self, team_id: str, *rooms: Room) -> AbstractAsyncContextManager[None]:
        """Hold the rooms' write turns."""
        return self._turns.at(team_id, rooms)

    async def begin(self, attempt: Attempt) -> Attempt | None:
        """Record an attempt; return the earlier one that carries its key, if there is one."""
        return await attempts.begin(self._database, attempt, self._clock.now())

    async def attempt(self, team_id: str, key: str) -> Attempt | None:
        """Return the attempt that carries a key."""
        return await attempts.by_key(self._database, team_id, key)

    async def is_touched(self, team_id: str, booking_id: str) -> bool:
        """Tell whether anything but its making was done about a booking."""
        return await attempts.is_touched(self._database, team_id, booking_id)

    async def settle(
        self,
        attempt: Attempt,
        state: AttemptState,
        booking: Booking | None = None,
        note: str = "",
    ) -> None:
        """Record an attempt's result, and the booking as it is now, in one transaction."""
        now = self._clock.now()
        async with self._database.transaction() as connection:
            await attempts.close(connection, attempt, state, note, now)
            if booking is not None:
                await bookings.save(self._database, connection, booking, now)

    async def unsettled(self, before: datetime) -> tuple[Attempt, ...]:
        """Return the attempts begun before an instant of which nobody knows what came of them."""
        return await attempts.unsettled(self._database, before, self._team_id)

    async def last_booking(self, person: Person, since: datetime) -> str | None:
        """Return the id of the booking that the person last made or changed."""
        return await attempts.last_booking(self._database, person, since)

    async def done_by(self, person: Person, since: datetime) -> tuple[Attempt, ...]:
        """Return the person's writes that took place, not before ``since``, in order."""
        return await attempts.done_by(self._database, person, since)

    async def booking(self, team_id: str, booking_id: str) -> Booking | None:
        """Return a booking."""
        return await bookings.by_id(self._database, team_id, booking_id)

    async def bookings(self, person: Person, window: TimeSlot) -> tuple[Booking, ...]:
        """Return the person's standing bookings that overlap a window, in order."""
        return await bookings.of_person(self._database, person, window)

    async def standing(self, window: TimeSlot) -> tuple[Booking, ...]:
        """Return all standing bookings that overlap a window, in order."""
        return await bookings.standing(self._database, window, self._team_id)

    async def begun(self, team_id: str, window: TimeSlot) -> tuple[Booking, ...]:
        """Return a workspace's bookings that began in a window and were not cancelled, in order."""
        return await bookings.begun(self._database, team_id, window)

    async def teams(self) -> tuple[str, ...]:
        """Return the workspaces that have booked anything."""
        return await bookings.teams(self._database, self._team_id)

    async def by_event(self, team_id: str, events: Sequence[Event]) -> dict[str, Booking]:
        """Return our bookings behind events, keyed by event id."""
        return await bookings.by_event(self._database, team_id, events)

    async def save(self, booking: Booking) -> None:
        """Insert or replace a booking."""
        async with self._database.transaction() as connection:
            await bookings.save(self._database, connection, booking, self._clock.now())

    async def usual_floor_rooms(self, person: Person) -> tuple[str, ...]:
        """Return the emails of the rooms of the person's last bookings, newest first."""
        return await bookings.recent_rooms(self._database, person)

    async def add_invitation(self, invitation: Invitation) -> None:
        """Insert an invitation, or replace the one with its id."""
        await invitations.add(self._database, invitation, self._clock.now())

    async def invitation(self, team_id: str, invitation_id: str) -> Invitation | None:
        """Return an invitation."""
        return await invitations.by_id(self._database, team_id, invitation_id)

    async def invitations(self, team_id: str, booking_id: str) -> tuple[Invitation, ...]:
        """Return a booking's invitations in the order of inviting."""
        return await invitations.of_booking(self._database, team_id, booking_id)

    async def waiting_for(self, person: Person, now: datetime) -> tuple[Invitation, ...]:
        """Return the person's unanswered invitations to bookings that stand and are not over."""
        return await invitations.waiting_for(self._database, person, now)

    async def answer(self, team_id: str, invitation_id: str, state: InvitationState) -> bool:
        """Record an answer; False when the invitation had one before."""
        return await invitations.answer(self._database, team_id, invitation_id, state)
