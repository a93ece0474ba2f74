"""Bookings: our own record of who holds which room."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from roombot.domain.bookings import Booking, BookingState, Event
from roombot.domain.people import Person, folded
from roombot.domain.time_slots import TimeSlot
from roombot.store.database import Database
from roombot.store.rows import booking_of, booking_values
from roombot.store.schema import bookings
from roombot.store.scopes import of_team

RECENT = 10
MOST_IDS = 500  # databases limit how many values one query may name
PIECE = 500  # rows read at once


async def save(
    database: Database, connection: AsyncConnection, booking: Booking, now: datetime
) -> None:
    """Insert or replace a booking."""
    values = booking_values(booking) | {"changed_at": now}
    await connection.execute(database.upsert(bookings), values)


async def by_id(database: Database, team_id: str, booking_id: str) -> Booking | None:
    """Return a booking."""
    query = select(bookings).where(bookings.c.team_id == team_id, bookings.c.id == booking_id)
    found = await _all(database, query)
    return found[0] if found else None


async def of_person(database: Database, person: Person, window: TimeSlot) -> tuple[Booking, ...]:
    """Return the person's standing bookings that overlap a window, in order."""
    query = (
        select(bookings)
        .where(
            _is_organizer(person),
            bookings.c.state == BookingState.BOOKED.value,
            bookings.c.starts_at < window.end,
            bookings.c.ends_at > window.start,
        )
        .order_by(bookings.c.starts_at)
    )
    return await _all(database, query)


async def standing(
    database: Database, window: TimeSlot, team_id: str | None
) -> tuple[Booking, ...]:
    """Return the standing bookings of a workspace, or of all, that overlap a window, in order."""
    query = (
        select(bookings)
        .where(
            bookings.c.state == BookingState.BOOKED.value,
            bookings.c.starts_at < window.end,
            bookings.c.ends_at > window.start,
            of_team(bookings, team_id),
        )
        .order_by(bookings.c.starts_at)
    )
    return await _all(database, query)


async def begun(database: Database, team_id: str, window: TimeSlot) -> tuple[Booking, ...]:
    """Return a workspace's bookings that began in a window and were not cancelled, in order."""
    query = (
        select(bookings)
        .where(
            bookings.c.team_id == team_id,
            bookings.c.state != BookingState.CANCELLED.value,
            bookings.c.starts_at >= window.start,
            bookings.c.starts_at < window.end,
        )
        .order_by(bookings.c.starts_at, bookings.c.room_name)
    )
    return await _all(database, query)


async def teams(database: Database, team_id: str | None) -> tuple[str, ...]:
    """Return the workspaces that have booked anything; of one, whether it has."""
    known = select(bookings.c.team_id).where(of_team(bookings, team_id))
    query = known.distinct().order_by(bookings.c.team_id)
    async with database.transaction() as connection:
        return tuple((await connection.execute(query)).scalars())


async def by_event(database: Database, team_id: str, events: Sequence[Event]) -> dict[str, Booking]:
    """Return the bookings behind events, keyed by event id; the latest where Joan reuses one."""
    ids = [event.id for event in events]
    found: list[Booking] = []
    for start in range(0, len(ids), MOST_IDS):
        some = bookings.c.event_id.in_(ids[start : start + MOST_IDS])
        query = select(bookings).where(bookings.c.team_id == team_id, some)
        found += await _all(database, query.order_by(bookings.c.changed_at))
    return {booking.event_id: booking for booking in found if booking.event_id}


async def recent_rooms(database: Database, person: Person) -> tuple[str, ...]:
    """Return the emails of the rooms of the person's last bookings, newest first."""
    query = (
        select(bookings)
        .where(_is_organizer(person))
        .order_by(bookings.c.starts_at.desc())
        .limit(RECENT)
    )
    return tuple(booking.room.email for booking in await _all(database, query))


def _is_organizer(person: Person) -> ColumnElement[bool]:
    own = bookings.c.organizer_id == person.slack_id
    if person.joan_email:
        own = or_(own, bookings.c.organizer_email == folded(person.joan_email))
    return (bookings.c.team_id == person.team_id) & own


async def _all(database: Database, query: Select[tuple[object, ...]]) -> tuple[Booking, ...]:
    async with database.transaction() as connection:
        found: list[Booking] = []
        for piece in (await connection.execute(query)).mappings().partitions(PIECE):
            found += map(booking_of, piece)
            await asyncio.sleep(0)  # thousands must not hold the program up
    return tuple(found)
