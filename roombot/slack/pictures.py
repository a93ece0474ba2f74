"""Pictures on their way: drawn, uploaded, and hung into the message that they belong to."""

import asyncio
import logging
from dataclasses import replace

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from roombot.pictures.png import png
from roombot.slack.files import Files
from roombot.slack.messages import Message, Picture
from roombot.slack.replies import FAILURES
from roombot.slack.views.blocks import image

NAME = "rooms.png"

_log = logging.getLogger(__name__)


class Pictures:
    """Uploads pictures to Slack."""

    def __init__(
        self, client: AsyncWebClient, slack_url: str, session: aiohttp.ClientSession
    ) -> None:
        self._files = Files(client, slack_url, session)

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
        """Draw a picture and bring it to Slack; return the file's id."""
        content = await asyncio.to_thread(png, picture.svg)
        return await self._files.upload(content, NAME, picture.title, picture.alt_text)
