"""Turns at rooms: one write at a time for a room, in this process and between processes."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from roombot.domain.errors import CalendarUnavailable
from roombot.domain.rooms import Room
from roombot.store.database import Database

PATIENCE_SECONDS = 20.0
CONNECTIONS = 8  # that turns may hold; the pool keeps the others for what is done in them


class Turns:
    """Hands out the rooms' turns in the order of asking."""

    def __init__(self, database: Database, patience: float = PATIENCE_SECONDS) -> None:
        """Take the database that the processes share, and the seconds that a turn may take."""
        self._database = database
        self._patience = patience
        self._connections = asyncio.Semaphore(CONNECTIONS)
        self._locks: dict[str, asyncio.Lock] = {}
        self._wanted: Counter[str] = Counter()

    @asynccontextmanager
    async def at(self, team_id: str, rooms: Sequence[Room]) -> AsyncIterator[None]:
        """Hold the turns of some rooms; the fixed order keeps two from waiting on each other."""
        names = sorted({f"{team_id}\0{room.email}" for room in rooms})
        async with AsyncExitStack() as stack:
            try:
                async with asyncio.timeout(self._patience):
                    await self._wait_for(stack, names)
            except TimeoutError as error:
                raise CalendarUnavailable("another write holds the room") from error
            yield

    async def _wait_for(self, stack: AsyncExitStack, names: Sequence[str]) -> None:
        for name in names:
            await stack.enter_async_context(self._alone_here(name))
        if self._database.is_postgresql:
            await stack.enter_async_context(self._alone_everywhere(names))

    @asynccontextmanager
    async def _alone_here(self, name: str) -> AsyncIterator[None]:
        """Hold a lock that lives only for as long as somebody wants it."""
        self._wanted[name] += 1
        try:
            async with self._locks.setdefault(name, asyncio.Lock()):
                yield
        finally:
            self._wanted[name] -= 1
            if not self._wanted[name]:
                del self._wanted[name], self._locks[name]

    @asynccontextmanager
    async def _alone_everywhere(self, names: Sequence[str]) -> AsyncIterator[None]:
        """Hold PostgreSQL's advisory locks, which end with their transaction."""
        lock = text("SELECT pg_advisory_xact_lock(:number)")
        async with self._connections, self._database.engine.connect() as connection:
            for name in names:
                await connection.execute(lock, {"number": _number(name)})
            try:
                yield
            finally:
                await _let_go(connection)


async def _let_go(connection: AsyncConnection) -> None:
    """End the transaction; one that was lost has ended, which must not spoil a finished write."""
    try:
        await connection.rollback()
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise


def _number(name: str) -> int:
    """Return the 64-bit number by which PostgreSQL knows a lock."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
