from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from roombot.commands.database_check import examine_database
from roombot.commands.slack_checks import examine_slack
from roombot.commands.workspace_checks import examine_app, examine_workspaces
from roombot.domain.installations import JoanCredentials
from roombot.joan.findings import Finding, Level
from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.scripted import Drop, Reply, ScriptedServer, scripted_server
from roombot.sandbox.serving import serve
from roombot.sandbox.slack import Fault
from roombot.sandbox.slack.hub import SlackHub
from roombot.settings import read_settings
from roombot.slack.doctor import Questions
from roombot.slack.scopes import SCOPES
from roombot.store.database import open_database
from roombot.store.joan_accounts import SqlJoanAccounts
from roombot.store.secrets import Vault, new_key
from tests.commands.process import Shell, free_port
from tests.store.revisions import marked

NOW = datetime(2026, 5, 11, 8, 5, tzinfo=UTC)
DATE = "Mon, 11 May 2026 08:05:00 GMT"
TEST, OPEN = "/api/auth.test", "/api/apps.connections.open"
BODY = {"ok": True, "team": "Sandbox", "user": "roombot", "bot_id": "B1"}
ALL = ",".join(SCOPES)
JSON = {"Content-Type": "application/json"}


def reply(body: object = BODY, status: int = 200, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(body, status, JSON | {"x-oauth-scopes": ALL, "Date": DATE} | named)


@pytest.fixture
async def slack() -> AsyncIterator[ScriptedServer]:
    async with scripted_server() as server:
        server.says(TEST, reply())
        server.says(OPEN, reply({"ok": True, "url": "wss://secret-address"}))
        yield server


async def looked_at(slack: ScriptedServer, **settings: str) -> dict[str, Finding]:
    """Return what is found in Slack, by the last words of its name."""
    environment = {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": "0123456789abcdef" * 2,
        "SLACK_APP_TOKEN": "xapp-1",
        "SLACK_API_URL": f"{slack.url}/api/",
    }
    read = read_settings(environment=environment | settings)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
        questions = Questions(session, read.slack_api_url, SandboxClock(NOW))
        found = [finding async for finding in examine_slack(read, questions)]
    assert all(one.advice for one in found if one.level is not Level.OK)
    return {one.name.removeprefix("Slack: "): one for one in found}


async def test_a_workspace_that_is_set_up_has_nothing_to_repair(slack: ScriptedServer) -> None:
    found = await looked_at(slack)
    assert {name: one.level for name, one in found.items()} == dict.fromkeys(
        ["bot token", "scopes", "clock", "signing secret", "app-level token"], Level.OK
    )
    assert found["bot token"].detail == "roombot in Sandbox"
    assert slack.asked(TEST)[0].headers["authorization"] == "Bearer xoxb-1"
    assert slack.asked(OPEN)[0].headers["authorization"] == "Bearer xapp-1"


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        ("invalid_auth", "Copy the bot token"),
        ("account_inactive", "reinstall"),
        ("token_revoked", "reinstall"),
        ("token_expired", "anew"),
        ("ratelimited", "Try again"),
    ],
)
async def test_a_refused_bot_token_is_told_with_its_cure(
    slack: ScriptedServer, error: str, advice: str
) -> None:
    slack.says(TEST, reply({"ok": False, "error": error}))
    found = await looked_at(slack)
    assert (found["bot token"].level, found["bot token"].detail) == (Level.FAIL, error)
    assert advice in found["bot token"].advice
    assert "scopes" not in found


async def test_a_persons_token_is_no_bot_token(slack: ScriptedServer) -> None:
    slack.says(TEST, reply({"ok": True, "team": "Sandbox", "user": "ada"}))
    assert (await looked_at(slack))["bot token"].level is Level.FAIL


@pytest.mark.parametrize(
    "answer",
    [
        Drop(),
        Reply("<html>", 502, {"Content-Type": "text/html"}),
        Reply("{", 200, JSON),
        Reply([1], 200, JSON),
    ],
)
async def test_a_slack_that_is_not_there_is_looked_for_in_the_network(
    slack: ScriptedServer, answer: Reply
) -> None:
    slack.says(TEST, answer)
    found = await looked_at(slack)
    assert found["bot token"].level is Level.FAIL
    assert "SLACK_API_URL" in found["bot token"].advice


async def test_missing_scopes_are_named(slack: ScriptedServer) -> None:
    slack.says(TEST, reply(x_oauth_scopes=",".join(SCOPES - {"users:read", "commands"})))
    scopes = (await looked_at(slack))["scopes"]
    assert (scopes.level, scopes.detail) == (Level.FAIL, "missing: commands, users:read")
    assert "reinstall" in scopes.advice


