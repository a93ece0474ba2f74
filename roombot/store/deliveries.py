"""Deliveries: what Slack has sent, so that what it sends twice acts once."""

from datetime import datetime

from roombot.store.database import Database
from roombot.store.schema import deliveries


class SqlDeliveries:
    """The deliveries in a database."""

    def __init__(self, database: Database) -> None:
        """Take the database that all processes share."""
        self._database = database

    async def first_time(self, team_id: str, delivery_id: str, now: datetime) -> bool:
        """Remember a delivery; False when it came before, to this process or another."""
        values = {"team_id": team_id, "id": delivery_id, "received_at": now}
        insert = self._database.insert(deliveries).on_conflict_do_nothing()
        async with self._database.transaction() as connection:
            inserted = await connection.execute(insert.returning(deliveries.c.id), values)
            return inserted.first() is not None
