from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Column, Integer, Table, func, select

from roombot.store.database import Database
from roombot.store.purging import Purge
from roombot.store.rule_tables import approvals
from roombot.store.schema import (
    Instant,
    bookings,
    conversations,
    deliveries,
    gaps,
    handovers,
    notes,
    offers,
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
    (bookings, None),
)


async def put(database: Database, table: Table, at: datetime) -> None:
    """Put a row into a table whose instants are all alike."""
    values = {column.name: _filler(column, at) for column in table.c}
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
