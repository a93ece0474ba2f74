"""Aliases: Slack people whom Joan knows under another address."""

from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import select

from roombot.domain.people import folded
from roombot.store.database import Database
from roombot.store.recent import Recent
from roombot.store.schema import aliases

FRESH = timedelta(minutes=1)  # for so long an alias is believed that another process may change


class Clock(Protocol):
    """Time as the program sees it."""

    def now(self) -> datetime:
        """Return the present instant, aware."""
        ...


class SqlAliases:
    """The aliases in a database, each read at most once a minute."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Take the database, and the clock by which what was read grows old."""
        self._database = database
        self._clock = clock
        self._read: Recent[tuple[str, str], str | None] = Recent(FRESH)

    async def link(self, team_id: str, slack_id: str, joan_email: str) -> None:
        """Remember under which address Joan knows a Slack person."""
        values = {"team_id": team_id, "slack_id": slack_id, "joan_email": folded(joan_email)}
        async with self._database.transaction() as connection:
            await connection.execute(self._database.upsert(aliases), values)
        self._read.drop((team_id, slack_id))

    async def joan_email_of(self, team_id: str, slack_id: str) -> str | None:
        """Return the address that was linked, or None."""
        now, key = self._clock.now(), (team_id, slack_id)
        if known := self._read.get(key, now):
            return known[0]
        query = select(aliases.c.joan_email).where(
            aliases.c.team_id == team_id, aliases.c.slack_id == slack_id
        )
        async with self._database.transaction() as connection:
            found = (await connection.execute(query)).scalar_one_or_none()
        self._read.keep(key, found, now)
        return found
