"""Replies: bring a message to where it belongs, or to the person by another way."""

import logging
from collections.abc import Awaitable, Callable

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from roombot.domain.errors import RoombotError
from roombot.slack.messages import Block, Message, Posted
from roombot.slack.origins import Origin, OriginKind
from roombot.slack.response_urls import UnusableUrl, is_trusted, respond

MARK = "roombot_told"  # the type of metadata that tells which message this is
LATEST = 50  # messages that are looked through for one
UNREACHABLE = {
    *("account_inactive", "cannot_dm_bot", "channel_not_found", "is_archived"),
    *("messages_tab_disabled", "user_disabled", "user_not_found", "user_not_visible"),
}
FAILURES = (SlackClientError, aiohttp.ClientError, TimeoutError, UnusableUrl)

Attempt = Callable[[], Awaitable[Posted | None]]

_log = logging.getLogger(__name__)


class Undelivered(RoombotError):  # noqa: N818 - reads as a state, as its siblings do
    """No way led to the person."""


class Replies:
    """Sends messages to people."""

    def __init__(
        self, client: AsyncWebClient, slack_url: str, session: aiohttp.ClientSession
    ) -> None:
        self._client = client
        self._slack_url = slack_url
        self._session = session

    async def answer(self, origin: Origin, message: Message) -> Posted | None:
        """Answer where it was asked: in the DM, in the mention's thread, else to the person."""
        if origin.kind in (OriginKind.COMMAND, OriginKind.ACTION):
            return await self.whisper(origin, message)
        return await _first(lambda: self._post(origin, message), *self._whispers(origin, message))

    async def whisper(self, origin: Origin, message: Message) -> Posted | None:
        """Send a message that only the person sees; None when it cannot be changed later."""
        return await _first(*self._whispers(origin, message))

    async def replace(self, origin: Origin, message: Message) -> Posted | None:
        """Put a message in the place of the clicked one, or beside it when that is gone."""
        ways: list[Attempt] = [lambda: self._respond(origin, message, replace=True)]
        if origin.message_ts and not origin.is_ephemeral:
            ts = origin.message_ts
            ways.insert(0, lambda: self._update(origin.channel, ts, message))
        return await _first(*ways, *self._whispers(origin, message))

    async def dm(self, slack_id: str, message: Message) -> Posted | None:
        """Send a direct message; None when the person cannot be reached."""
        try:
            return await self._direct(slack_id, message)
        except FAILURES as error:
            _log.warning("%s cannot be reached: %s", slack_id, error)
            return None

    async def bring(self, slack_id: str, message: Message, key: str) -> None:
        """Send a direct message that carries a key; one who cannot be written to is left alone.

        Raises ``Undelivered`` where a later try may succeed.
        """
        try:
            await self._client.chat_postMessage(
                channel=slack_id,
                text=message.text,
                blocks=message.blocks,
                metadata={"event_type": MARK, "event_payload": {"key": key}},
                unfurl_links=False,
                unfurl_media=False,
            )
        except SlackApiError as error:
            if error.response["error"] not in UNREACHABLE:
                raise Undelivered(str(error.response["error"])) from error
            _log.warning("%s cannot be reached: %s", slack_id, error.response["error"])
        except FAILURES as error:
            raise Undelivered(type(error).__name__) from error

    async def has_brought(self, slack_id: str, key: str) -> bool:
        """Tell whether one of the last direct messages carries a key."""
        try:
            opened = await self._client.conversations_open(users=slack_id)
            history = await self._client.conversations_history(
                channel=opened["channel"]["id"], include_all_metadata=True, limit=LATEST
            )
        except FAILURES as error:
            raise Undelivered(type(error).__name__) from error
        marks = [one.get("metadata") or {} for one in history["messages"]]
        return any((one.get("event_payload") or {}).get("key") == key for one in marks)

    async def update(self, channel: str, ts: str, message: Message) -> bool:
        """Change a message; False when it cannot be changed (any more)."""
        try:
            await self._update(channel, ts, message)
        except FAILURES as error:
            _log.warning("a message cannot be changed: %s", error)
            return False
        return True

    async def unfurl(self, origin: Origin, cards: dict[str, dict[str, list[Block]]]) -> None:
        """Show cards under the links of a message; they are an extra, it goes without them too."""
        try:
            await self._client.chat_unfurl(
                channel=origin.channel, ts=origin.message_ts or "", unfurls=cards
            )
        except FAILURES as error:
            _log.warning("links are not unfurled: %s", error)

    def _whispers(self, origin: Origin, message: Message) -> list[Attempt]:
        """Return the ways to one person, the best first."""
        by_url: Attempt = lambda: self._respond(origin, message, replace=False)  # noqa: E731
        beside: Attempt = lambda: self._whisper(origin, message)  # noqa: E731
        ways = [by_url, beside] if origin.kind is OriginKind.COMMAND else [beside, by_url]
        return [*ways, lambda: self._direct(origin.user_id, message)]

    async def _whisper(self, origin: Origin, message: Message) -> Posted | None:
        if origin.kind is OriginKind.ACTION and origin.is_private:
            return await self._direct(origin.user_id, message)  # whosever DM the click names
        if origin.is_private:
            return await self._post(origin, message)
        await self._client.chat_postEphemeral(
            channel=origin.channel,
            user=origin.user_id,
            thread_ts=_living_thread(origin),
            text=message.text,
            blocks=message.blocks,
        )
        return None

    async def _post(self, origin: Origin, message: Message) -> Posted:
        posted = await self._client.chat_postMessage(
            channel=origin.channel or origin.user_id,
            thread_ts=origin.thread_ts,
            text=message.text,
            blocks=message.blocks,
            unfurl_links=False,
            unfurl_media=False,
        )
        return _posted(posted)

    async def _direct(self, slack_id: str, message: Message) -> Posted:
        posted = await self._client.chat_postMessage(
            channel=slack_id,
            text=message.text,
            blocks=message.blocks,
            unfurl_links=False,
            unfurl_media=False,
        )
        return _posted(posted)

    async def _update(self, channel: str, ts: str, message: Message) -> Posted:
        """Change a message; blocks go along even when empty, or the old ones would stay."""
        changed = await self._client.chat_update(
            channel=channel, ts=ts, text=message.text, blocks=message.blocks
        )
        return _posted(changed)

    async def _respond(self, origin: Origin, message: Message, *, replace: bool) -> Posted | None:
        url = origin.response_url
        if url is None or not is_trusted(url, self._slack_url):
            raise UnusableUrl("there is no response_url that leads to Slack")
        await respond(url, message, self._session, replace=replace)
        if replace and origin.message_ts and not origin.is_ephemeral:
            return Posted(origin.channel, origin.message_ts)
        return None


async def _first(*ways: Attempt) -> Posted | None:
    """Go the first way that leads anywhere."""
    failure: Exception | None = None
    for way in ways:
        try:
            return await way()
        except FAILURES as error:
            _log.warning("a message takes another way: %s", error)
            failure = error
    raise Undelivered("no way led to the person") from failure


def _living_thread(origin: Origin) -> str | None:
    """Return the thread to whisper in; Slack hides whispers in one that nobody has begun."""
    return None if origin.thread_ts == origin.message_ts else origin.thread_ts


def _posted(answer: AsyncSlackResponse) -> Posted:
    return Posted(answer.get("channel", ""), answer.get("ts", ""))
