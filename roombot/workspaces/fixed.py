"""A registry of one: the workspace that the settings name."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from slack_bolt.response import BoltResponse

from roombot.jobs.rounds import Rounds
from roombot.slack.bolt import dispatch
from roombot.workspaces.calendars import Calendars
from roombot.workspaces.workspace import Workspace


@dataclass(frozen=True)
class FixedWorkspace:
    """The one workspace: its token lets nobody else's deliveries come."""

    workspace: Workspace
    calendars: Calendars

    async def deliver(self, body: dict[str, Any], retry: Mapping[str, str]) -> BoltResponse:
        """Hand a verified delivery over."""
        return await dispatch(self.workspace.bolt, body, retry)

    async def rounds_of(self, _team_id: str) -> Rounds:
        """Return the rounds in the workspace."""
        return self.workspace.rounds

    async def busy(self) -> AsyncIterator[Rounds]:
        """Yield the rounds in the workspace."""
        yield self.workspace.rounds

    async def let_go(self) -> None:
        """Let go of what has grown old; the one workspace stays."""
        await self.calendars.let_go(datetime.min.replace(tzinfo=UTC))

    async def aclose(self) -> None:
        """Close all connections."""
        await self.calendars.aclose()
