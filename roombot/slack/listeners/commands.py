"""The slash command ``/room``."""

import re
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from roombot.domain.intents import Link
from roombot.slack.booking_form import BookingForms
from roombot.slack.exchange import Ask, Exchange
from roombot.slack.listeners.forms import blank
from roombot.slack.texts import plain

LINK = re.compile(r"link\s+<@(?P<user>[A-Z0-9]+)>\s+(?P<email>\S+@\S+\.\S+)", re.IGNORECASE)


def register(app: AsyncApp, exchange: Exchange) -> None:
    """Listen to the command."""

    @app.command("/room")
    async def hear_command(ack: AsyncAck, body: dict[str, Any], command: dict[str, Any]) -> None:
        await ack()
        if words := plain(command.get("text") or ""):
            await exchange.run(body, _ask(exchange, words))
        else:
            await BookingForms(exchange).open(body, lambda turn: blank(exchange, turn))


def _ask(exchange: Exchange, text: str) -> Ask:
    """Return what the words ask for; ``link`` is the one that is no sentence."""
    if found := LINK.fullmatch(text):
        link = Link(found["user"].upper(), found["email"])
        return lambda turn: exchange.dialogue.perform(link, turn)
    return lambda turn: exchange.dialogue.hear(text, turn)
