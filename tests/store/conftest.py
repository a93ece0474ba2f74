from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import UTC, datetime

import pytest

from roombot.sandbox.clock import SandboxClock
from roombot.store.database import Database, open_database
from roombot.store.ledger import SqlLedger


@pytest.fixture
def clock() -> SandboxClock:
    return SandboxClock(datetime(2026, 5, 11, 9, tzinfo=UTC))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with aclosing(open_database(database_url)) as opened:
        yield opened


@pytest.fixture
async def postgres_database(postgres_url: str) -> AsyncIterator[Database]:
    async with aclosing(open_database(postgres_url)) as opened:
        yield opened


@pytest.fixture
async def neighbour(database: Database, database_url: str) -> AsyncIterator[Database]:
    """Open the same database again, as another process would."""
    assert await database.revision()
    async with aclosing(open_database(database_url)) as opened:
        yield opened


@pytest.fixture
def ledger(database: Database, clock: SandboxClock) -> SqlLedger:
    return SqlLedger(database, clock)
