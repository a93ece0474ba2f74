"""Seal all secrets anew, with the newest key."""

from sqlalchemy import Column, Table, select

from roombot.store.database import Database
from roombot.store.installation_tables import installations, joan_accounts
from roombot.store.secrets import Vault

SEALED: tuple[tuple[Table, tuple[Column[str], ...]], ...] = (
    (installations, (installations.c.bot_token, installations.c.refresh_token)),
    (joan_accounts, (joan_accounts.c.client_secret,)),
)


async def reseal(database: Database, vault: Vault) -> int:
    """Return how many secrets were sealed anew; one that changes meanwhile has the newest key."""
    return sum(
        [
            await _reseal(database, vault, table, column)
            for table, columns in SEALED
            for column in columns
        ]
    )


async def readable(database: Database, vault: Vault) -> int:
    """Return how many secrets there are; raise ``SecretUnreadable`` for one that no key opens."""
    number = 0
    for table, columns in SEALED:
        for column in columns:
            async with database.transaction() as connection:
                query = select(table.c.team_id, column).where(column.is_not(None))
                found = (await connection.execute(query)).all()
            number += len([vault.open(team_id, sealed) for team_id, sealed in found])
    return number


async def _reseal(database: Database, vault: Vault, table: Table, column: Column[str]) -> int:
    async with database.transaction() as connection:
        query = select(table.c.team_id, column).where(column.is_not(None))
        found = (await connection.execute(query)).all()
    for team_id, sealed in found:
        as_it_was = (table.c.team_id == team_id) & (column == sealed)
        change = table.update().where(as_it_was).values({column.name: vault.renew(sealed)})
        async with database.transaction() as connection:
            await connection.execute(change)
    return len(found)
