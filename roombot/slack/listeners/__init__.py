"""What Slack may send, a module a surface."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp

from roombot.domain.intents import ShowHelp
from roombot.domain.options import RefusedBecause
from roombot.domain.outcomes import Answer, Refused
from roombot.domain.turns import Turn
from roombot.slack.catch_alls import register_catch_alls
from roombot.slack.exchange import Exchange
from roombot.slack.listeners import (
    accounts,
    administering,
    agent,
    buttons,
    commands,
    connecting,
    endings,
    forms,
    home,
    links,
    mentions,
    messages,
    shortcuts,
)

SURFACES = (
    messages,
    mentions,
    commands,
    forms,
    shortcuts,
    buttons,
    links,
    home,
    agent,
    connecting,
    administering,
    accounts,
    endings,
)


def register(app: AsyncApp, exchange: Exchange) -> None:
    """Connect every surface; the catch-alls come last, they take what is left."""
    for surface in SURFACES:
        surface.register(app, exchange)

    async def explain(body: dict[str, Any]) -> None:
        """Answer an unknown command with help, an unknown button with what it is."""

        async def answer(turn: Turn) -> Answer:
            if "command" in body:
                return await exchange.dialogue.perform(ShowHelp(), turn)
            return Answer(Refused(RefusedBecause.EXPIRED))

        await exchange.run(body, answer)

    register_catch_alls(app, explain)
