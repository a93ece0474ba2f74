"""The requests for special rooms, in the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update

from roombot.domain.approvals import Approval, ApprovalState
from roombot.domain.people import Person
from roombot.store.adapters import adapter
from roombot.store.database import Database
from roombot.store.intents import Intents
from roombot.store.rule_tables import approvals as table
from roombot.store.scopes import of_team

IS_OPEN = (table.c.state == ApprovalState.ASKED.value) | table.c.is_told.is_(False)


class SqlApprovals:
    """The requests for special rooms."""

    def __init__(self, database: Database, team_id: str | None = None) -> None:
        """Take the database, and the workspace whose requests they are; without one all are."""
        self._database = database
        self._own = of_team(table, team_id)
        self._adapter = adapter(Approval)
        self._intents = Intents()

    async def add(self, approval: Approval) -> None:
        """Keep a request."""
        async with self._database.transaction() as connection:
            await connection.execute(table.insert().values(self._values(approval)))

    async def get(self, team_id: str, approval_id: str) -> Approval | None:
        """Return a request."""
        found = await self._all((table.c.team_id == team_id) & (table.c.id == approval_id))
        return found[0] if found else None

    async def open_of(self, person: Person, now: datetime) -> tuple[Approval, ...]:
        """Return the person's requests that can still be answered."""
        is_asked = table.c.state == ApprovalState.ASKED.value
        found = await self._all(_of(person) & is_asked)
        return tuple(one for one in found if one.until > now)

    async def granted(self, person: Person, now: datetime) -> tuple[Approval, ...]:
        """Return what was approved for the person and is not over."""
        is_approved = table.c.state == ApprovalState.APPROVED.value
        return await self._all(_of(person) & is_approved & (table.c.ends_at > now))

    async def due(self, now: datetime) -> tuple[Approval, ...]:
        """Return the requests whose next step may be taken."""
        is_free = table.c.next_at.is_(None) | (table.c.next_at <= now)
        return await self._all(IS_OPEN & is_free & self._own)

    async def change(self, before: Approval, after: Approval) -> bool:
        """Replace a request as it was; False when another click or process was faster."""
        as_it_was = (
            (table.c.state == before.state.value)
            & (table.c.is_told == before.is_told)
            & (table.c.next_at == before.next_at)
        )
        mine = (table.c.team_id == before.team_id) & (table.c.id == before.id)
        change = update(table).where(mine, as_it_was).values(self._values(after))
        async with self._database.transaction() as connection:
            return (await connection.execute(change)).rowcount == 1

    async def _all(self, wanted: ColumnElement[bool]) -> tuple[Approval, ...]:
        query = select(table.c.request).where(wanted).order_by(table.c.created_at, table.c.id)
        async with self._database.transaction() as connection:
            rows = (await connection.execute(query)).scalars()
            return tuple(map(self._approval, rows))

    def _approval(self, kept: dict[str, Any]) -> Approval:
        intent = self._intents.load(kept["intent"])
        return self._adapter.validate_python(kept | {"intent": intent})

    def _values(self, approval: Approval) -> dict[str, Any]:
        request = self._adapter.dump_python(approval, mode="json")
        return {
            "team_id": approval.team_id,
            "id": approval.id,
            "asker_id": approval.asker_id,
            "request": request | {"intent": self._intents.dump(approval.intent)},
            "created_at": approval.created_at,
            "ends_at": max(slot.end for slot in approval.slots),
            "state": approval.state.value,
            "is_told": approval.is_told,
            "next_at": approval.next_at,
        }


def _of(person: Person) -> ColumnElement[bool]:
    return (table.c.team_id == person.team_id) & (table.c.asker_id == person.slack_id)
