"""The questions to the holders of rooms, in the database."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, select, update

from roombot.domain.handovers import Handover, HandoverState
from roombot.domain.intents import Wish
from roombot.domain.time_slots import TimeSlot
from roombot.store.adapters import adapter
from roombot.store.database import Database
from roombot.store.schema import handovers
from roombot.store.scopes import of_team

OPEN = [HandoverState.ASKED.value, HandoverState.GIVING.value]


class SqlHandovers:
    """The questions to the holders of rooms."""

    def __init__(self, database: Database, team_id: str | None = None) -> None:
        """Take the database, and the workspace whose questions they are; without one all are."""
        self._database = database
        self._own = of_team(handovers, team_id)
        self._wish = adapter(Wish)

    async def add(self, handover: Handover) -> None:
        """Keep a question."""
        async with self._database.transaction() as connection:
            await connection.execute(handovers.insert().values(self._values(handover)))

    async def get(self, team_id: str, handover_id: str) -> Handover | None:
        """Return a question."""
        found = await self._all(select(handovers).where(_is(team_id, handover_id)))
        return found[0] if found else None

    async def since(self, team_id: str, instant: datetime) -> tuple[Handover, ...]:
        """Return the questions of a workspace that were asked after an instant."""
        of_team = (handovers.c.team_id == team_id) & (handovers.c.created_at >= instant)
        return await self._all(select(handovers).where(of_team))

    async def open(self) -> tuple[Handover, ...]:
        """Return all questions in a state that is not final."""
        return await self._all(select(handovers).where(handovers.c.state.in_(OPEN), self._own))

    async def change(self, before: Handover, after: Handover) -> bool:
        """Replace a question as it was; False when another process was faster."""
        as_it_was = (handovers.c.state == before.state.value) & (
            handovers.c.answered_at == before.answered_at
        )
        mine = _is(before.team_id, before.id)
        change = update(handovers).where(mine, as_it_was).values(self._values(after))
        async with self._database.transaction() as connection:
            return (await connection.execute(change)).rowcount == 1

    async def _all(self, query: Select[tuple[object, ...]]) -> tuple[Handover, ...]:
        ordered = query.order_by(handovers.c.created_at, handovers.c.id)
        async with self._database.transaction() as connection:
            return tuple(map(self._handover, (await connection.execute(ordered)).mappings()))

    def _values(self, handover: Handover) -> dict[str, Any]:
        values = asdict(handover) | {"wish": self._wish.dump_python(handover.wish, mode="json")}
        slot = values.pop("slot")
        return values | {
            "starts_at": slot["start"],
            "ends_at": slot["end"],
            "state": handover.state.value,
        }

    def _handover(self, row: RowMapping) -> Handover:
        values = dict(row)
        slot = TimeSlot(values.pop("starts_at"), values.pop("ends_at"))
        wish = self._wish.validate_python(values.pop("wish"))
        state = HandoverState(values.pop("state"))
        return Handover(**values, wish=wish, slot=slot, state=state)


def _is(team_id: str, handover_id: str) -> ColumnElement[bool]:
    return (handovers.c.team_id == team_id) & (handovers.c.id == handover_id)
