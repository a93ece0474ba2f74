"""The workspaces that have added the bot: each is put together on first use, and let go when idle.

What the database says of a workspace is read anew for each delivery, so that every process
follows at once when tokens are renewed or revoked and when Joan is connected.
"""

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from slack_bolt.response import BoltResponse

from roombot.domain.errors import RoombotError
from roombot.domain.installations import Installation, JoanCredentials
from roombot.domain.people import Person
from roombot.jobs.rounds import Rounds
from roombot.slack.bolt import UnreadableDelivery, dispatch
from roombot.slack.tenants import tenant_of
from roombot.store.busy_teams import BusyTeams
from roombot.store.installations import SqlInstallations
from roombot.store.joan_accounts import SqlJoanAccounts
from roombot.workspaces.calendars import Calendars
from roombot.workspaces.ending import EVENTS, Ending
from roombot.workspaces.renewing import Renewal
from roombot.workspaces.workspace import Common, Particulars, Workspace, build_workspace

MOST = 2_000  # workspaces that are kept ready
IDLE = timedelta(minutes=30)  # after which a workspace is let go
IN_USE = timedelta(minutes=2)  # within which one may still be at work
ALL_ROUNDS = timedelta(minutes=1)  # how often workspaces are visited where nothing is near

_log = logging.getLogger(__name__)


@dataclass
class _Kept:
    workspace: Workspace
    token: str
    account: JoanCredentials | None
    used: datetime


@dataclass(frozen=True)
class Registered:
    """Where it is written who has added the bot."""

    installations: SqlInstallations
    accounts: SqlJoanAccounts
    busy: BusyTeams


@dataclass
class InstalledWorkspaces:
    """All workspaces that have added the bot."""

    common: Common
    registered: Registered
    renewal: Renewal
    calendars: Calendars
    ending: Ending
    _kept: dict[str, _Kept] = field(default_factory=dict)  # the least recently used first
    _all_rounds: datetime | None = None

    async def deliver(self, body: dict[str, Any], retry: Mapping[str, str]) -> BoltResponse:
        """Hand a verified delivery to its workspace; one of nobody's is acknowledged, no more."""
        try:
            tenant = tenant_of(body)
        except (AttributeError, LookupError, TypeError) as error:
            raise UnreadableDelivery(str(body.get("type"))) from error
        if _event(body).get("type") in EVENTS:
            await self.ending.by_event(tenant, body)
            return BoltResponse(status=200)
        workspace = await self.of(tenant.team_id, tenant.enterprise_id)
        if workspace is None:
            _log.warning("a delivery came for %s, which has not added the bot", tenant.team_id)
            return BoltResponse(status=200)
        return await dispatch(workspace.bolt, body, retry)

    async def of(self, team_id: str, enterprise_id: str | None = None) -> Workspace | None:
        """Return a workspace; None where the bot is not (any more)."""
        installation = await self.registered.installations.serving(team_id, enterprise_id)
        if installation is None or not team_id:
            self._kept.pop(team_id, None)
            return None
        installation = await self.renewal.fresh(installation)
        account = await self._account(team_id, installation)
        return self._keep(team_id, installation, account)

    async def connect(self, person: Person, client_id: str, client_secret: str) -> int:
        """Try credentials with Joan, keep them where she takes them, and show the rooms."""
        account = JoanCredentials(self.common.settings.joan_url, client_id, client_secret)
        async with aclosing(self.calendars.open(account)) as calendar:
            rooms = await calendar.rooms()
        now = self.common.clock.now()
        await self.registered.accounts.save(person.team_id, account, person.slack_id, now)
        if workspace := await self.of(person.team_id):
            await workspace.exchange.homes.open(person.team_id, person.slack_id)
        return len(rooms)

    async def rounds_of(self, team_id: str) -> Rounds | None:
        """Return the rounds in a workspace; None where there is nothing to look after."""
        workspace = await self.of(team_id)
        is_connected = workspace is not None and self._kept[team_id].account is not None
        return workspace.rounds if workspace and is_connected else None

    async def busy(self) -> AsyncIterator[Rounds]:
        """Yield the rounds where something is near; once a minute those where anything may be."""
        now, busy = self.common.clock.now(), self.registered.busy
        teams = await busy.now(now)
        if self._all_rounds is None or not timedelta(0) <= now - self._all_rounds < ALL_ROUNDS:
            self._all_rounds = now
            teams |= await busy.lately(now)
        for team_id in sorted(teams):
            if rounds := await self._usable(team_id):
                yield rounds

    async def _usable(self, team_id: str) -> Rounds | None:
        """Return the rounds in a workspace; what is wrong with one is no matter of the others."""
        try:
            return await self.rounds_of(team_id)
        except RoombotError as error:
            _log.error("%s cannot be looked after: %s", team_id, error)
            return None

    async def let_go(self) -> None:
        """Let go of the workspaces that nobody uses, and of what has grown old in the others."""
        now = self.common.clock.now()
        patience = IN_USE if len(self._kept) > MOST else IDLE
        for team_id, kept in tuple(self._kept.items()):
            if now - kept.used < patience:
                break
            del self._kept[team_id]
        await self.calendars.let_go(now - IDLE)

    async def aclose(self) -> None:
        """Close all connections."""
        self._kept.clear()
        await self.calendars.aclose()

    async def _account(self, team_id: str, installation: Installation) -> JoanCredentials | None:
        """Return the workspace's account with Joan, or its organisation's."""
        own = await self.registered.accounts.get(team_id)
        if own or installation.id == team_id:
            return own
        return await self.registered.accounts.get(installation.id)

    def _keep(
        self, team_id: str, installation: Installation, account: JoanCredentials | None
    ) -> Workspace:
        token = installation.bot_token
        kept, now = self._kept.pop(team_id, None), self.common.clock.now()
        calendar = self.calendars.of(account)
        if kept is None or (kept.token, kept.account) != (token, account):
            ended = partial(self.ending.by_answer, installation.id)
            own = Particulars(token, calendar, team_id, connector=self, ended=ended)
            kept = _Kept(build_workspace(self.common, own), token, account, now)
        kept.used = now
        self._kept[team_id] = kept
        return kept.workspace


def _event(body: dict[str, Any]) -> dict[str, Any]:
    event = body.get("event")
    return event if isinstance(event, dict) else {}
