"""The accounts with Joan, one for each installation, in a database; secrets are sealed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from roombot.domain.installations import JoanCredentials
from roombot.store.database import Database
from roombot.store.installation_tables import joan_accounts
from roombot.store.secrets import Vault


@dataclass(frozen=True)
class SqlJoanAccounts:
    """The accounts in a database."""

    database: Database
    vault: Vault

    async def save(
        self, team_id: str, credentials: JoanCredentials, set_by: str, set_at: datetime
    ) -> None:
        """Keep an account in the place of an earlier one."""
        values = {
            "team_id": team_id,
            "url": credentials.url,
            "client_id": credentials.client_id,
            "client_secret": self.vault.seal(team_id, credentials.client_secret),
            "set_by": set_by,
            "set_at": set_at,
        }
        async with self.database.transaction() as connection:
            await connection.execute(self.database.upsert(joan_accounts), values)

    async def get(self, team_id: str) -> JoanCredentials | None:
        """Return an installation's account."""
        query = select(joan_accounts).where(joan_accounts.c.team_id == team_id)
        async with self.database.transaction() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        secret = self.vault.open(team_id, row.client_secret)
        return JoanCredentials(row.url, row.client_id, secret)
