import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from roombot.store import migrations
from roombot.store.database import async_url, open_database, sync_url
from roombot.store.migrations import (
    SchemaState,
    alembic_config,
    is_shared,
    schema_state,
    upgrade,
)
from roombot.store.rule_tables import metadata
from tests.store.revisions import marked


def test_an_upgraded_empty_database_has_just_the_schema(empty_database_url: str) -> None:
    assert schema_state(empty_database_url) is SchemaState.EMPTY
    upgrade(empty_database_url)
    assert schema_state(empty_database_url) is SchemaState.CURRENT
    engine = create_engine(sync_url(empty_database_url))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_upgrading_twice_changes_nothing(empty_database_url: str) -> None:
    upgrade(empty_database_url)
    upgrade(empty_database_url)
    assert schema_state(empty_database_url) is SchemaState.CURRENT


def test_two_upgrades_at_once_both_succeed(empty_database_url: str) -> None:
    failures: list[Exception] = []

    def run() -> None:
        try:
            upgrade(empty_database_url)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert schema_state(empty_database_url) is SchemaState.CURRENT


@pytest.mark.parametrize(
    ("version", "state"), [("0001", SchemaState.BEHIND), ("9999", SchemaState.NEWER)]
)
def test_a_database_of_another_version_is_behind_or_newer(
    database_url: str, version: str, state: SchemaState
) -> None:
    marked(database_url, version)
    assert schema_state(database_url) is state


@pytest.mark.parametrize(
    ("address", "driver"),
    [
        ("sqlite:///x.db", "sqlite+aiosqlite"),
        ("sqlite+pysqlite:///x.db", "sqlite+aiosqlite"),
        ("postgres://u@h/d", "postgresql+psycopg"),
        ("postgresql://u@h/d", "postgresql+psycopg"),
        ("postgresql+asyncpg://u@h/d", "postgresql+psycopg"),
        ("postgres+psycopg://u:p%40ss@h:5/d?sslmode=require", "postgresql+psycopg"),
    ],
)
def test_addresses_are_taken_with_and_without_a_driver(address: str, driver: str) -> None:
    assert async_url(address).drivername == driver
    assert is_shared(address) is driver.startswith("postgresql")


async def test_a_database_in_memory_lasts_as_long_as_it_is_open() -> None:
    database = open_database("sqlite:///:memory:")
    async with database.transaction() as connection:
        await connection.execute(text("CREATE TABLE kept (id INTEGER)"))
    async with database.transaction() as connection:
        await connection.execute(text("SELECT id FROM kept"))
    await database.aclose()


def test_an_installed_package_brings_its_migrations(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, empty_sqlite_url: str
) -> None:
    installed = tmp_path / "_migrations"
    installed.symlink_to(migrations.CHECKOUT)
    monkeypatch.setattr(migrations, "CHECKOUT", tmp_path / "nowhere")
    monkeypatch.setattr(migrations, "INSTALLED", installed)
    upgrade(empty_sqlite_url)
    assert schema_state(empty_sqlite_url) is SchemaState.CURRENT


def test_who_wished_for_no_reminders_gets_none_after_the_upgrade(empty_database_url: str) -> None:
    engine = create_engine(sync_url(empty_database_url))
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0007")
        wished = "INSERT INTO preferences (team_id, slack_id, favourites, reminders) VALUES "
        connection.execute(text(f"{wished} ('T', 'U1', '[]', false), ('T', 'U2', '[]', true)"))
    upgrade(empty_database_url)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT slack_id, reminder FROM preferences")).all()
    engine.dispose()
    assert sorted(tuple(row) for row in rows) == [("U1", 0), ("U2", 15)]
