"""Direct messages to the bot."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp

from roombot.domain.outcomes import HelpShown, NotUnderstood
from roombot.slack.exchange import Exchange
from roombot.slack.origins import Origin
from roombot.slack.texts import plain

SLACKBOT = "USLACKBOT"  # an account of Slack's own, without a bot_id
NEW = (None, "file_share")  # words beside a file are words all the same


def register(app: AsyncApp, exchange: Exchange) -> None:
    """Listen to what people write in the bot's DM."""

    @app.event("message")
    async def hear_message(body: dict[str, Any], event: dict[str, Any]) -> None:
        if not _is_said_by_a_person(event):
            return
        origin, text = Origin.of(body), plain(event.get("text") or "")
        async with exchange.agent.thinking(origin):
            answer = await exchange.run(body, lambda turn: exchange.dialogue.hear(text, turn))
        if answer and not isinstance(answer.outcome, (HelpShown, NotUnderstood)):
            await exchange.agent.entitle(origin, text)


def _is_said_by_a_person(event: dict[str, Any]) -> bool:
    """Tell new messages from edits, joins, and what bots say; channels speak by mention only."""
    is_direct = event.get("channel_type") == "im"
    is_new = event.get("subtype") in NEW and "bot_id" not in event
    return is_direct and is_new and event.get("user") not in (None, SLACKBOT)
