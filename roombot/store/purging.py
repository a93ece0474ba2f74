"""Purge: delete what is of no more use; bookings and writes to Joan are kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, delete

from roombot.domain.conversations import MEMORY
from roombot.store.database import Database
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
)
GAPS_KEPT = timedelta(days=90)


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
