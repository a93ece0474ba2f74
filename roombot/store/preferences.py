"""What people wish of the bot, and who looks at the Home."""

from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select

from roombot.domain.people import Person
from roombot.domain.preferences import Preferences
from roombot.store.database import Database
from roombot.store.schema import homes, preferences
from roombot.store.scopes import of_team

SEEN = timedelta(days=30)  # a Home that nobody has looked at for so long is not kept fresh


class SqlPreferences:
    """The settings of people in a database."""

    def __init__(self, database: Database, team_id: str | None = None) -> None:
        """Take the database, and the workspace whose people they are; without one all are."""
        self._database = database
        self._own = of_team(preferences, team_id)

    async def of(self, team_id: str, slack_id: str) -> Preferences:
        """Return a person's settings."""
        columns = [column for column in preferences.c if column.name not in {"team_id", "slack_id"}]
        query = select(*columns).where(_whose(team_id, slack_id))
        async with self._database.transaction() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        if row is None:
            return Preferences()
        return Preferences(**{**row, "favourites": tuple(row["favourites"])})

    async def thanked(self) -> tuple[tuple[str, str], ...]:
        """Return who wishes to be thanked: workspaces and Slack ids."""
        query = select(preferences.c.team_id, preferences.c.slack_id)
        query = query.where(preferences.c.thanks, self._own)
        async with self._database.transaction() as connection:
            return tuple((row[0], row[1]) for row in await connection.execute(query))

    async def save(self, person: Person, wished: Preferences) -> None:
        """Keep a person's settings."""
        who = {"team_id": person.team_id, "slack_id": person.slack_id}
        values = who | asdict(wished) | {"favourites": list(wished.favourites)}
        async with self._database.transaction() as connection:
            await connection.execute(self._database.upsert(preferences), values)


class SqlHomes:
    """Who looks at the Home."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database

    async def opened(self, person: Person, now: datetime) -> None:
        """Note that a person looks at the Home."""
        values = {"team_id": person.team_id, "slack_id": person.slack_id, "at": now}
        async with self._database.transaction() as connection:
            await connection.execute(self._database.upsert(homes), values)

    async def is_seen(self, person: Person, now: datetime) -> bool:
        """Tell whether a person has looked at the Home lately."""
        mine = (homes.c.team_id == person.team_id) & (homes.c.slack_id == person.slack_id)
        query = select(homes.c.at).where(mine, homes.c.at > now - SEEN)
        async with self._database.transaction() as connection:
            return (await connection.execute(query)).first() is not None


def _whose(team_id: str, slack_id: str) -> ColumnElement[bool]:
    return (preferences.c.team_id == team_id) & (preferences.c.slack_id == slack_id)
