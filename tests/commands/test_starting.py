"""What is said when a command cannot start, and what it does to the database when it can."""

import re
import signal

import psycopg
import pytest

from roombot.store.migrations import SchemaState, schema_state
from tests.commands.process import Shell
from tests.store.revisions import marked

NEEDED = {
    "serve": {"SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "JOAN_CLIENT_ID", "JOAN_CLIENT_SECRET"},
    "socket": {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "JOAN_CLIENT_ID", "JOAN_CLIENT_SECRET"},
    "worker": {"SLACK_BOT_TOKEN", "JOAN_CLIENT_ID", "JOAN_CLIENT_SECRET"},
}


def shut_out(url: str) -> None:
    """Let nobody into a database any more, and put out who is in it."""
    database, host = re.findall(r"/(\w+)\?host=(.*)", url)[0]
    with psycopg.connect(f"postgresql://roombot@/postgres?host={host}", autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE {database} ALLOW_CONNECTIONS false")
        inside = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        admin.execute(inside, [database])


@pytest.mark.parametrize("command", sorted(NEEDED))
async def test_all_that_is_missing_or_wrong_is_named_at_once(shell: Shell, command: str) -> None:
    shell.settings = {"PORT": "many", "ROOMBOT_TIMEZONE": "Mars"}
    ended = await shell.run(command)
    named = {line.split(" ")[0].rstrip(":") for line in ended.err.splitlines()[1:-1]}
    assert (ended.status, ended.out) == (2, "")
    assert named == NEEDED[command] | {"PORT", "ROOMBOT_TIMEZONE"}


async def test_the_environment_wins_over_the_file(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "many")
    ended = await shell.run("serve")
    assert (ended.status, ended.err.splitlines()[1].split(":")[0]) == (2, "PORT")


async def test_a_postgresql_that_is_not_migrated_stops_the_start(
    shell: Shell, empty_postgres_url: str
) -> None:
    shell.settings["DATABASE_URL"] = empty_postgres_url
    ended = await shell.run("serve")
    assert (ended.status, ended.out) == (2, "")
    assert "`roombot migrate`" in ended.err
    assert schema_state(empty_postgres_url) is SchemaState.EMPTY


async def test_migrate_brings_a_postgresql_up_to_date(
    shell: Shell, empty_postgres_url: str
) -> None:
    shell.settings["DATABASE_URL"] = empty_postgres_url
    ended = await shell.run("migrate")
    assert (ended.status, ended.out) == (0, "The database is up to date.\n")
    assert schema_state(empty_postgres_url) is SchemaState.CURRENT


@pytest.mark.parametrize("command", ["serve", "migrate", "worker"])
async def test_an_older_roombot_leaves_the_database_of_a_newer_alone(
    shell: Shell, postgres_url: str, command: str
) -> None:
    shell.settings["DATABASE_URL"] = postgres_url
    marked(postgres_url, "9999")
    ended = await shell.run(command)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.strip().endswith("by a newer roombot: run that version.")


@pytest.mark.parametrize(("version", "part"), [("9999", "newer"), ("0001", "behind")])
async def test_readiness_tells_a_newer_database_from_one_that_is_behind(
    shell: Shell, postgres_url: str, version: str, part: str
) -> None:
    shell.settings["DATABASE_URL"] = postgres_url
    running = await shell.serve()
    marked(postgres_url, version)
    works = part == "newer"
    status, told = await running.get(f"{shell.url}/readyz")
    assert (status, told["ready"]) == (200 if works else 503, works)
    assert (told["parts"]["accepting"], told["parts"]["database"]) == ("up", part)
    assert (await running.stop()).status == 0


async def test_a_server_whose_database_is_away_is_alive_but_not_ready(
    shell: Shell, postgres_url: str
) -> None:
    shell.settings["DATABASE_URL"] = postgres_url
    running = await shell.serve()
    shut_out(postgres_url)
    parts = {"accepting": "up", "database": "down"}
    status, told = await running.get(f"{shell.url}/readyz")
    assert (status, told["ready"]) == (503, False)
    assert told["parts"] | parts == told["parts"]
    assert await running.get(f"{shell.url}/healthz") == (200, {"alive": True})
    assert (await running.stop()).status == 0


@pytest.mark.parametrize("command", ["serve", "migrate"])
async def test_a_database_that_cannot_be_reached_is_named_without_its_password(
    shell: Shell, command: str
) -> None:
    shell.settings["DATABASE_URL"] = "postgresql://ada:hidden@/none?host=/nowhere"
    ended = await shell.run(command)
    assert (ended.status, len(ended.err.splitlines())) == (2, 1)
    assert "DATABASE_URL" in ended.err
    assert "hidden" not in ended.err


async def test_a_worker_brings_sqlite_up_to_date_and_stays_until_it_is_stopped(
    shell: Shell,
) -> None:
    url = f"sqlite:///{shell.folder}/roombot.db"
    running = await shell.start("worker")

    async def migrated() -> bool:
        if not (shell.folder / "roombot.db").exists():
            return False
        return schema_state(url) is SchemaState.CURRENT

    await running.until(migrated)
    ended = await running.stop(signal.SIGTERM)
    assert (ended.status, ended.out, ended.err) == (0, "", "")


async def test_an_unknown_command_is_answered_with_those_that_there_are(shell: Shell) -> None:
    ended = await shell.run("fly")
    assert (ended.status, ended.out) == (2, "")
    assert "invalid choice: 'fly'" in ended.err
    assert "serve" in ended.err
