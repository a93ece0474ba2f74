"""Invitations: who was asked along, and what they answered."""

from datetime import datetime

from sqlalchemy import Select, or_, select, update

from roombot.domain.bookings import BookingState, Invitation, InvitationState
from roombot.domain.people import Person, folded
from roombot.store.database import Database
from roombot.store.rows import invitation_of, invitation_values
from roombot.store.schema import bookings, invitations

WAITING = InvitationState.WAITING.value


async def add(database: Database, invitation: Invitation, now: datetime) -> None:
    """Insert an invitation, or replace the one with its id."""
    values = invitation_values(invitation) | {"created_at": now}
    async with database.transaction() as connection:
        await connection.execute(database.upsert(invitations, "created_at"), values)


async def by_id(database: Database, team_id: str, invitation_id: str) -> Invitation | None:
    """Return an invitation."""
    mine = (invitations.c.team_id == team_id) & (invitations.c.id == invitation_id)
    found = await _all(database, select(invitations).where(mine))
    return found[0] if found else None


async def of_booking(database: Database, team_id: str, booking_id: str) -> tuple[Invitation, ...]:
    """Return a booking's invitations in the order of inviting."""
    query = (
        select(invitations)
        .where(invitations.c.team_id == team_id, invitations.c.booking_id == booking_id)
        .order_by(invitations.c.created_at, invitations.c.id)
    )
    return await _all(database, query)


async def waiting_for(database: Database, person: Person, now: datetime) -> tuple[Invitation, ...]:
    """Return the person's unanswered invitations to bookings that stand and are not over."""
    emails = [folded(email) for email in (person.email, person.joan_email) if email]
    query = (
        select(invitations)
        .join(
            bookings,
            (bookings.c.team_id == invitations.c.team_id)
            & (bookings.c.id == invitations.c.booking_id),
        )
        .where(
            invitations.c.team_id == person.team_id,
            invitations.c.state == WAITING,
            or_(
                invitations.c.slack_id == person.slack_id,
                invitations.c.slack_id.is_(None) & invitations.c.email.in_(emails),
            ),
            bookings.c.state == BookingState.BOOKED.value,
            bookings.c.ends_at > now,
        )
        .order_by(bookings.c.starts_at)
    )
    return await _all(database, query)


async def answer(
    database: Database, team_id: str, invitation_id: str, state: InvitationState
) -> bool:
    """Record an answer; False when the invitation had one before."""
    change = (
        update(invitations)
        .where(
            invitations.c.team_id == team_id,
            invitations.c.id == invitation_id,
            invitations.c.state == WAITING,
        )
        .values(state=state.value)
    )
    async with database.transaction() as connection:
        return (await connection.execute(change)).rowcount == 1


async def _all(database: Database, query: Select[tuple[object, ...]]) -> tuple[Invitation, ...]:
    async with database.transaction() as connection:
        return tuple(map(invitation_of, (await connection.execute(query)).mappings()))
