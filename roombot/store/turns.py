"""Turns at rooms: one write at a time for a room, in this process and between processes."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from roombot.domain.errors import CalendarUnavailable
from roombot.domain.rooms import Room
from roombot.store.database import Database

PATIENCE_SECONDS = 20


class Turns:
    """Hands out the rooms' turns in the order of asking."""

    def __init__(self, database: Database) -> None:
        """Take the database that the processes share."""
        self._database = database
        self._locks: dict[str, asyncio.Lock] = {}
        self._wanted: Counter[str] = Counter()

    @asynccontextmanager
    async def at(self, team_id: str, rooms: Sequence[Room]) -> AsyncIterator[None]:
        """Hold the turns of some rooms; the fixed order keeps two from waiting on each other."""
        names = sorted({f"{team_id}\0{room.email}" for room in rooms})
        async with AsyncExitStack() as stack:
            for name in names:
                await stack.enter_async_context(self._alone_here(name))
            if self._database.is_postgresql:
                await stack.enter_async_context(self._alone_everywhere(names))
            yield

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
        async with self._database.transaction() as connection:
            await connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE_SECONDS}s'"))
            for name in names:
                try:
                    await connection.execute(
                        text("SELECT pg_advisory_xact_lock(:number)"), {"number": _number(name)}
                    )
                except DBAPIError as error:
                    raise CalendarUnavailable("another booking holds the room") from error
            yield


def _number(name: str) -> int:
    """Return the 64-bit number by which PostgreSQL knows a lock."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
