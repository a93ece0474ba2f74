"""Aliases: Slack people whom Joan knows under another address."""

from sqlalchemy import select

from roombot.domain.people import folded
from roombot.store.database import Database
from roombot.store.schema import aliases


class SqlAliases:
    """The aliases in a database."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database

    async def link(self, team_id: str, slack_id: str, joan_email: str) -> None:
        """Remember under which address Joan knows a Slack person."""
        values = {"team_id": team_id, "slack_id": slack_id, "joan_email": folded(joan_email)}
        insert = self._database.insert(aliases).values(values)
        async with self._database.transaction() as connection:
            await connection.execute(
                insert.on_conflict_do_update(index_elements=["team_id", "slack_id"], set_=values)
            )

    async def joan_email_of(self, team_id: str, slack_id: str) -> str | None:
        """Return the address that was linked, or None."""
        query = select(aliases.c.joan_email).where(
            aliases.c.team_id == team_id, aliases.c.slack_id == slack_id
        )
        async with self._database.transaction() as connection:
            return (await connection.execute(query)).scalar_one_or_none()
