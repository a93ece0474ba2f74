"""Mentions of the bot in channels, answered in the thread."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from roombot.slack.exchange import Exchange
from roombot.slack.texts import plain


def register(app: AsyncApp, exchange: Exchange) -> None:
    """Listen to mentions."""

    @app.event("app_mention")
    async def hear_mention(
        body: dict[str, Any], event: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        if "bot_id" in event or "edited" in event or "user" not in event:
            return
        text = plain(event.get("text") or "", context.bot_user_id)
        await exchange.run(body, lambda turn: exchange.dialogue.hear(text or "help", turn))