async def test_superfluous_scopes_are_noted(slack: ScriptedServer) -> None:
    slack.says(TEST, reply(x_oauth_scopes=f"{ALL}, admin, files:read"))
    scopes = (await looked_at(slack))["scopes"]
    assert (scopes.level, scopes.detail) == (Level.OK, "not needed: admin, files:read")


async def test_scopes_that_are_not_told_are_a_warning(slack: ScriptedServer) -> None:
    slack.says(TEST, Reply(BODY, 200, JSON))
    found = await looked_at(slack)
    assert found["scopes"].level is Level.WARN
    assert "clock" not in found


@pytest.mark.parametrize(
    ("date", "level", "detail"),
    [
        ("Mon, 11 May 2026 08:04:00 GMT", Level.WARN, "this machine's clock is 60 s ahead"),
        ("Mon, 11 May 2026 08:11:00 GMT", Level.FAIL, "this machine's clock is 360 s behind"),
    ],
)
async def test_a_clock_that_is_wrong_is_told(
    slack: ScriptedServer, date: str, level: Level, detail: str
) -> None:
    slack.says(TEST, reply(Date=date))
    clock = (await looked_at(slack))["clock"]
    assert (clock.level, clock.detail) == (level, detail)


async def test_a_date_that_is_none_tells_nothing_of_the_clock(slack: ScriptedServer) -> None:
    slack.says(TEST, reply(Date="today"))
    assert "clock" not in await looked_at(slack)


async def test_a_signing_secret_of_another_form_is_a_warning(slack: ScriptedServer) -> None:
    found = await looked_at(slack, SLACK_SIGNING_SECRET="0123456789ABCDEF" * 2)
    assert found["signing secret"].level is Level.WARN


async def test_a_refused_app_token_is_told_with_its_cure(slack: ScriptedServer) -> None:
    slack.says(OPEN, reply({"ok": False, "error": "invalid_auth"}))
    token = (await looked_at(slack))["app-level token"]
    assert (token.level, token.detail) == (Level.FAIL, "invalid_auth")
    assert "connections:write" in token.advice


async def test_what_is_not_set_is_not_asked_for(slack: ScriptedServer) -> None:
    found = await looked_at(slack, SLACK_BOT_TOKEN="", SLACK_SIGNING_SECRET="", SLACK_APP_TOKEN="")
    assert found == {}
    assert slack.seen == []


def test_a_database_that_is_up_to_date_is_well(database_url: str) -> None:
    found = examine_database(database_url)
    assert (found.level, found.detail.partition(", ")[2]) == (Level.OK, "up to date")


def test_a_postgresql_has_to_be_migrated(empty_postgres_url: str) -> None:
    found = examine_database(empty_postgres_url)
    assert found.level is Level.FAIL
    assert "roombot migrate" in found.advice


@pytest.mark.parametrize(("version", "word"), [("0001", "to date"), ("9999", "newer roombot")])
def test_a_database_of_an_older_version_is_told_from_one_of_a_newer(
    database_url: str, version: str, word: str
) -> None:
    marked(database_url, version)
    found = examine_database(database_url)
    assert word in found.detail
    assert (found.level is Level.OK) is (version == "0001" and database_url.startswith("sqlite"))


def test_a_sqlite_file_is_not_made_by_looking(tmp_path: Path) -> None:
    file = tmp_path / "roombot.db"
    assert examine_database(f"sqlite:///{file}").level is Level.OK
    assert not file.exists()
    file.touch()
    assert "brings it up to date" in examine_database(f"sqlite:///{file}").detail
    assert examine_database(f"sqlite:///{tmp_path}/none/roombot.db").level is Level.FAIL


def test_a_database_in_memory_is_a_warning() -> None:
    assert examine_database("sqlite://").level is Level.WARN


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ada:hidden@127.0.0.1:{port}/none",
        "postgresql://ada:hid:den@127.0.0.1:port/none",
        "postgresql://ada:hidden@/none?host=/nowhere",
    ],
)
def test_a_database_that_cannot_be_reached_is_told_without_its_password(address: str) -> None:
    found = examine_database(address.format(port=free_port()))
    assert found.level is Level.FAIL
    assert "hid" not in found.detail


