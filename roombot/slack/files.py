"""Files on their way to Slack, in its three steps."""

from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from roombot.slack.response_urls import SLACK_HOSTS, UnusableUrl

OK = 200
ALT_TEXT = 1_000


class Files:
    """Uploads files."""

    def __init__(
        self, client: AsyncWebClient, slack_url: str, session: aiohttp.ClientSession
    ) -> None:
        self._client = client
        self._slack_url = slack_url
        self._session = session

    async def upload(
        self, content: bytes, name: str, title: str, alt_text: str = "", channel: str | None = None
    ) -> str:
        """Bring a file to Slack, and into a conversation where one is named; return its id."""
        promised = await self._client.files_getUploadURLExternal(
            filename=name, length=len(content), alt_txt=alt_text[:ALT_TEXT] or None
        )
        file_id, url = str(promised["file_id"]), str(promised["upload_url"])
        if not _is_slacks(url, self._slack_url):
            raise UnusableUrl("the address for a file does not lead to Slack")
        async with self._session.post(url, data=content) as answer:
            if answer.status != OK:
                raise UnusableUrl(f"Slack answered a file with {answer.status}")
        files: list[dict[str, str | None]] = [{"id": file_id, "title": title}]
        await self._client.files_completeUploadExternal(files=files, channel_id=channel)
        return file_id


def _is_slacks(url: str, slack_url: str) -> bool:
    """Tell whether an address leads to Slack's files, or to the stand-in of Slack."""
    target, slack = urlsplit(url), urlsplit(slack_url)
    host = target.hostname or ""
    if slack.hostname not in SLACK_HOSTS:
        return host == slack.hostname and target.scheme in ("http", "https")
    return target.scheme == "https" and any(host.endswith(f".{one}") for one in SLACK_HOSTS)
