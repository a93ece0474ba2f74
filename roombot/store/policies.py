"""The policies of workspaces."""

from dataclasses import replace

from sqlalchemy import delete, select

from roombot.domain.workspace_policy import WorkspacePolicy
from roombot.store.adapters import adapter
from roombot.store.aliases import Clock
from roombot.store.database import Database
from roombot.store.recent import Recent
from roombot.store.rule_tables import workspace_policies
from roombot.store.rules import FRESH


class SqlPolicies:
    """The policies in a database, read anew every few seconds."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Take the database, and the clock by which what was read grows old."""
        self._database = database
        self._clock = clock
        self._policy = adapter(WorkspacePolicy)
        self._read: Recent[str, WorkspacePolicy] = Recent(FRESH)

    async def of(self, team_id: str) -> WorkspacePolicy:
        """Return a workspace's policy."""
        now = self._clock.now()
        if known := self._read.get(team_id, now):
            return known[0]
        policy = await self._kept(team_id)
        self._read.keep(team_id, policy, now)
        return policy

    async def save(self, team_id: str, changed: dict[str, object]) -> WorkspacePolicy:
        """Change some terms of a policy, and return it; None leaves one to the environment."""
        mine = workspace_policies.c.team_id == team_id
        query = select(workspace_policies.c.policy).where(mine)
        none_yet = self._database.insert(workspace_policies).on_conflict_do_nothing()
        async with self._database.transaction() as connection:
            # Others may change other terms at the same time, also when these are the first.
            await connection.execute(none_yet, {"team_id": team_id, "policy": {}})
            kept = await connection.scalar(query.with_for_update())
            policy = replace(self._policy.validate_python(kept or {}), **changed)  # type: ignore[arg-type] # validated
            policy = self._policy.validate_python(policy)
            if policy.said:
                values = {"team_id": team_id, "policy": policy.said}
                await connection.execute(self._database.upsert(workspace_policies), values)
            else:
                await connection.execute(delete(workspace_policies).where(mine))
        self._read.drop(team_id)
        return policy

    async def _kept(self, team_id: str) -> WorkspacePolicy:
        query = select(workspace_policies.c.policy).where(workspace_policies.c.team_id == team_id)
        async with self._database.transaction() as connection:
            kept = await connection.scalar(query)
        return self._policy.validate_python(kept or {})
