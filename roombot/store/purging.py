"""Purge: delete what is of no more use; bookings and writes to Joan are kept.

Of a workspace that has removed the bot, everything goes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, delete, select

from roombot.domain.conversations import MEMORY
from roombot.store.database import Database
from roombot.store.installation_tables import installations, memberships
from roombot.store.rule_tables import approvals, metadata
from roombot.store.schema import (
    conversations,
    deliveries,
    gaps,
    handovers,
    notes,
    offers,
    watches,
)

KEPT: tuple[tuple[Column[datetime], timedelta], ...] = (
    (conversations.c.at, MEMORY),
    (deliveries.c.received_at, timedelta(days=1)),  # Slack repeats for about six minutes
    (notes.c.at, timedelta(days=14)),
    (offers.c.created_at, timedelta(days=30)),  # then the buttons of a message have expired
    (watches.c.until, timedelta(days=30)),
    (handovers.c.ends_at, timedelta(days=30)),
    (approvals.c.ends_at, timedelta(days=30)),
)
GAPS_KEPT = timedelta(days=90)
DEPARTED_KEPT = timedelta(days=30)  # in which a workspace may come back to its bookings


@dataclass(frozen=True)
class Purge:
    """Deletes from a database."""

    database: Database

    async def run(self, now: datetime) -> None:
        """Delete what is older than it is kept; a table at a time, so that nobody waits long."""
        for instant, kept in KEPT:
            async with self.database.transaction() as connection:
                await connection.execute(delete(instant.table).where(instant < now - kept))
        first_day = (now - GAPS_KEPT).date().isoformat()
        async with self.database.transaction() as connection:
            await connection.execute(delete(gaps).where(gaps.c.day < first_day))
        for team_id in await self._departed(now - DEPARTED_KEPT):
            await self._forget(team_id)

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
            async with self.database.transaction() as connection:
                await connection.execute(delete(table).where(table.c.team_id == team_id))
