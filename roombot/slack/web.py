"""Slack's Web API: one session and one client, with every retry that Slack advises."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

SECONDS = 10.0
ENDED = {"account_inactive", "token_revoked"}  # ``invalid_auth`` may be a mistake, or Slack's own

Ended = Callable[[], Awaitable[None]]


def open_session() -> aiohttp.ClientSession:
    """Return the session that all calls share; slack_sdk leaves time-outs to such a session."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS))


def build_client(
    token: str, slack_url: str, session: aiohttp.ClientSession, ended: Ended | None = None
) -> AsyncWebClient:
    """Return a client that waits when Slack asks for it and repeats what got lost.

    ``ended`` is awaited when Slack says that the token was revoked.
    """
    return _Client(
        ended,
        token=token,
        base_url=slack_url,
        session=session,
        logger=sdk_logger(),
        retry_handlers=retry_handlers(),
    )


async def is_ended(client: AsyncWebClient) -> bool:
    """Tell whether Slack calls a client's token revoked; while she is silent, it is not."""
    try:
        await client.auth_test()
    except SlackApiError as error:
        return code_of(error) in ENDED
    except (SlackClientError, aiohttp.ClientError, TimeoutError):
        return False
    return False


def code_of(error: SlackApiError) -> str | None:
    """Return Slack's word for an error; an answer that is no JSON holds none."""
    answer = error.response
    return answer.get("error") if isinstance(answer, AsyncSlackResponse) else None


class _Client(AsyncWebClient):
    """A client that tells when its token has ended."""

    def __init__(self, ended: Ended | None, **options: Any) -> None:
        super().__init__(**options)
        self._ended = ended

    async def api_call(self, api_method: str, **options: Any) -> AsyncSlackResponse:
        try:
            return await super().api_call(api_method, **options)
        except SlackApiError as error:
            if self._ended is not None and code_of(error) in ENDED:
                await self._ended()
            raise


def retry_handlers() -> list[AsyncRetryHandler]:
    """Return handlers for lost connections, rate limits and Slack's own errors."""
    return [
        AsyncConnectionErrorRetryHandler(),
        AsyncRateLimitErrorRetryHandler(max_retry_count=2),
        AsyncServerErrorRetryHandler(),
    ]


def sdk_logger() -> logging.Logger:
    """Return a logger with a level of its own: without one slack_sdk formats what none reads.

    Below INFO it would write down what people said.
    """
    logger = logging.getLogger("slack_sdk.calls")
    logger.setLevel(max(logging.getLogger().level or logging.WARNING, logging.INFO))
    return logger
