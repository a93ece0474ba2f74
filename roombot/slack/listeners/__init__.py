"""What Slack may send, a module a surface."""

from slack_bolt.app.async_app import AsyncApp

from roombot.slack.exchange import Exchange
from roombot.slack.listeners import buttons, commands, fallbacks, mentions, messages


def register(app: AsyncApp, exchange: Exchange) -> None:
    """Connect every surface; the fallbacks come last, they take what is left."""
    for surface in (messages, mentions, commands, buttons, fallbacks):
        surface.register(app, exchange)
