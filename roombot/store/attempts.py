"""Attempts: what was about to be written to Joan, and what came of it."""

from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from roombot.domain.bookings import Action, Attempt, AttemptState
from roombot.domain.people import Person
from roombot.store.database import Database
from roombot.store.rows import attempt_of, attempt_values
from roombot.store.schema import attempts
from roombot.store.scopes import of_team


async def begin(database: Database, attempt: Attempt, now: datetime) -> Attempt | None:
    """Record an attempt; return the earlier one that carries its key, if there is one."""
    values = attempt_values(attempt) | {"note": "", "created_at": now}
    insert = database.insert(attempts).on_conflict_do_nothing().returning(attempts.c.id)
    async with database.transaction() as connection:
        if (await connection.execute(insert, values)).first():
            return None
        same = (attempts.c.team_id == attempt.team_id) & (attempts.c.key == attempt.key)
        row = (await connection.execute(select(attempts).where(same))).mappings().one()
        return attempt_of(row)


async def by_key(database: Database, team_id: str, key: str) -> Attempt | None:
    """Return the attempt that carries a key."""
    query = select(attempts).where(attempts.c.team_id == team_id, attempts.c.key == key)
    async with database.transaction() as connection:
        row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else attempt_of(row)


async def is_touched(database: Database, team_id: str, booking_id: str) -> bool:
    """Tell whether anything but its making was done about a booking."""
    query = select(attempts.c.id).where(
        attempts.c.team_id == team_id,
        attempts.c.booking_id == booking_id,
        attempts.c.action != Action.BOOK.value,
        attempts.c.state == AttemptState.DONE.value,
    )
    async with database.transaction() as connection:
        return (await connection.execute(query.limit(1))).first() is not None


async def close(
    connection: AsyncConnection, attempt: Attempt, state: AttemptState, note: str, now: datetime
) -> None:
    """Record an attempt's result; the first that is final stands."""
    mine = (attempts.c.team_id == attempt.team_id) & (attempts.c.id == attempt.id)
    values = {"state": state.value, "note": note, "settled_at": now}
    await connection.execute(update(attempts).where(mine, _is_open()).values(values))


async def unsettled(
    database: Database, before: datetime, team_id: str | None
) -> tuple[Attempt, ...]:
    """Return the attempts begun before an instant that nobody knows the end of, oldest first."""
    query = (
        select(attempts)
        .where(attempts.c.created_at <= before, _is_open(), of_team(attempts, team_id))
        .order_by(attempts.c.created_at)
    )
    async with database.transaction() as connection:
        return tuple(map(attempt_of, (await connection.execute(query)).mappings()))


def _is_open() -> ColumnElement[bool]:
    return attempts.c.state.in_([AttemptState.RECORDED.value, AttemptState.UNCONFIRMED.value])


async def last_booking(database: Database, person: Person, since: datetime) -> str | None:
    """Return the id of the booking that the person last made or changed, not before ``since``."""
    query = (
        select(attempts.c.booking_id)
        .where(
            attempts.c.team_id == person.team_id,
            attempts.c.slack_id == person.slack_id,
            attempts.c.state == AttemptState.DONE.value,
            attempts.c.action.not_in([Action.CONFIRM.value, Action.REJECT.value]),
            attempts.c.booking_id.is_not(None),
            attempts.c.settled_at >= since,
        )
        .order_by(attempts.c.settled_at.desc())
        .limit(1)
    )
    async with database.transaction() as connection:
        return (await connection.execute(query)).scalar_one_or_none()


async def done_by(database: Database, person: Person, since: datetime) -> tuple[Attempt, ...]:
    """Return the person's writes that took place, not before ``since``, in order."""
    query = (
        select(attempts)
        .where(
            attempts.c.team_id == person.team_id,
            attempts.c.slack_id == person.slack_id,
            attempts.c.state == AttemptState.DONE.value,
            attempts.c.settled_at >= since,
        )
        .order_by(attempts.c.settled_at)
    )
    async with database.transaction() as connection:
        return tuple(map(attempt_of, (await connection.execute(query)).mappings()))
