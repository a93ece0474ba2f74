"""The workspaces that have added the bot, in a database; tokens are sealed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, select, update

from roombot.domain.installations import Installation
from roombot.store.database import Database
from roombot.store.installation_tables import installations, joan_accounts, memberships
from roombot.store.secrets import Vault

CLAIM = timedelta(minutes=2)  # in which one process renews a token and the others do not


@dataclass(frozen=True)
class SqlInstallations:
    """The installations in a database."""

    database: Database
    vault: Vault

    async def save(self, installation: Installation) -> None:
        """Keep an installation, also one that replaces an earlier one."""
        values = {
            "team_id": installation.id,
            "name": installation.name,
            "bot_user_id": installation.bot_user_id,
            "scopes": ",".join(installation.scopes),
            "installer_id": installation.installer_id,
            "installed_at": installation.installed_at,
            "revoked_at": None,
            "claimed_until": None,
            **self._tokens(installation),
        }
        async with self.database.transaction() as connection:
            await connection.execute(self.database.upsert(installations), values)

    async def get(self, team_id: str) -> Installation | None:
        """Return the installation of a workspace or an organisation that stands."""
        stands = installations.c.revoked_at.is_(None)
        query = select(installations).where(installations.c.team_id == team_id, stands)
        async with self.database.transaction() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None or row.bot_token is None:
            return None
        return Installation(
            id=row.team_id,
            name=row.name,
            bot_token=self.vault.open(row.team_id, row.bot_token),
            bot_user_id=row.bot_user_id,
            scopes=tuple(row.scopes.split(",")),
            installer_id=row.installer_id,
            installed_at=row.installed_at,
            refresh_token=row.refresh_token and self.vault.open(row.team_id, row.refresh_token),
            expires_at=row.expires_at,
        )

    async def serving(self, team_id: str, enterprise_id: str | None) -> Installation | None:
        """Return the installation that serves a workspace: its own, or its organisation's."""
        if own := await self.get(team_id):
            return own
        known = await self._enterprise_of(team_id)
        found = await self.get(enterprise_id or known or "")
        if found and enterprise_id and team_id and enterprise_id not in (known, team_id):
            values = {"team_id": team_id, "enterprise_id": enterprise_id}
            async with self.database.transaction() as connection:
                await connection.execute(self.database.upsert(memberships), values)
        return found

    async def revoke(self, team_id: str, at: datetime) -> bool:
        """Delete a workspace's secrets at once, unless it was installed anew since; tell whether.

        Its data is purged later: ``store.purging``.
        """
        stands = installations.c.revoked_at.is_(None) & (installations.c.installed_at <= at)
        mine = _is(team_id) & stands
        nothing = {"bot_token": None, "refresh_token": None, "expires_at": None}
        change = update(installations).where(mine).values(**nothing, revoked_at=at)
        async with self.database.transaction() as connection:
            if not (await connection.execute(change)).rowcount:
                return False
            await connection.execute(
                delete(joan_accounts).where(joan_accounts.c.team_id == team_id)
            )
        return True

    async def claim_renewal(self, installation: Installation, now: datetime) -> bool:
        """Claim the renewal of a token; False where another process is at it, or was."""
        free = or_(installations.c.claimed_until.is_(None), installations.c.claimed_until <= now)
        same = installations.c.expires_at == installation.expires_at
        change = update(installations).where(_is(installation.id), same, free)
        async with self.database.transaction() as connection:
            claimed = await connection.execute(change.values(claimed_until=now + CLAIM))
            return claimed.rowcount == 1

    async def renew(
        self, installation: Installation, token: str, refresh_token: str, expires_at: datetime
    ) -> Installation:
        """Replace the tokens of an installation by newer ones."""
        renewed = replace(
            installation, bot_token=token, refresh_token=refresh_token, expires_at=expires_at
        )
        stands = installations.c.revoked_at.is_(None)
        change = update(installations).where(_is(installation.id), stands)
        async with self.database.transaction() as connection:
            await connection.execute(change.values(**self._tokens(renewed), claimed_until=None))
        return renewed

    async def _enterprise_of(self, team_id: str) -> str | None:
        query = select(memberships.c.enterprise_id).where(memberships.c.team_id == team_id)
        async with self.database.transaction() as connection:
            found: str | None = (await connection.execute(query)).scalar_one_or_none()
        return found

    def _tokens(self, installation: Installation) -> dict[str, str | datetime | None]:
        refresh = installation.refresh_token
        return {
            "bot_token": self.vault.seal(installation.id, installation.bot_token),
            "refresh_token": refresh and self.vault.seal(installation.id, refresh),
            "expires_at": installation.expires_at,
        }


def _is(team_id: str) -> ColumnElement[bool]:
    return installations.c.team_id == team_id