async def test_doctor_finds_the_sandboxes_well(shell: Shell) -> None:
    ended = await shell.typed("doctor")
    marks = {line.split(" ")[0] for line in ended.out.splitlines()}
    assert (ended.status, ended.err) == (0, "")
    assert "problem" not in marks
    assert "ok       Slack: bot token - roombot in Sandbox" in ended.out
    assert "ok       Joan: token" in ended.out
    assert "warning  Slack: signing secret" in ended.out
    assert shell.joan.events() == []


async def test_doctor_writes_on_request_and_leaves_the_room_as_it_was(shell: Shell) -> None:
    ended = await shell.typed("doctor", "--write-test", "Everest")
    assert ended.status == 0, ended.out
    assert "ok       Joan: cancel - cancelled and gone" in ended.out
    assert shell.joan.events() == []
    written = {request.path.split("/")[-2] for request in shell.joan.requests}
    assert {"book", "extend", "checkin", "cancel"} <= written


async def test_doctor_names_all_that_is_wrong_and_looks_at_the_rest(shell: Shell) -> None:
    del shell.settings["SLACK_SIGNING_SECRET"], shell.settings["SLACK_APP_TOKEN"]
    del shell.settings["JOAN_CLIENT_ID"]
    shell.settings |= {"PORT": "many", "DATABASE_URL": "mysql://ada:hidden@db"}
    shell.slack.faults["auth.test"] = Fault(error="invalid_auth")
    ended = await shell.typed("doctor")
    assert ended.status == 1
    lines = [line for line in ended.out.splitlines() if not line.startswith(" ")]
    for named in ("PORT", "JOAN_CLIENT_ID", "DATABASE_URL", "SLACK_APP_TOKEN", "invalid_auth"):
        assert [line for line in lines if line.startswith("problem") and named in line]
    assert "warning  Joan - not looked at for want of JOAN_CLIENT_ID" in ended.out
    assert "warning  Database - not looked at for want of DATABASE_URL" in ended.out
    assert "hidden" not in ended.out + ended.err


async def many(hub_url: str, database_url: str, **settings: str) -> dict[str, Finding]:
    """Return what is found where workspaces add the bot themselves."""
    environment = {
        "SLACK_CLIENT_ID": "1.1",
        "SLACK_CLIENT_SECRET": "hub-secret",
        "SLACK_API_URL": f"{hub_url}/api/",
        "ROOMBOT_URL": "https://roombot.example.com",
        "ROOMBOT_SECRET_KEYS": new_key(),
        "DATABASE_URL": database_url,
    }
    read = read_settings(environment=environment | settings)
    found = [one async for one in examine_app(read)]
    found += [one async for one in examine_workspaces(read)]
    return {one.name: one for one in found}


@pytest.fixture
async def hub_url() -> AsyncIterator[str]:
    async with serve(SlackHub(()).app) as url:
        yield url


async def test_an_app_that_slack_knows_is_found(hub_url: str, sqlite_url: str) -> None:
    found = await many(hub_url, sqlite_url)
    assert {name: one.level for name, one in found.items()} == {
        "Slack: app": Level.OK,
        "Workspaces": Level.OK,
    }


async def test_a_wrong_client_secret_is_found(hub_url: str, sqlite_url: str) -> None:
    found = await many(hub_url, sqlite_url, SLACK_CLIENT_SECRET="wrong")
    assert found["Slack: app"].level is Level.FAIL
    assert "client id and secret" in found["Slack: app"].advice


async def test_a_key_that_is_missing_is_found(hub_url: str, sqlite_url: str) -> None:
    async with aclosing(open_database(sqlite_url)) as database:
        account = JoanCredentials("https://joan.example.com", "client", "hush")
        await SqlJoanAccounts(database, Vault([new_key()])).save("T1", account, "U1", NOW)
    found = await many(hub_url, sqlite_url)
    assert found["Workspaces"].level is Level.FAIL
    assert "keys rotate" in found["Workspaces"].advice


def is_there(sqlite_url: str) -> bool:
    return Path(sqlite_url.removeprefix("sqlite:///")).exists()


async def test_looking_makes_no_database(hub_url: str, empty_sqlite_url: str) -> None:
    found = await many(hub_url, empty_sqlite_url)
    assert found["Workspaces"].detail == "none yet"
    assert not is_there(empty_sqlite_url)


async def test_an_address_that_slack_does_not_send_to_is_told(
    hub_url: str, sqlite_url: str
) -> None:
    found = await many(hub_url, sqlite_url, ROOMBOT_URL="http://localhost:3000")
    assert found["Slack: redirect"].level is Level.WARN
