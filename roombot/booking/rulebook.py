"""A workspace's rules: what its administrators laid down, over what the environment says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from roombot.booking.policy import Rules
from roombot.domain.office_hours import OfficeHours
from roombot.domain.room_rules import RoomRule, RoomRules
from roombot.domain.rooms import Room
from roombot.domain.workspace_policy import WorkspacePolicy


class KeptRules(Protocol):
    """What the administrators of workspaces have laid down."""

    async def of(self, team_id: str) -> RoomRules:
        """Return a workspace's rules of rooms."""
        ...

    async def save(self, team_id: str, room: Room | None, rule: RoomRule) -> None:
        """Keep the rule of a room, or of all; an empty one is taken away."""
        ...

    async def save_hours(self, team_id: str, place: str, hours: OfficeHours | None) -> None:
        """Keep the office hours of a place, or of all other rooms; None takes them away."""
        ...

    async def save_names(self, team_id: str, amenity: str, names: Sequence[str]) -> None:
        """Keep what an amenity is called besides, in place of what it was."""
        ...


class KeptPolicies(Protocol):
    """The policies of workspaces."""

    async def of(self, team_id: str) -> WorkspacePolicy:
        """Return a workspace's policy."""
        ...

    async def save(self, team_id: str, changed: dict[str, object]) -> WorkspacePolicy:
        """Change some terms of a policy, and return it; None leaves one to the environment."""
        ...


@dataclass(frozen=True)
class RuleBook:
    """The rules of all workspaces."""

    defaults: Rules
    kept: KeptRules
    policies: KeptPolicies

    async def of(self, team_id: str) -> Rules:
        """Return the rules of a workspace."""
        policy = await self.policies.of(team_id)
        return replace(self.defaults, rooms=await self.kept.of(team_id)).under(policy)
