"""The end: a workspace has removed the bot, as Slack tells by an event or by refusing its token."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from roombot.domain.audit import SLACK, By, Deed
from roombot.slack.tenants import Tenant
from roombot.slack.web import build_client, is_ended
from roombot.store.audit import SqlAudit
from roombot.store.installations import SqlInstallations
from roombot.workspaces.workspace import Common

EVENTS = {"app_uninstalled", "tokens_revoked"}

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ending:
    """Deletes the secrets of those who have removed the bot; their data is purged later."""

    common: Common
    installations: SqlInstallations

    async def by_event(self, tenant: Tenant, body: dict[str, Any]) -> None:
        """Follow an event, unless it is about a person's token."""
        event = body["event"]
        if event["type"] == "app_uninstalled" or (event.get("tokens") or {}).get("bot"):
            at = datetime.fromtimestamp(float(body.get("event_time") or 0), UTC)
            until = at + timedelta(seconds=1)
            await self._end(tenant.installation_id, until, str(body.get("event_id") or ""))

    async def by_answer(self, name: str) -> None:
        """Ask about the newest token, since an older one may have been refused for its age.

        The event may never have come: Slack sends it three times, and not while we are away.
        """
        now, settings = self.common.clock.now(), self.common.settings
        installation = await self.installations.get(name)
        if installation is None:
            return
        token = installation.bot_token
        client = build_client(token, settings.slack_api_url, self.common.session)
        if await is_ended(client):
            await self._end(name, now, "")

    async def _end(self, name: str, until: datetime, delivery: str) -> None:
        if await self.installations.revoke(name, until):
            _log.info("%s has removed the bot: its secrets are deleted", name)
            by = By(name, SLACK, delivery)
            deed = Deed(self.common.clock.now(), by, "Uninstall", name, "SecretsDeleted")
            await SqlAudit(self.common.database).add(deed)
