"""Catch-alls: what no listener knows is acknowledged and answered, never left to time out."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

Respond = Callable[[dict[str, Any]], Awaitable[None]]


def register_catch_alls(bolt: AsyncApp, respond: Respond) -> None:
    """Register listeners for everything else; to be called after all others.

    ``respond`` gets the body of commands, clicks, shortcuts and modals that nobody knows.
    """
    anything = re.compile("")

    async def answer(ack: AsyncAck, body: dict[str, Any]) -> None:
        """Acknowledge, then answer helpfully; a link's click needs no words."""
        await ack()
        if not _is_link(body):
            await respond(body)

    async def close(ack: AsyncAck) -> None:
        """Acknowledge in silence."""
        await ack()

    async def suggest_nothing(ack: AsyncAck) -> None:
        """Acknowledge a menu that asks for options."""
        await ack(options=[])

    for listen in (bolt.command, bolt.action, bolt.shortcut, bolt.view):
        listen(anything)(answer)
    bolt.view_closed(anything)(close)
    bolt.options(anything)(suggest_nothing)
    bolt.event(anything)(close)


def _is_link(body: dict[str, Any]) -> bool:
    return any("url" in action for action in body.get("actions", ()))
