"""The audit, in the database."""

from datetime import datetime

from sqlalchemy import select

from roombot.domain.audit import By, Deed
from roombot.store.database import Database
from roombot.store.installation_tables import audit


class SqlAudit:
    """The lines of the audit; they are added and read, never changed."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database

    async def add(self, deed: Deed) -> None:
        """Keep a line."""
        values = {
            "team_id": deed.by.team_id,
            "at": deed.at,
            "actor": deed.by.actor,
            "action": deed.action,
            "subject": deed.subject,
            "result": deed.result,
            "delivery": deed.by.delivery,
        }
        async with self._database.transaction() as connection:
            await connection.execute(audit.insert(), values)

    async def read(
        self, team_id: str | None, actor: str | None, since: datetime | None
    ) -> tuple[Deed, ...]:
        """Return the lines of a workspace and a person, or of all, in the order of the deeds."""
        query = select(audit).order_by(audit.c.at, audit.c.id)
        if team_id is not None:
            query = query.where(audit.c.team_id == team_id)
        if actor is not None:
            query = query.where(audit.c.actor == actor)
        if since is not None:
            query = query.where(audit.c.at >= since)
        async with self._database.transaction() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(
            Deed(
                row.at,
                By(row.team_id, row.actor, row.delivery),
                row.action,
                row.subject,
                row.result,
            )
            for row in rows
        )
