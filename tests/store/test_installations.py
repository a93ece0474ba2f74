import sqlite3
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet

from roombot.domain.installations import Installation, JoanCredentials
from roombot.store.database import Database, open_database
from roombot.store.installations import SqlInstallations
from roombot.store.joan_accounts import SqlJoanAccounts
from roombot.store.secrets import NoKeys, SecretUnreadable, Vault

NOW = datetime(2026, 5, 11, 9, tzinfo=UTC)
KEY, OLDER = Fernet.generate_key().decode(), Fernet.generate_key().decode()
ALPHA = Installation(
    id="T1",
    name="Alpha",
    bot_token="xoxb-planted-one",
    bot_user_id="UBOT",
    scopes=("chat:write", "commands"),
    installer_id="U1",
    installed_at=NOW,
)
ROTATING = replace(ALPHA, refresh_token="xoxe-planted-two", expires_at=NOW + timedelta(hours=12))
ACCOUNT = JoanCredentials("https://joan.example.com", "client", "planted-three")


@pytest.fixture
def store(database: Database) -> SqlInstallations:
    return SqlInstallations(database, Vault([KEY]))


@pytest.fixture
def accounts(database: Database) -> SqlJoanAccounts:
    return SqlJoanAccounts(database, Vault([KEY]))


@pytest.fixture
async def file(sqlite_url: str) -> AsyncIterator[Database]:
    async with aclosing(open_database(sqlite_url)) as opened:
        yield opened


def test_a_vault_without_keys_or_with_a_wrong_one_does_not_open() -> None:
    for keys in ([], [""], ["short"]):
        with pytest.raises(NoKeys):
            Vault(keys)


def test_a_wrong_key_is_not_repeated() -> None:
    with pytest.raises(NoKeys) as error:
        Vault(["my-planted-key"])
    assert "planted" not in str(error.value)


def test_a_secret_can_be_read_by_its_owner_alone() -> None:
    vault = Vault([KEY])
    sealed = vault.seal("T1", "hush")
    assert vault.open("T1", sealed) == "hush"
    with pytest.raises(SecretUnreadable):
        vault.open("T2", sealed)


def test_keys_are_replaced_one_after_the_other() -> None:
    sealed = Vault([OLDER]).seal("T1", "hush")
    both = Vault([KEY, OLDER])
    assert both.open("T1", sealed) == "hush"
    renewed = both.renew(sealed)
    assert Vault([KEY]).open("T1", renewed) == "hush"
    with pytest.raises(SecretUnreadable):
        Vault([KEY]).open("T1", sealed)
    with pytest.raises(SecretUnreadable):
        Vault([KEY]).renew(sealed)


@pytest.mark.parametrize("installation", [ALPHA, ROTATING])
async def test_an_installation_is_kept(store: SqlInstallations, installation: Installation) -> None:
    await store.save(installation)
    assert await store.get("T1") == installation
    assert await store.get("T2") is None


async def test_a_newer_installation_replaces_the_older(store: SqlInstallations) -> None:
    await store.save(ROTATING)
    again = replace(ALPHA, bot_token="xoxb-2", installed_at=NOW + timedelta(days=1))
    await store.save(again)
    assert await store.get("T1") == again


async def test_a_revoked_installation_serves_no_longer_and_its_account_is_gone(
    store: SqlInstallations, accounts: SqlJoanAccounts
) -> None:
    await store.save(ROTATING)
    await accounts.save("T1", ACCOUNT, "U1", NOW)
    await accounts.save("T2", ACCOUNT, "U2", NOW)
    assert await store.revoke("T1", NOW + timedelta(hours=1))
    assert await store.get("T1") is None
    assert await accounts.get("T1") is None
    assert await accounts.get("T2") == ACCOUNT


async def test_an_old_message_does_not_revoke_what_was_installed_since(
    store: SqlInstallations,
) -> None:
    await store.save(ALPHA)
    assert not await store.revoke("T1", NOW - timedelta(seconds=1))
    assert await store.get("T1") == ALPHA


async def test_a_workspace_is_served_by_its_own_installation_or_its_organisations(
    store: SqlInstallations,
) -> None:
    organisation = replace(ALPHA, id="E1", bot_token="xoxb-org")
    await store.save(organisation)
    assert await store.serving("T7", None) is None
    assert await store.serving("T7", "E1") == organisation
    assert await store.serving("T7", None) == organisation  # as is known from then on
    assert await store.serving("T8", "E2") is None
    own = replace(ALPHA, id="T7")
    await store.save(own)
    assert await store.serving("T7", "E1") == own


async def test_a_token_is_renewed_by_one_process_alone(store: SqlInstallations) -> None:
    await store.save(ROTATING)
    later = NOW + timedelta(hours=11)
    assert await store.claim_renewal(ROTATING, later)
    assert not await store.claim_renewal(ROTATING, later)
    ends = later + timedelta(hours=12)
    renewed = await store.renew(ROTATING, "xoxe.xoxb-next", "xoxe-next", ends)
    assert await store.get("T1") == renewed
    assert not await store.claim_renewal(ROTATING, later)  # it has the older token


async def test_a_claim_ends_when_its_process_does_not(store: SqlInstallations) -> None:
    await store.save(ROTATING)
    assert await store.claim_renewal(ROTATING, NOW)
    assert await store.claim_renewal(ROTATING, NOW + timedelta(minutes=3))


async def test_a_revoked_installation_is_not_brought_back_by_a_renewal(
    store: SqlInstallations,
) -> None:
    await store.save(ROTATING)
    await store.revoke("T1", NOW)
    await store.renew(ROTATING, "xoxe.xoxb-next", "xoxe-next", NOW + timedelta(hours=12))
    assert await store.get("T1") is None


async def test_no_secret_stands_in_the_database_in_clear(file: Database, sqlite_url: str) -> None:
    await SqlInstallations(file, Vault([KEY])).save(ROTATING)
    await SqlJoanAccounts(file, Vault([KEY])).save("T1", ACCOUNT, "U1", NOW)
    path = sqlite_url.removeprefix("sqlite:///")
    with sqlite3.connect(path) as connection:
        dump = "\n".join(connection.iterdump())
    connection.close()
    assert "joan.example.com" in dump
    assert "planted" not in dump


async def test_what_is_sealed_for_one_workspace_does_not_open_for_another(
    accounts: SqlJoanAccounts, database: Database
) -> None:
    await accounts.save("T1", ACCOUNT, "U1", NOW)
    other = SqlJoanAccounts(database, Vault([OLDER]))
    with pytest.raises(SecretUnreadable):
        await other.get("T1")
