"""The end: a workspace removes the bot.

Where many workspaces have added it, this is seen to before a delivery gets here.
"""

import logging
from typing import Any

from slack_bolt.app.async_app import AsyncApp

from roombot.slack.exchange import Exchange

_log = logging.getLogger(__name__)


def register(app: AsyncApp, _exchange: Exchange) -> None:
    """Listen to the end of the token that the settings name."""

    @app.event("app_uninstalled")
    async def note_removal() -> None:
        _log.error("the workspace has removed the bot: SLACK_BOT_TOKEN is of no more use")

    @app.event("tokens_revoked")
    async def note_revocation(event: dict[str, Any]) -> None:
        if (event.get("tokens") or {}).get("bot"):
            _log.error("SLACK_BOT_TOKEN was revoked: install the app anew, and set its new token")
