"""Series in the database."""

from datetime import datetime

from sqlalchemy import select, update

from roombot.domain.series import Series
from roombot.store.adapters import adapter
from roombot.store.database import Database
from roombot.store.schema import series as table
from roombot.store.scopes import of_team


class SqlSeries:
    """The series that were laid out, and how far their booking has come."""

    def __init__(self, database: Database, team_id: str | None = None) -> None:
        """Take the database, and the workspace whose series are left behind; without one all."""
        self._database = database
        self._own = of_team(table, team_id)
        self._adapter = adapter(Series)

    async def save(self, series: Series) -> None:
        """Keep a series as it is now."""
        values = {
            "team_id": series.team_id,
            "id": series.id,
            "plan": self._adapter.dump_python(series, mode="json"),
            "created_at": series.created_at,
            "leased_until": series.leased_until,
        }
        async with self._database.transaction() as connection:
            await connection.execute(self._database.upsert(table), values)

    async def change(self, before: Series, after: Series) -> bool:
        """Keep a series as it is now; False where another process has taken it over since."""
        plan = self._adapter.dump_python(after, mode="json")
        mine = (table.c.team_id == before.team_id) & (table.c.id == before.id)
        change = update(table).where(mine, table.c.leased_until == before.leased_until)
        values = change.values(plan=plan, leased_until=after.leased_until)
        async with self._database.transaction() as connection:
            changed = await connection.execute(values)
        return changed.rowcount == 1

    async def left_behind(self, now: datetime) -> tuple[Series, ...]:
        """Return the series whose process has not ended in time."""
        query = select(table.c.plan).where(table.c.leased_until <= now, self._own)
        async with self._database.transaction() as connection:
            plans = (await connection.execute(query.order_by(table.c.created_at))).scalars()
            return tuple(self._adapter.validate_python(plan) for plan in plans)

    async def get(self, team_id: str, series_id: str) -> Series | None:
        """Return a series."""
        query = select(table.c.plan).where(table.c.team_id == team_id, table.c.id == series_id)
        async with self._database.transaction() as connection:
            plan = (await connection.execute(query)).scalar_one_or_none()
        return None if plan is None else self._adapter.validate_python(plan)
