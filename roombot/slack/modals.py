"""Modals: open within a trigger's three seconds, change later."""

import logging
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from roombot.slack.messages import View

FAILURES = (SlackClientError, aiohttp.ClientError, TimeoutError)
CONFLICT = "hash_conflict"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Modal:
    """A modal before a person; ``hash`` names the state that a change starts from."""

    id: str
    hash: str


class Modals:
    """Opens and changes modals."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def open(self, trigger_id: str, view: View) -> Modal | None:
        """Show a modal; None when the trigger has expired or was used."""
        try:
            answer = await self._client.views_open(trigger_id=trigger_id, view=view)
        except FAILURES as error:
            _log.warning("a modal cannot be opened: %s", error)
            return None
        return _modal(answer["view"])

    async def update(self, modal: Modal, view: View) -> Modal | None:
        """Change a modal; None when it was closed or another change was faster."""
        try:
            answer = await self._client.views_update(
                view_id=modal.id, view=view, **({"hash": modal.hash} if modal.hash else {})
            )
        except FAILURES as error:
            if not (isinstance(error, SlackApiError) and error.response["error"] == CONFLICT):
                _log.warning("a modal cannot be changed: %s", error)
            return None
        return _modal(answer["view"])


def _modal(view: dict[str, Any]) -> Modal:
    return Modal(str(view["id"]), str(view.get("hash") or ""))
