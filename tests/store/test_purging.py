from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Column, Integer, Table, func, select

from roombot.store.database import Database
from roombot.store.installation_tables import audit
from roombot.store.purging import BATCH, Purge
from roombot.store.rule_tables import approvals
from roombot.store.schema import (
    Instant,
    attempts,
    attendances,
    bookings,
    cards,
    conversations,
    deliveries,
    gaps,
    gatherings,
    handovers,
    homes,
    invitations,
    notes,
    offers,
    preferences,
    series,
    watches,
)

NOW = datetime(2026, 5, 11, 9, tzinfo=UTC)
KEPT = (
    (conversations, timedelta(minutes=15)),
    (deliveries, timedelta(days=1)),
    (notes, timedelta(days=14)),
    (offers, timedelta(days=30)),
    (watches, timedelta(days=30)),
    (handovers, timedelta(days=30)),
    (approvals, timedelta(days=30)),
    (gaps, timedelta(days=90, hours=15)),
    (homes, timedelta(days=30)),
    (attempts, timedelta(days=90)),
    (audit, timedelta(days=180)),
    (bookings, timedelta(days=365)),
    (series, timedelta(days=1095)),
    (preferences, None),
)
OPEN = (
    (attempts, "recorded"),
    (attempts, "unconfirmed"),
    (watches, "waiting"),
    (watches, "held"),
    (handovers, "asked"),
    (approvals, "asked"),
)


async def put(database: Database, table: Table, at: datetime, **given: str) -> None:
    """Put a row into a table whose instants are all alike."""
    values = {column.name: _filler(column, at) for column in table.c} | given
    async with database.transaction() as connection:
        await connection.execute(table.insert(), values)


def _filler(column: Column[Any], at: datetime) -> object:
    match column.type:
        case Instant():
            return at
        case JSON():
            return {}
        case Boolean():
            return False
        case Integer():
            return 1
        case _:
            return f"{at:%Y-%m-%d}" if column.name == "day" else "x"


async def count(database: Database, table: Table) -> int:
    async with database.transaction() as connection:
        found = (await connection.execute(select(func.count()).select_from(table))).scalar_one()
    return int(found)


@pytest.mark.parametrize(("table", "kept"), KEPT, ids=[table.name for table, _ in KEPT])
async def test_what_is_of_no_more_use_is_deleted_in_its_time(
    database: Database, table: Table, kept: timedelta | None
) -> None:
    await put(database, table, NOW)
    purge = Purge(database)
    await purge.run(NOW + (kept or timedelta(days=400)) - timedelta(seconds=1))
    assert await count(database, table) == 1
    await purge.run(NOW + (kept or timedelta(days=400)) + timedelta(seconds=1))
    assert await count(database, table) == (0 if kept else 1)


@pytest.mark.parametrize(("table", "state"), OPEN)
async def test_what_is_still_open_is_kept_however_old(
    database: Database, table: Table, state: str
) -> None:
    await put(database, table, NOW, state=state)
    await Purge(database).run(NOW + timedelta(days=4000))
    assert await count(database, table) == 1


async def test_a_booking_takes_along_what_belongs_to_it_and_nothing_of_others(
    database: Database,
) -> None:
    for booking, ends_at in (("old", NOW), ("new", NOW + timedelta(days=2))):
        await put(database, bookings, ends_at, id=booking)
        await put(database, invitations, NOW, id=f"to {booking}", booking_id=booking, email=booking)
        await put(database, gatherings, NOW, booking_id=booking)
        await put(database, attendances, NOW, booking_id=booking)
        await put(database, cards, NOW, subject_id=booking)
        await put(database, cards, NOW, subject_id=f"to {booking}")
    await put(database, gatherings, NOW, team_id="T2", booking_id="old")
    await Purge(database).run(NOW + timedelta(days=366))
    assert [
        await count(database, table)
        for table in (bookings, invitations, gatherings, attendances, cards)
    ] == [1, 1, 2, 1, 2]


async def test_many_rows_go_batch_by_batch(database: Database) -> None:
    rows = [{"team_id": "T1", "id": f"D{n}", "received_at": NOW} for n in range(2 * BATCH + 1)]
    async with database.transaction() as connection:
        await connection.execute(deliveries.insert(), rows)
    await put(database, deliveries, NOW + timedelta(days=2))
    await Purge(database).run(NOW + timedelta(days=2))
    assert await count(database, deliveries) == 1
