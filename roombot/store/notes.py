"""Notes: which messages and steps were begun and finished, so that each happens once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from roombot.store.database import Database
from roombot.store.schema import notes

MOST_KEYS = 500  # databases limit how many values one query may name


class SqlNotes:
    """Notes in the database; keys hold booking ids, which no two workspaces share."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database

    async def begin(self, key: str, now: datetime) -> bool:
        """Note that something is about to happen; False when it was begun before."""
        insert = self._database.insert(notes).on_conflict_do_nothing().returning(notes.c.key)
        async with self._database.transaction() as connection:
            values = {"key": key, "at": now, "is_done": False}
            return (await connection.execute(insert, values)).first() is not None

    async def finish(self, key: str, at: datetime) -> None:
        """Note that something has happened, or the instant that a key stands for."""
        values = {"key": key, "at": at, "is_done": True}
        async with self._database.transaction() as connection:
            await connection.execute(self._database.upsert(notes), values)

    async def done(self, keys: Sequence[str]) -> frozenset[str]:
        """Return the keys of what has happened."""
        found: set[str] = set()
        async with self._database.transaction() as connection:
            for start in range(0, len(keys), MOST_KEYS):
                some = notes.c.key.in_(keys[start : start + MOST_KEYS])
                query = select(notes.c.key).where(some, notes.c.is_done.is_(True))
                found.update((await connection.execute(query)).scalars())
        return frozenset(found)

    async def time_of(self, key: str) -> datetime | None:
        """Return the instant of a note."""
        query = select(notes.c.at).where(notes.c.key == key)
        async with self._database.transaction() as connection:
            return (await connection.execute(query)).scalar_one_or_none()
