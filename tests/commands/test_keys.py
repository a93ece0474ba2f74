import asyncio
from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from roombot.__main__ import main
from roombot.domain.installations import Installation, JoanCredentials
from roombot.store.database import open_database
from roombot.store.installations import SqlInstallations
from roombot.store.joan_accounts import SqlJoanAccounts
from roombot.store.secrets import Vault, new_key

OLDER, NEWER = new_key(), new_key()
NOW = datetime(2026, 5, 11, 9, tzinfo=UTC)
ALPHA = Installation(
    id="T1",
    name="Alpha",
    bot_token="xoxb-1",
    bot_user_id="UBOT",
    scopes=("commands",),
    installer_id="U1",
    installed_at=NOW,
    refresh_token="xoxe-1",
    expires_at=NOW,
)
ACCOUNT = JoanCredentials("https://joan.example.com", "client", "hush")


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)


async def fill(url: str) -> None:
    async with aclosing(open_database(url)) as database:
        await SqlInstallations(database, Vault([OLDER])).save(ALPHA)
        await SqlJoanAccounts(database, Vault([OLDER])).save("T1", ACCOUNT, "U1", NOW)


async def read(url: str, key: str) -> tuple[Installation | None, JoanCredentials | None]:
    async with aclosing(open_database(url)) as database:
        vault = Vault([key])
        installation = await SqlInstallations(database, vault).get("T1")
        return installation, await SqlJoanAccounts(database, vault).get("T1")


def test_a_new_key_seals(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys", "new"]) == 0
    vault = Vault([capsys.readouterr().out.strip()])
    assert vault.open("T1", vault.seal("T1", "hush")) == "hush"


def test_keys_are_replaced(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(fill(sqlite_url))
    monkeypatch.setenv("ROOMBOT_SECRET_KEYS", f"{NEWER}, {OLDER}")
    assert main(["keys", "rotate"]) == 0
    assert "Secrets sealed with the first key: 3" in capsys.readouterr().out
    assert asyncio.run(read(sqlite_url, NEWER)) == (ALPHA, ACCOUNT)


def test_a_key_that_is_missing_is_told_of(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(fill(sqlite_url))
    monkeypatch.setenv("ROOMBOT_SECRET_KEYS", NEWER)
    assert main(["keys", "rotate"]) == 1
    assert "keep all keys" in capsys.readouterr().err
    assert asyncio.run(read(sqlite_url, OLDER)) == (ALPHA, ACCOUNT)


@pytest.mark.parametrize(
    "keys", ["", "short", f"{OLDER},short"], ids=["none", "short", "one short"]
)
def test_nothing_is_sealed_without_proper_keys(
    keys: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ROOMBOT_SECRET_KEYS", keys)
    with pytest.raises(SystemExit):
        main(["keys", "rotate"])
    shown = capsys.readouterr().err
    assert "ROOMBOT_SECRET_KEYS" in shown
    assert "short" not in shown
