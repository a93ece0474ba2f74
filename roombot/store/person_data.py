"""A person's data: all that is stored of somebody in a workspace, to be read or erased."""

import json
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, cast, delete, false, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from roombot.domain.bookings import AttemptState, Booking, BookingState
from roombot.domain.handovers import HandoverState
from roombot.domain.personal_data import Erased, StillAtWork
from roombot.domain.watches import WatchState
from roombot.store.database import Database
from roombot.store.personal import IDENTITIES, PERSONAL, Personal
from roombot.store.purging import delete_along
from roombot.store.rows import booking_of
from roombot.store.schema import attempts, bookings, handovers, watches

Row = dict[str, Any]
AT_WORK = timedelta(minutes=2)  # in which a write that was begun is still being made


@dataclass(frozen=True)
class PersonData:
    """Reads and erases in a database; ``who`` is a Slack id or an address."""

    database: Database

    async def teams(self, who: str) -> tuple[str, ...]:
        """Return the workspaces in which anything is somebody's."""
        found: set[str] = set()
        async with self.database.transaction() as connection:
            for one in PERSONAL:
                if "team_id" in one.table.c and (one.own or one.kept):
                    mine = _in(one.table, (*one.own, *one.kept), {who})
                    query = select(one.table.c.team_id).where(mine).distinct()
                    found |= set((await connection.execute(query)).scalars())
        return tuple(sorted(found))

    async def export(self, team_id: str, who: str) -> dict[str, list[Row]]:
        """Return the person's rows by table; of others' rows that name them, which these are."""
        async with self.database.transaction() as connection:
            names = await _names(connection, team_id, who)
            return {
                one.table.name: await _rows(connection, one, team_id, names) for one in PERSONAL
            }

    async def erase(self, team_id: str, who: str, now: datetime) -> Erased:
        """Erase what is the person's, and put a pseudonym where others' rows name them."""
        pseudonym = f"erased-{secrets.token_hex(6)}"
        async with self.database.transaction() as connection:
            names = await _names(connection, team_id, who)
            await _check_at_rest(connection, team_id, names, now)
            coming = await _coming(connection, team_id, names, now)
            rows: dict[str, int] = {}
            for one in PERSONAL:
                erased = await _delete(connection, one, team_id, names)
                rows[one.table.name] = erased
            for one in PERSONAL:
                rows[one.table.name] += await _rename(connection, one, team_id, names, pseudonym)
        return Erased({name: n for name, n in rows.items() if n}, pseudonym, coming)


async def _names(connection: AsyncConnection, team_id: str, who: str) -> frozenset[str]:
    """Return the Slack ids and addresses of a person."""
    names = {who.casefold() if "@" in who else who}
    for table, *pair in IDENTITIES * 2:  # from an address to the id, and from there to others
        columns = [table.c[name] for name in pair]
        mine = (table.c.team_id == team_id) & or_(*[column.in_(names) for column in columns])
        for row in await connection.execute(select(*columns).where(mine)):
            names |= {name for name in row if name}
    return frozenset(names)


async def _rows(
    connection: AsyncConnection, one: Personal, team_id: str, names: frozenset[str]
) -> list[Row]:
    table = one.table
    mine = _in(table, (*one.own, *one.kept), names)
    found = await connection.execute(select(table).where(_of(table, team_id), mine))
    rows = [dict(row) for row in found.mappings()]
    keys = list(table.primary_key.columns)
    for name in one.named:
        query = select(*keys).where(_of(table, team_id), _naming(table, name, names), ~mine)
        rows += [
            {**row, "names_you_in": name} for row in (await connection.execute(query)).mappings()
        ]
    return rows


async def _check_at_rest(
    connection: AsyncConnection, team_id: str, names: frozenset[str], now: datetime
) -> None:
    """Raise ``StillAtWork`` while a process works for the person."""
    recent = attempts.c.created_at > now - AT_WORK
    held = (WatchState.HOLDING, WatchState.HELD, WatchState.RELEASING)
    busy = (
        (attempts, "slack_id", (attempts.c.state == AttemptState.RECORDED) & recent),
        (watches, "slack_id", watches.c.state.in_(held)),
        (handovers, "asker_id", handovers.c.state == HandoverState.GIVING),
        (handovers, "holder_id", handovers.c.state == HandoverState.GIVING),
    )
    for table, column, at_work in busy:
        mine = _of(table, team_id) & table.c[column].in_(names) & at_work
        if (await connection.execute(select(table.c.id).where(mine))).first():
            raise StillAtWork("a room is being booked or held for them: try again in five minutes")


async def _coming(
    connection: AsyncConnection, team_id: str, names: frozenset[str], now: datetime
) -> tuple[Booking, ...]:
    mine = _of(bookings, team_id) & _in(bookings, ("organizer_id", "organizer_email"), names)
    stands = (bookings.c.state == BookingState.BOOKED.value) & (bookings.c.ends_at > now)
    query = select(bookings).where(mine, stands).order_by(bookings.c.starts_at)
    return tuple(map(booking_of, (await connection.execute(query)).mappings()))


async def _delete(
    connection: AsyncConnection, one: Personal, team_id: str, names: frozenset[str]
) -> int:
    table = one.table
    mine = _of(table, team_id) & _in(table, one.own, names)
    if "id" in table.c:
        await delete_along(connection, table, select(table.c.team_id, table.c.id).where(mine))
    return (await connection.execute(delete(table).where(mine))).rowcount


async def _rename(
    connection: AsyncConnection,
    one: Personal,
    team_id: str,
    names: frozenset[str],
    pseudonym: str,
) -> int:
    """Put the pseudonym in the person's place; return in how many cells."""
    table, changed = one.table, 0
    whole = "|".join(re.escape(name) for name in sorted(names))
    spoken = re.compile(rf"(?<![\w.-])(?:{whole})(?![\w@-])", re.IGNORECASE)
    keys = list(table.primary_key.columns)
    for name in (*one.kept, *one.named):
        mine = _of(table, team_id) & _naming(table, name, names)
        found = await connection.execute(select(*keys, table.c[name].label("cell")).where(mine))
        for row in found.mappings().all():
            cell = row["cell"]
            text = cell if isinstance(cell, str) else json.dumps(cell)
            renamed = spoken.sub(pseudonym, text)
            if renamed == text:
                continue
            value = renamed if isinstance(cell, str) else json.loads(renamed)
            this = [key == row[key.name] for key in keys]
            await connection.execute(update(table).where(*this).values({name: value}))
            changed += 1
    return changed


def _of(table: Table, team_id: str) -> ColumnElement[bool]:
    """Return what is a workspace's; a table without workspaces is known by ids alone."""
    return table.c.team_id == team_id if "team_id" in table.c else ~false()


def _in(table: Table, columns: Iterable[str], names: Iterable[str]) -> ColumnElement[bool]:
    return or_(false(), *[table.c[column].in_(names) for column in columns])


def _naming(table: Table, column: str, names: Iterable[str]) -> ColumnElement[bool]:
    text = func.lower(cast(table.c[column], Text))
    return or_(false(), *[text.contains(name.lower(), autoescape=True) for name in names])
