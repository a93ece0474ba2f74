"""The agent view: who opens the conversation with the bot."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp

from roombot.slack.exchange import Exchange
from roombot.slack.origins import Origin

# Apps of today hear of it by app_home_opened; these two are for apps with the older assistant_view.
THREADS = ("assistant_thread_started", "assistant_thread_context_changed")


def register(app: AsyncApp, exchange: Exchange) -> None:
    """Listen to who begins a thread with the assistant, or goes elsewhere beside it."""

    async def greet(body: dict[str, Any]) -> None:
        await exchange.agent.greet(Origin.of(body))

    for event in THREADS:
        app.event(event)(greet)
