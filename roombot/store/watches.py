"""The waiting list in the database."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, select, update

from roombot.domain.intents import Wish
from roombot.domain.people import Person
from roombot.domain.watches import Watch, WatchState
from roombot.store.adapters import adapter
from roombot.store.database import Database
from roombot.store.schema import watches
from roombot.store.scopes import of_team

OPEN = [
    state.value
    for state in (WatchState.WAITING, WatchState.HOLDING, WatchState.HELD, WatchState.RELEASING)
]


class SqlWatches:
    """The waiting list."""

    def __init__(self, database: Database, team_id: str | None = None) -> None:
        """Take the database, and the workspace whose line it is; without one all are."""
        self._database = database
        self._own = of_team(watches, team_id)
        self._wish = adapter(Wish)

    async def add(self, watch: Watch) -> None:
        """Put somebody at the end of the line."""
        async with self._database.transaction() as connection:
            await connection.execute(watches.insert().values(self._values(watch)))

    async def get(self, team_id: str, watch_id: str) -> Watch | None:
        """Return a watch."""
        found = await self._all(select(watches).where(_is(team_id, watch_id)))
        return found[0] if found else None

    async def of_person(self, person: Person, now: datetime) -> tuple[Watch, ...]:
        """Return the person's watches that are not over, in order."""
        mine = (watches.c.team_id == person.team_id) & (watches.c.slack_id == person.slack_id)
        is_open = watches.c.state.in_(OPEN) & (watches.c.until > now)
        return await self._all(select(watches).where(mine, is_open))

    async def open(self) -> tuple[Watch, ...]:
        """Return all watches in a state that is not final, first come first."""
        return await self._all(select(watches).where(watches.c.state.in_(OPEN), self._own))

    async def change(self, before: Watch, after: Watch) -> bool:
        """Replace a watch as it was; False when another process was faster."""
        as_it_was = (watches.c.state == before.state.value) & (
            watches.c.held_until == before.held_until
        )
        mine = _is(before.team_id, before.id)
        change = update(watches).where(mine, as_it_was).values(self._values(after))
        async with self._database.transaction() as connection:
            return (await connection.execute(change)).rowcount == 1

    async def _all(self, query: Select[tuple[object, ...]]) -> tuple[Watch, ...]:
        ordered = query.order_by(watches.c.created_at, watches.c.id)
        async with self._database.transaction() as connection:
            return tuple(map(self._watch, (await connection.execute(ordered)).mappings()))

    def _values(self, watch: Watch) -> dict[str, Any]:
        wish = self._wish.dump_python(watch.wish, mode="json")
        return asdict(watch) | {"wish": wish, "state": watch.state.value}

    def _watch(self, row: RowMapping) -> Watch:
        wish = self._wish.validate_python(row["wish"])
        return Watch(**{**row, "wish": wish, "state": WatchState(row["state"])})


def _is(team_id: str, watch_id: str) -> ColumnElement[bool]:
    return (watches.c.team_id == team_id) & (watches.c.id == watch_id)
