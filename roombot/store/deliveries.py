"""Deliveries: what Slack has sent, so that what it sends twice acts once."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from roombot.store.database import Database
from roombot.store.schema import deliveries

KEPT = timedelta(days=1)  # Slack repeats for about six minutes
PURGE_EVERY = 1_000


class SqlDeliveries:
    """The deliveries in a database."""

    def __init__(self, database: Database) -> None:
        """Take the database that all processes share."""
        self._database = database
        self._seen = 0

    async def first_time(self, team_id: str, delivery_id: str, now: datetime) -> bool:
        """Remember a delivery; False when it came before, to this process or another."""
        values = {"team_id": team_id, "id": delivery_id, "received_at": now}
        insert = self._database.insert(deliveries).on_conflict_do_nothing()
        async with self._database.transaction() as connection:
            inserted = await connection.execute(insert.returning(deliveries.c.id), values)
            is_first = inserted.first() is not None
        if self._seen % PURGE_EVERY == 0:  # also at a start: few deliveries come between restarts
            await self.purge(now - KEPT)
        self._seen += 1
        return is_first

    async def purge(self, before: datetime) -> None:
        """Forget what came before an instant."""
        async with self._database.transaction() as connection:
            await connection.execute(delete(deliveries).where(deliveries.c.received_at < before))
