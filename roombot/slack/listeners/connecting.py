"""The form in which Joan is connected."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from roombot.slack import action_ids as ids
from roombot.slack.exchange import Exchange


def register(app: AsyncApp, exchange: Exchange) -> None:
    """Listen to the button and the form, where workspaces bring a Joan of their own."""
    connecting = exchange.connecting
    if connecting is None:
        return

    @app.action(ids.CONNECT_JOAN)
    async def open_connecting(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await connecting.open(body)

    @app.view(ids.CONNECT_FORM)
    async def connect_joan(ack: AsyncAck, body: dict[str, Any]) -> None:
        await connecting.submit(ack, body)
