"""The end: a workspace removes the bot.

Where many workspaces have added it, this is seen to before a delivery gets here.
"""

import logging
from typing import Any

from slack_bolt.app.async_app import AsyncApp

from roombot.booking.auditing import note
from roombot.domain.audit import SLACK, By
from roombot.slack.exchange import Exchange
from roombot.slack.origins import Origin

_log = logging.getLogger(__name__)


def register(app: AsyncApp, exchange: Exchange) -> None:
    """Listen to the end of the token that the settings name."""

    @app.event("app_uninstalled")
    async def note_removal(body: dict[str, Any]) -> None:
        origin = Origin.of(body)
        by = By(origin.team_id, SLACK, origin.delivery)
        await note(exchange.dialogue.office, by, "Uninstall", origin.team_id, "TokenEnded")
        _log.error("the workspace has removed the bot: SLACK_BOT_TOKEN is of no more use")

    @app.event("tokens_revoked")
    async def note_revocation(event: dict[str, Any]) -> None:
        if (event.get("tokens") or {}).get("bot"):
            _log.error("SLACK_BOT_TOKEN was revoked: install the app anew, and set its new token")
