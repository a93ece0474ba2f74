"""Slack's Web API: one session and one client, with every retry that Slack advises."""

import logging

import aiohttp
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

SECONDS = 10.0


def open_session() -> aiohttp.ClientSession:
    """Return the session that all calls share; slack_sdk leaves time-outs to such a session."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS))


def build_client(token: str, slack_url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """Return a client that waits when Slack asks for it and repeats what got lost."""
    return AsyncWebClient(
        token=token,
        base_url=slack_url,
        session=session,
        logger=sdk_logger(),
        retry_handlers=retry_handlers(),
    )


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
