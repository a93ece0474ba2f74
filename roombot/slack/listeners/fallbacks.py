"""What no other surface takes: acknowledged, and answered helpfully."""

import re
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from roombot.domain.intents import ShowHelp
from roombot.domain.options import RefusedBecause
from roombot.domain.outcomes import Answer, Refused
from roombot.domain.turns import Turn
from roombot.slack.exchange import Exchange

ANYTHING = re.compile(".*", re.DOTALL)


def register(app: AsyncApp, exchange: Exchange) -> None:
    """Listen to everything that is left."""

    async def expired(_turn: Turn) -> Answer:
        return Answer(Refused(RefusedBecause.EXPIRED))

    @app.command(ANYTHING)
    async def explain_command(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await exchange.run(body, lambda turn: exchange.dialogue.perform(ShowHelp(), turn))

    @app.action(ANYTHING)
    async def explain_action(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await exchange.run(body, expired)

    @app.shortcut(ANYTHING)
    async def explain_shortcut(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await exchange.run(body, expired)

    @app.view(ANYTHING)
    async def close_view(ack: AsyncAck) -> None:
        await ack()

    @app.event(ANYTHING)
    async def ignore_event() -> None:
        """Take events that the manifest does not ask for without complaint."""
