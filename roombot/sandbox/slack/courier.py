"""Carry deliveries over HTTP, signed as Slack signs them."""

import asyncio
import hashlib
import hmac
import json
from time import perf_counter
from urllib.parse import urlencode

import aiohttp

from roombot.sandbox.slack.deliveries import Attempt, Delivery
from roombot.sandbox.slack.settings import SlackSettings

_FORM = "application/x-www-form-urlencoded"


class Courier:
    """Post deliveries to the bot's address."""

    def __init__(self, settings: SlackSettings) -> None:
        self._settings = settings
        self._session: aiohttp.ClientSession | None = None
        self.url = settings.events_url

    async def carry(self, delivery: Delivery, retry: int, reason: str | None) -> Attempt:
        """Post once and wait for the acknowledgement."""
        if self.url is None:
            return Attempt(None, "", 0.0, "no_events_url", retry)
        content_type, body = _encode(delivery)
        headers = {"Content-Type": content_type, **self._signature(body)}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason or ""}
        started = perf_counter()
        try:
            status, text, no_retry = await self._post(self.url, body, headers)
        except TimeoutError:
            return Attempt(None, "", perf_counter() - started, "http_timeout", retry)
        except aiohttp.ClientError:
            return Attempt(None, "", perf_counter() - started, "connection_failed", retry)
        problem = None if 200 <= status < 300 else "http_error"  # noqa: PLR2004 - HTTP's own numbers
        return Attempt(status, text, perf_counter() - started, problem, retry, no_retry)

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _post(self, url: str, body: bytes, headers: dict[str, str]) -> tuple[int, str, bool]:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        async with (
            asyncio.timeout(self._settings.ack_seconds),
            self._session.post(url, data=body, headers=headers) as response,
        ):
            no_retry = response.headers.get("X-Slack-No-Retry") == "1"
            return response.status, await response.text(), no_retry

    def _signature(self, body: bytes) -> dict[str, str]:
        timestamp = str(int(self._settings.signed_at()))
        signed = f"v0:{timestamp}:".encode() + body
        digest = hmac.new(self._settings.signing_secret.encode(), signed, hashlib.sha256)
        return {
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": f"v0={digest.hexdigest()}",
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }


def _encode(delivery: Delivery) -> tuple[str, bytes]:
    if delivery.kind == "event":
        return "application/json", json.dumps(delivery.payload).encode()
    if delivery.kind == "command":
        return _FORM, urlencode(delivery.payload).encode()
    return _FORM, urlencode({"payload": json.dumps(delivery.payload)}).encode()
