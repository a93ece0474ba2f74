"""The one authorization: a fixed token, whose bot is looked up once and never waited for long."""

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from roombot.booking.ports import Clock

PATIENCE = 1.0
RETRY_AFTER = timedelta(seconds=30)

_log = logging.getLogger(__name__)


class SingleBot(AsyncAuthorize):
    """Authorizes every delivery with one token.

    While Slack does not tell who the bot is, deliveries are served all the same: an
    acknowledgement has three seconds, and the token may well do for an answer.
    """

    def __init__(self, client: AsyncWebClient, clock: Clock) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
        self._client = client
        self._clock = clock
        self._bot: dict[str, Any] = {}
        self._looking: asyncio.Task[None] | None = None
        self._retry_at: datetime | None = None

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,  # noqa: ARG002 - Bolt's signature
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        **_: str | None,
    ) -> AuthorizeResult:
        """Return the token and, as far as it is known, the bot that it belongs to."""
        if not self._bot:
            await self._look_up()
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_id=self._bot.get("bot_id"),
            bot_user_id=self._bot.get("user_id"),
            bot_token=self._client.token,
            user_id=user_id,
        )

    async def _look_up(self) -> None:
        if self._looking is None and self._may_ask():
            self._looking = asyncio.create_task(self._ask(), name="auth.test")
        if self._looking is not None:
            await asyncio.wait({self._looking}, timeout=PATIENCE)

    def _may_ask(self) -> bool:
        return self._retry_at is None or self._clock.now() >= self._retry_at

    async def _ask(self) -> None:
        try:
            answer = await self._client.auth_test()
            self._bot = {name: answer.get(name) for name in ("bot_id", "user_id")}
        except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
            _log.warning("Slack does not tell who the bot is: %s", error)
            self._retry_at = self._clock.now() + RETRY_AFTER
        finally:
            self._looking = None
