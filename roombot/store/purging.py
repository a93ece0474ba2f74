"""Purge: delete in small batches what is kept no longer, as ``retention`` says.

Of a workspace that has removed the bot, everything goes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, Table, delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from roombot.store.database import Database
from roombot.store.installation_tables import installations, memberships
from roombot.store.retention import ALONG, DEPARTED_KEPT, LIMITS
from roombot.store.rule_tables import metadata

BATCH = 500  # rows deleted at once, so that nobody waits long

Keys = Sequence[Row[tuple[str, ...]]] | Select[tuple[str, ...]]


@dataclass(frozen=True)
class Purge:
    """Deletes from a database."""

    database: Database

    async def run(self, now: datetime) -> None:
        """Delete what is older than it is kept."""
        for limit in LIMITS:
            await self._delete(limit.table, limit.passed(now))
        for team_id in await self._departed(now - DEPARTED_KEPT):
            await self._forget(team_id)

    async def _delete(self, table: Table, which: ColumnElement[bool]) -> None:
        """Delete rows, and what goes along with each, batch by batch."""
        keys = tuple(table.primary_key.columns)
        query = select(*keys).where(which).limit(BATCH)
        is_full = True
        while is_full:
            async with self.database.transaction() as connection:
                batch = (await connection.execute(query)).all()
                if batch:
                    await delete_along(connection, table, batch)
                    found = tuple_(*keys).in_(batch)
                    await connection.execute(delete(table).where(found, which))
            is_full = len(batch) == BATCH

    async def _departed(self, before: datetime) -> list[str]:
        """Return the workspaces that removed the bot by themselves or by their organisation.

        An organisation comes last: its workspaces are found by it.
        """
        gone = select(installations.c.team_id).where(installations.c.revoked_at < before)
        standing = select(installations.c.team_id).where(installations.c.revoked_at.is_(None))
        members = select(memberships.c.team_id).where(
            memberships.c.enterprise_id.in_(gone), memberships.c.team_id.not_in(standing)
        )
        async with self.database.transaction() as connection:
            found = [await connection.execute(query) for query in (members, gone)]
            return [row[0] for rows in found for row in rows]

    async def _forget(self, team_id: str) -> None:
        """Delete everything of a workspace, the mark that it has gone last."""
        tables = [table for table in metadata.sorted_tables if "team_id" in table.c]
        for table in sorted(tables, key=lambda one: one is installations):
            await self._delete(table, table.c.team_id == team_id)


async def delete_along(connection: AsyncConnection, table: Table, keys: Keys) -> None:
    """Delete what belongs to rows that are about to be deleted."""
    for other, name in ALONG.get(table, ()):
        theirs = tuple_(other.c.team_id, other.c[name]).in_(keys)
        if other in ALONG:
            inner = select(other.c.team_id, other.c.id).where(theirs)
            await delete_along(connection, other, inner)
        await connection.execute(delete(other).where(theirs))
