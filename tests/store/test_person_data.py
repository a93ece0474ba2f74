"""A person's data: every table is covered, and nothing of others is touched."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Column, Integer, Table, select

from roombot.domain.personal_data import StillAtWork
from roombot.store.database import Database
from roombot.store.person_data import PersonData
from roombot.store.personal import IMPERSONAL, PERSONAL, Personal
from roombot.store.rule_tables import metadata
from roombot.store.schema import Instant, attempts, bookings, gatherings, invitations, watches

NOW = datetime(2026, 5, 11, 9, tzinfo=UTC)
BEN, CLEO = "U0BEN", "U0CLEO"
LIKE_PEOPLE = re.compile(
    r"slack_id|actor|people|(asker|holder|organizer|installer)_id|set_by|(organizer_|joan_)?email"
)


def _filler(column: Column[Any], number: int, person: str) -> object:
    match column.type:
        case Instant():
            return NOW + timedelta(days=column.name != "starts_at")
        case JSON():
            return []
        case Boolean():
            return False
        case Integer():
            return number
        case _:
            return f"{number}{person[2:3].lower()}"


async def put(database: Database, table: Table, number: int, person: str, **given: Any) -> None:
    values = {one.name: _filler(one, number, person) for one in table.c} | {"team_id": "T1"} | given
    known = {name: value for name, value in values.items() if name in table.c}
    async with database.transaction() as connection:
        await connection.execute(table.insert(), known)


async def fill(database: Database, person: str, first: int) -> int:
    """Put a row for each column that may name a person; return how many."""
    number = first
    for one in PERSONAL:
        is_one_a_team = [key.name for key in one.table.primary_key] == ["team_id"]
        if is_one_a_team and person != BEN:
            continue
        for name in (*one.own, *one.kept, *one.named):
            is_json = isinstance(one.table.c[name].type, JSON)
            named = {"people": [person], "of": f"<@{person}>"} if is_json else person
            named = f"soon/{person}" if name == "key" else named
            await put(database, one.table, number, person, **{name: named})
            number += 1
    return number - first


async def cells(database: Database) -> str:
    """Return all that the database holds."""
    async with database.transaction() as connection:
        tables = metadata.sorted_tables
        found = [(await connection.execute(select(one))).mappings().all() for one in tables]
    return json.dumps([[dict(row) for row in rows] for rows in found], default=str)


def test_every_table_says_whether_it_names_people() -> None:
    declared = [*(one.table.name for one in PERSONAL), *IMPERSONAL]
    assert sorted(declared) == sorted(metadata.tables)


@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_every_column_that_may_name_a_person_is_declared(name: str) -> None:
    table = metadata.tables[name]
    known = next((one for one in PERSONAL if one.table is table), Personal(table))
    declared = {*known.own, *known.kept, *known.named}
    assert {one.name for one in table.c if LIKE_PEOPLE.fullmatch(one.name)} <= declared


async def test_all_of_a_person_is_exported_and_erased_and_nothing_of_others(
    database: Database,
) -> None:
    await fill(database, CLEO, 1000)
    untouched = await cells(database)
    await fill(database, BEN, 1)
    data = PersonData(database)
    assert await data.teams(BEN) == ("T1",)
    exported = await data.export("T1", BEN)
    assert {name for name, rows in exported.items() if rows} == {one.table.name for one in PERSONAL}
    assert CLEO not in json.dumps(exported, default=str)
    assert "bot_token" not in json.dumps(exported["installations"], default=str)
    erased = await data.erase("T1", BEN, NOW)
    assert set(erased.rows) == set(exported)
    left = await cells(database)
    assert BEN not in left
    assert erased.pseudonym in left
    assert left.count(CLEO) == untouched.count(CLEO)
    assert not any((await data.export("T1", BEN)).values())


async def test_an_erased_booking_takes_its_people_along_and_is_named_where_it_is_to_come(
    database: Database,
) -> None:
    gone, cleos = {"id": "b1", "organizer_id": BEN}, {"id": "b2", "organizer_id": CLEO}
    for number, booking in enumerate((gone, cleos)):
        await put(database, bookings, number, "", **booking, state="booked")
        await put(database, gatherings, number, "", booking_id=booking["id"], people=[BEN, CLEO])
        await put(
            database, invitations, number, "", id=f"to {booking['id']}", booking_id=booking["id"]
        )
    erased = await PersonData(database).erase("T1", BEN, NOW)
    assert [one.id for one in erased.still_in_joan] == ["b1"]
    async with database.transaction() as connection:
        kept = (await connection.execute(select(gatherings.c.people))).scalars().all()
        invited = (await connection.execute(select(invitations.c.booking_id))).scalars().all()
    assert (kept, invited) == ([[erased.pseudonym, CLEO]], ["b2"])


async def test_an_address_leads_to_the_person_and_stays_in_its_workspace(
    database: Database,
) -> None:
    address = "ben@example.com"
    await put(database, invitations, 1, "", slack_id=BEN, email=address)
    await put(database, watches, 2, "", slack_id=BEN, state="waiting")
    await put(database, watches, 3, "", slack_id=BEN, state="waiting", team_id="T2")
    data = PersonData(database)
    assert (await data.erase("T1", "Ben@Example.com", NOW)).rows == {"invitations": 1, "watches": 1}
    assert await data.teams(BEN) == ("T2",)


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (attempts, {"state": "recorded", "created_at": NOW}),
        (watches, {"state": "held"}),
    ],
    ids=["a write", "a hold"],
)
async def test_nothing_is_erased_while_a_room_is_booked_or_held(
    database: Database, table: Table, values: dict[str, Any]
) -> None:
    await put(database, table, 1, "", slack_id=BEN, **values)
    with pytest.raises(StillAtWork):
        await PersonData(database).erase("T1", BEN, NOW)
    assert BEN in await cells(database)
