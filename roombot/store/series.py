"""Series in the database."""

from sqlalchemy import select

from roombot.domain.series import Series
from roombot.store.adapters import adapter
from roombot.store.database import Database
from roombot.store.schema import series as table


class SqlSeries:
    """The series that were laid out, and how far their booking has come."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database
        self._adapter = adapter(Series)

    async def save(self, series: Series) -> None:
        """Keep a series as it is now."""
        values = {
            "team_id": series.team_id,
            "id": series.id,
            "plan": self._adapter.dump_python(series, mode="json"),
            "created_at": series.created_at,
        }
        async with self._database.transaction() as connection:
            await connection.execute(self._database.upsert(table), values)

    async def get(self, team_id: str, series_id: str) -> Series | None:
        """Return a series."""
        query = select(table.c.plan).where(table.c.team_id == team_id, table.c.id == series_id)
        async with self._database.transaction() as connection:
            plan = (await connection.execute(query)).scalar_one_or_none()
        return None if plan is None else self._adapter.validate_python(plan)
