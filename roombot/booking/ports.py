"""The seams of the use cases; the adapters fit them by shape alone."""

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
from roombot.domain.people import Colleague, Person
from roombot.domain.rooms import Device, Room
from roombot.domain.time_slots import TimeSlot


class Clock(Protocol):
    """Time as the program sees it."""

    def now(self) -> datetime:
        """Return the present instant, aware."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class Calendar(Protocol):
    """The rooms' calendars and what Joan knows around them.

    Every method may raise ``CalendarUnavailable``, ``CalendarMisconfigured`` or
    ``CalendarUnreadable``; writes may also raise ``CalendarRefused`` (``SlotTaken``,
    ``EventGone``) or ``WriteUnconfirmed``.
    """

    async def rooms(self) -> tuple[Room, ...]:
        """Return all rooms."""
        ...

    async def events(self, *, fresh: bool = False) -> tuple[Event, ...]:
        """Return the events that Joan shows; ``fresh`` reads past the cache."""
        ...

    async def glance(self, event_id: str) -> Event | None:
        """Return an event as of a moment ago, for who must not wait until Joan has answered."""
        ...

    def shown_until(self, now: datetime) -> datetime:
        """Return the instant up to which the silence of ``events`` proves a room free."""
        ...

    async def free_rooms(self, slot: TimeSlot, *, fresh: bool = False) -> frozenset[str]:
        """Return the emails of the rooms that Joan calls free for the whole slot."""
        ...

    async def devices(self) -> tuple[Device, ...]:
        """Return the devices."""
        ...

    async def colleagues(self) -> tuple[Colleague, ...]:
        """Return the people whom Joan knows."""
        ...

    async def book(self, attempt: Attempt, *, confirm: bool) -> str | None:
        """Book the attempt's room and slot; return the event's id where the reply carries it."""
        ...

    async def cancel(self, event_id: str, room: Room, *, finish: bool) -> None:
        """Delete an event, or shorten it to now with ``finish``."""
        ...

    async def check_in(self, event_id: str, room: Room, seconds: int) -> None:
        """Check in to an event for the seconds that it still lasts."""
        ...

    async def extend(self, event_id: str, room: Room, until: datetime) -> None:
        """Give an event a later end."""
        ...

    async def move(self, event_id: str, from_room: Room, to_room: Room) -> str | None:
        """Take an event to another room; return its new id where the reply carries it."""
        ...

    async def invite(self, event: Event, room: Room, email: str) -> str | None:
        """Invite an address; return the invitation's id where the reply carries it."""
        ...

    async def answer(self, invitation_id: str, *, confirm: bool) -> None:
        """Confirm or reject an invitation."""
        ...


class Ledger(Protocol):
    """Our own record of attempts, bookings and invitations."""

    def turn_at(self, team_id: str, *rooms: Room) -> AbstractAsyncContextManager[None]:
        """Hold the rooms' write turns, in a fixed order, so that one write runs a room."""
        ...

    async def begin(self, attempt: Attempt) -> Attempt | None:
        """Record an attempt; return the earlier one that carries its key, if there is one."""
        ...

    async def attempt(self, team_id: str, key: str) -> Attempt | None:
        """Return the attempt that carries a key."""
        ...

    async def is_touched(self, team_id: str, booking_id: str) -> bool:
        """Tell whether anything but its making was done about a booking."""
        ...

    async def settle(
        self,
        attempt: Attempt,
        state: AttemptState,
        booking: Booking | None = None,
        note: str = "",
    ) -> None:
        """Record an attempt's result, and the booking as it is now, in one transaction."""
        ...

    async def last_booking(self, person: Person, since: datetime) -> str | None:
        """Return the id of the booking that the person last made or changed, not before then."""
        ...

    async def done_by(self, person: Person, since: datetime) -> tuple[Attempt, ...]:
        """Return the person's writes that took place, not before ``since``, in order."""
        ...

    async def booking(self, team_id: str, booking_id: str) -> Booking | None:
        """Return a booking."""
        ...

    async def bookings(self, person: Person, window: TimeSlot) -> tuple[Booking, ...]:
        """Return the person's bookings that overlap a window and stand, in order."""
        ...

    async def standing(self, window: TimeSlot) -> tuple[Booking, ...]:
        """Return all standing bookings that overlap a window, in order."""
        ...

    async def begun(self, team_id: str, window: TimeSlot) -> tuple[Booking, ...]:
        """Return a workspace's bookings that began in a window and were not cancelled, in order."""
        ...

    async def teams(self) -> tuple[str, ...]:
        """Return the workspaces that have booked anything."""
        ...

    async def unsettled(self, before: datetime) -> tuple[Attempt, ...]:
        """Return the attempts begun before an instant of which nobody knows what came of them."""
        ...

    async def by_event(self, team_id: str, events: Sequence[Event]) -> dict[str, Booking]:
        """Return our bookings behind events, keyed by event id."""
        ...

    async def save(self, booking: Booking) -> None:
        """Insert or replace a booking."""
        ...

    async def usual_floor_rooms(self, person: Person) -> tuple[str, ...]:
        """Return the emails of the rooms of the person's last bookings, newest first."""
        ...

    async def add_invitation(self, invitation: Invitation) -> None:
        """Insert an invitation, or replace the one with its id."""
        ...

    async def invitation(self, team_id: str, invitation_id: str) -> Invitation | None:
        """Return an invitation."""
        ...

    async def invitations(self, team_id: str, booking_id: str) -> tuple[Invitation, ...]:
        """Return a booking's invitations in the order of inviting."""
        ...

    async def waiting_for(self, person: Person, now: datetime) -> tuple[Invitation, ...]:
        """Return the person's unanswered invitations to bookings that stand and are not over."""
        ...

    async def answer(self, team_id: str, invitation_id: str, state: InvitationState) -> bool:
        """Record an answer; False when the invitation had one before."""
        ...


class Directory(Protocol):
    """The workspace's people, as Slack knows them (``joan_email`` is None)."""

    async def person(self, team_id: str, slack_id: str) -> Person | None:
        """Return a person, or None where Slack knows nobody by that id."""
        ...

    async def by_email(self, team_id: str, email: str) -> Person | None:
        """Return the person with an address, or None."""
        ...

    async def everybody(self, team_id: str) -> tuple[Person, ...]:
        """Return all accounts of the workspace."""
        ...

    async def group(self, team_id: str, group_id: str) -> frozenset[str]:
        """Return who is in a user group, by Slack id."""
        ...


class Aliases(Protocol):
    """Slack people whom Joan knows under another address; kept by administrators."""

    async def link(self, team_id: str, slack_id: str, joan_email: str) -> None:
        """Remember under which address Joan knows a Slack person."""
        ...

    async def joan_email_of(self, team_id: str, slack_id: str) -> str | None:
        """Return the address that was linked, or None."""
        ...
