"""Open a database: SQLite or PostgreSQL, by its address."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Table, create_engine, event, inspect, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool, StaticPool

BUSY_MILLISECONDS = 10_000
JOBS_SCHEMA, JOBS_TABLE = "dbos", "workflow_status"


class Database:
    """An open database."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Take the engine that holds the connections."""
        self.engine = engine
        self._upserts: dict[str, postgresql.Insert | sqlite.Insert] = {}

    @property
    def is_postgresql(self) -> bool:
        """Whether several processes may share this database."""
        return self.engine.dialect.name == "postgresql"

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """Hold a transaction that is committed at the end, or rolled back on an exception."""
        async with self.engine.begin() as connection:
            yield connection

    def insert(self, table: Table) -> postgresql.Insert | sqlite.Insert:
        """Return an insert that knows ``ON CONFLICT``."""
        return postgresql.insert(table) if self.is_postgresql else sqlite.insert(table)

    def upsert(self, table: Table, *kept: str) -> postgresql.Insert | sqlite.Insert:
        """Return an insert that replaces the row with the same key, but for the ``kept`` columns.

        Built once a table, and given its values when it is executed: building costs more than
        SQLite does.
        """
        if table.name not in self._upserts:
            insert = self.insert(table)
            keys = [column.name for column in table.primary_key]
            changed = [one.name for one in table.columns if one.name not in {*keys, *kept}]
            values = {name: insert.excluded[name] for name in changed}
            self._upserts[table.name] = insert.on_conflict_do_update(
                index_elements=keys, set_=values
            )
        return self._upserts[table.name]

    async def revision(self) -> str | None:
        """Return the revision of the schema; what the database answers at all times."""
        async with self.engine.connect() as connection:
            found = await connection.execute(text("SELECT version_num FROM alembic_version"))
            version: str | None = found.scalar()
        return version

    async def aclose(self) -> None:
        """Close all connections."""
        await self.engine.dispose()


def open_database(address: str) -> Database:
    """Open a database; its schema must be up to date (``store.schema_state``)."""
    url = async_url(address)
    if url.get_backend_name() == "postgresql":
        return Database(create_async_engine(url, pool_size=10, pool_pre_ping=True))
    if url.database in (None, "", ":memory:"):
        engine = create_async_engine(url, poolclass=StaticPool)
    else:
        # One connection: SQLite writes one at a time anyway, and a queue is fairer than polling.
        # Every transaction is ended by ``transaction``: a reset would be one more thread hop.
        engine = create_async_engine(url, pool_size=1, max_overflow=0, pool_reset_on_return=None)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    return Database(engine)


def async_url(address: str) -> URL:
    """Return the address with the driver that is used here, whichever it names."""
    url = make_url(address)
    backend = url.drivername.partition("+")[0]
    is_sqlite = backend == "sqlite"
    return url.set(drivername="sqlite+aiosqlite" if is_sqlite else "postgresql+psycopg")


def jobs_url(address: str) -> str:
    """Return where the engine of jobs keeps its own tables.

    In PostgreSQL that is a schema of its own; SQLite, which writes one at a time, gets a file
    beside ours.
    """
    url = sync_url(address)
    if url.get_backend_name() == "sqlite":
        url = url.set(database=f"{url.database}-jobs")
    return url.render_as_string(hide_password=False)


def has_jobs(address: str) -> bool:
    """Tell whether a worker has ever made the tables of jobs; looking makes none."""
    url = make_url(jobs_url(address))
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return False
    engine = create_engine(url, poolclass=NullPool)
    try:
        return any(inspect(engine).has_table(JOBS_TABLE, schema) for schema in (None, JOBS_SCHEMA))
    finally:
        engine.dispose()


def sync_url(address: str) -> URL:
    """Return the address for migrations, which run without an event loop."""
    url = async_url(address)
    return url.set(drivername="sqlite") if url.get_backend_name() == "sqlite" else url


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Let readers and a writer work side by side, and wait rather than fail."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()
