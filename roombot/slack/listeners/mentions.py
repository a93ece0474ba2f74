"""Mentions of the bot in channels, answered in the thread."""

from dataclasses import replace
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from roombot.domain.intents import Wish
from roombot.domain.outcomes import Answer
from roombot.domain.turns import Turn
from roombot.slack.exchange import Exchange
from roombot.slack.listeners.shortcuts import company, wished
from roombot.slack.texts import plain, title_of
from roombot.slack.threads import thread_of


def register(app: AsyncApp, exchange: Exchange) -> None:
    """Listen to mentions."""

    @app.event("app_mention")
    async def hear_mention(
        body: dict[str, Any], event: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        if "bot_id" in event or "edited" in event or "user" not in event:
            return
        text = plain(event.get("text") or "", context.bot_user_id)
        if event.get("thread_ts") not in (None, event.get("ts")):
            await exchange.run(body, lambda turn: _hear_in_thread(exchange, turn, event, text))
            return
        await exchange.run(body, lambda turn: exchange.dialogue.hear(text or "help", turn))


async def _hear_in_thread(
    exchange: Exchange, turn: Turn, event: dict[str, Any], text: str
) -> Answer:
    """Hear a mention in a thread, which is read only where its people are meant."""

    async def company_there() -> Wish:
        found = await exchange.threads.read(str(event["channel"]), str(event["thread_ts"]))
        thread = found or thread_of([event])
        people, seats = await company(exchange, turn, thread.people)
        title = title_of(thread.messages[0].text) if found and found.messages else ""
        said = await wished(exchange, turn, list(reversed(thread.messages)))
        when = Wish(said.start, said.end, window=said.window, minutes=said.minutes)
        return replace(when, people=people, capacity=seats, title=title or None)

    return await exchange.dialogue.hear_in_thread(text or "help", turn, company_there)
