"""Threads: what was written in one, and by whom."""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

PAGE = 200  # messages of a thread that are read
MOST_PEOPLE = 30  # people of a thread who are looked up
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_SERVICE = re.compile(r"(bot|channel|group)_")  # subtypes that nobody writes

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Said:
    """A message: its words with Slack's markup, who wrote it, and when."""

    text: str
    user: str
    at: datetime


@dataclass(frozen=True)
class Thread:
    """What people wrote below one another, oldest first."""

    messages: tuple[Said, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """Return who has written or is mentioned, in order."""
        found = [name for one in self.messages for name in (one.user, *_mentioned(one.text))]
        return tuple(dict.fromkeys(found))[:MOST_PEOPLE]


class Threads:
    """Reads threads, where the bot may."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def read(self, channel: str, ts: str) -> Thread | None:
        """Return the thread that a message has begun; None where the bot cannot read it."""
        try:
            answer = await self._client.conversations_replies(channel=channel, ts=ts, limit=PAGE)
            messages: list[dict[str, Any]] = answer["messages"]
        except (SlackClientError, aiohttp.ClientError, TimeoutError, KeyError) as error:
            _log.warning("a thread cannot be read: %s", error)
            return None
        return thread_of(messages)


def thread_of(messages: Iterable[dict[str, Any]]) -> Thread:
    """Return what people wrote; bots and notices of Slack's are left out."""
    return Thread(tuple(_said(one) for one in messages if _is_said_by_a_person(one)))


def _said(message: dict[str, Any]) -> Said:
    at = datetime.fromtimestamp(float(message.get("ts") or 0), UTC)
    return Said(str(message.get("text") or ""), str(message["user"]), at)


def _is_said_by_a_person(message: dict[str, Any]) -> bool:
    notice = _SERVICE.match(str(message.get("subtype") or "")) is not None
    return bool(message.get("user")) and "bot_id" not in message and not notice


def _mentioned(text: str) -> list[str]:
    return _MENTION.findall(text)
