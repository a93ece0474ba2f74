from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from roombot.domain.people import Person
from roombot.domain.preferences import Preferences
from roombot.store.database import Database
from roombot.store.installation_tables import installations, memberships
from roombot.store.installations import SqlInstallations
from roombot.store.joan_accounts import SqlJoanAccounts
from roombot.store.preferences import SqlPreferences
from roombot.store.purging import Purge
from roombot.store.rule_tables import metadata
from roombot.store.secrets import Vault
from tests.store.test_installations import ACCOUNT, ALPHA, KEY, NOW

LATER = NOW + timedelta(days=1)


@pytest.fixture
def store(database: Database) -> SqlInstallations:
    return SqlInstallations(database, Vault([KEY]))


async def fill(database: Database, *team_ids: str) -> None:
    """Leave something in each workspace."""
    for team_id in team_ids:
        await SqlPreferences(database).save(Person(team_id, "U1", "Ben"), Preferences(minutes=45))
        await SqlJoanAccounts(database, Vault([KEY])).save(team_id, ACCOUNT, "U1", NOW)


async def known(database: Database) -> set[str]:
    """Return the workspaces of which anything is stored."""
    found: set[str] = set()
    async with database.transaction() as connection:
        for table in metadata.sorted_tables:
            if "team_id" in table.c:
                found |= set((await connection.execute(select(table.c.team_id))).scalars())
    return found


async def test_the_data_of_who_removed_the_bot_goes_after_thirty_days(
    database: Database, store: SqlInstallations
) -> None:
    await store.save(ALPHA)
    await store.save(replace(ALPHA, id="T2"))
    await fill(database, "T1", "T2")
    await store.revoke("T1", LATER)
    await Purge(database).run(LATER + timedelta(days=29))
    assert await known(database) == {"T1", "T2"}
    await Purge(database).run(LATER + timedelta(days=31))
    assert await known(database) == {"T2"}


async def test_who_comes_back_in_time_finds_everything(
    database: Database, store: SqlInstallations
) -> None:
    await store.save(ALPHA)
    await fill(database, "T1")
    await store.revoke("T1", LATER)
    await store.save(replace(ALPHA, installed_at=LATER + timedelta(days=2)))
    await Purge(database).run(LATER + timedelta(days=60))
    kept = await SqlPreferences(database).of("T1", "U1")
    assert kept.minutes == 45


async def test_an_organisation_takes_its_workspaces_along(
    database: Database, store: SqlInstallations
) -> None:
    await store.save(replace(ALPHA, id="E1"))
    await store.save(replace(ALPHA, id="T8"))
    async with database.transaction() as connection:
        rows = [{"team_id": team_id, "enterprise_id": "E1"} for team_id in ("T7", "T8")]
        await connection.execute(memberships.insert(), rows)
    await fill(database, "T7", "T8", "T9")
    await store.revoke("E1", LATER)
    await Purge(database).run(LATER + timedelta(days=31))
    assert await known(database) == {"T8", "T9"}  # T8 has added the bot itself
    async with database.transaction() as connection:
        left = (await connection.execute(select(installations.c.team_id))).scalars().all()
    assert left == ["T8"]
