"""Links to rooms and bookings of ours, and the buttons under them."""

import re
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from roombot.domain.clicks import BookLinked
from roombot.slack import action_ids as ids
from roombot.slack.exchange import Exchange
from roombot.slack.unfurling import from_click, from_event, unfurl


def register(app: AsyncApp, exchange: Exchange) -> None:
    """Listen to links and to clicks on their cards."""

    @app.event("link_shared")
    async def show_links(body: dict[str, Any]) -> None:
        await unfurl(exchange, *from_event(body))

    @app.action(re.compile(rf"^{ids.BOOK_LINKED}:\d{{1,3}}$"))
    async def book_linked(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        minutes = int(action["action_id"].rpartition(":")[2])
        intent = BookLinked(str(action.get("value") or ""), minutes)
        await exchange.run(body, lambda turn: exchange.dialogue.perform(intent, turn))
        await unfurl(exchange, *from_click(body))
