"""Pictures on their way: drawn, uploaded, and hung into the message that they belong to."""

import asyncio
import logging
from dataclasses import replace
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from roombot.pictures.png import png
from roombot.slack.messages import Message, Picture
from roombot.slack.replies import FAILURES
from roombot.slack.response_urls import SLACK_HOSTS, UnusableUrl
from roombot.slack.views.blocks import image

NAME = "rooms.png"
OK = 200
ALT_TEXT = 1_000

_log = logging.getLogger(__name__)


class Pictures:
    """Uploads pictures to Slack."""

    def __init__(
        self, client: AsyncWebClient, slack_url: str, session: aiohttp.ClientSession
    ) -> None:
        self._client = client
        self._slack_url = slack_url
        self._session = session

    async def hung(self, message: Message) -> Message:
        """Return a message with its picture in it; with its words alone where that fails."""
        picture = message.picture
        if picture is None:
            return message
        try:
            file_id = await self._upload(picture)
        except FAILURES as error:
            _log.warning("a picture stays away: %s", error)
            return replace(message, picture=None)
        shown = image(file_id, picture.alt_text)
        rest = message.blocks[picture.instead + 1 :]
        return replace(message, blocks=[*message.blocks[: picture.instead], shown, *rest])

    async def _upload(self, picture: Picture) -> str:
        """Bring a picture to Slack in its three steps; return the file's id."""
        content = await asyncio.to_thread(png, picture.svg)
        promised = await self._client.files_getUploadURLExternal(
            filename=NAME, length=len(content), alt_txt=picture.alt_text[:ALT_TEXT]
        )
        file_id, url = str(promised["file_id"]), str(promised["upload_url"])
        if not _is_slacks(url, self._slack_url):
            raise UnusableUrl("the address for a picture does not lead to Slack")
        async with self._session.post(url, data=content) as answer:
            if answer.status != OK:
                raise UnusableUrl(f"Slack answered a picture with {answer.status}")
        files: list[dict[str, str | None]] = [{"id": file_id, "title": picture.title}]
        await self._client.files_completeUploadExternal(files=files)
        return file_id


def _is_slacks(url: str, slack_url: str) -> bool:
    """Tell whether an address leads to Slack's files, or to the stand-in of Slack."""
    target, slack = urlsplit(url), urlsplit(slack_url)
    host = target.hostname or ""
    if slack.hostname not in SLACK_HOSTS:
        return host == slack.hostname and target.scheme in ("http", "https")
    return target.scheme == "https" and any(host.endswith(f".{one}") for one in SLACK_HOSTS)
