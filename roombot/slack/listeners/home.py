"""The Home, the settings, and who opens the conversation."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from roombot.slack import action_ids as ids
from roombot.slack.exchange import Exchange
from roombot.slack.origins import Origin
from roombot.slack.views.settings_form import CALLBACK


def register(app: AsyncApp, exchange: Exchange) -> None:
    """Listen to who opens the Home or the messages, and changes the settings."""

    @app.event("app_home_opened")
    async def show_home(body: dict[str, Any], event: dict[str, Any]) -> None:
        origin = Origin.of(body)
        if event.get("tab") == "home":
            await exchange.homes.open(origin.team_id, origin.user_id)
        elif event.get("tab") == "messages":
            await exchange.agent.greet(origin)

    @app.action(ids.OPEN_SETTINGS)
    async def open_settings(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        origin = Origin.of(body)
        trigger = str(body.get("trigger_id") or "")
        await exchange.homes.open_settings(origin.team_id, origin.user_id, trigger)

    @app.view(CALLBACK)
    async def save_settings(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        await ack()
        origin = Origin.of(body)
        state = (view.get("state") or {}).get("values") or {}
        await exchange.homes.save_settings(origin.team_id, origin.user_id, state)

    _register_data(app, exchange)


def _register_data(app: AsyncApp, exchange: Exchange) -> None:
    """Listen to who asks for their data; whoever clicks gets their own."""

    @app.action(ids.DOWNLOAD_DATA)
    async def send_data(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        origin = Origin.of(body)
        if await exchange.is_new(origin):
            await exchange.your_data.download(origin)

    @app.action(ids.ERASE_DATA)
    async def erase_data(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        origin = Origin.of(body)
        if await exchange.is_new(origin):
            await exchange.your_data.erase(origin)
