"""Accounts: somebody is deactivated in Slack."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp

from roombot.booking.caring import Care
from roombot.booking.parting import Partings
from roombot.slack.exchange import Exchange
from roombot.slack.origins import Origin


def register(app: AsyncApp, exchange: Exchange) -> None:
    """Listen to what becomes of accounts; all but their end is no matter here."""
    partings = Partings(Care(exchange.dialogue.office, exchange))

    @app.event("user_change")
    async def hear_of_account(body: dict[str, Any], event: dict[str, Any]) -> None:
        user = event.get("user")
        if isinstance(user, dict) and user.get("deleted"):
            origin = Origin.of(body)
            await partings.heard(origin.team_id, origin.user_id)
