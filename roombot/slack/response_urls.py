"""Response URLs: one-time addresses that come with a delivery, used on Slack's hosts only."""

import logging
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.webhook.async_client import AsyncWebhookClient

from roombot.slack.messages import Message
from roombot.slack.web import retry_handlers

SLACK_HOSTS = frozenset({"slack.com", "slack-gov.com"})
HOOK_HOSTS = frozenset({"hooks.slack.com", "hooks.slack-gov.com"})


class UnusableUrl(Exception):  # noqa: N818 - reads as a state
    """A response URL that is missing, not Slack's, or used up."""


def is_trusted(url: str, slack_url: str) -> bool:
    """Tell whether a response URL leads to Slack, or to the stand-in that ``slack_url`` names."""
    try:
        target, slack = urlsplit(url), urlsplit(slack_url)
        port = target.port
    except ValueError:
        return False
    if target.username or target.password:
        return False
    if target.hostname in HOOK_HOSTS:
        return target.scheme == "https" and port in (None, 443)
    is_stand_in = slack.hostname not in SLACK_HOSTS and target.hostname == slack.hostname
    return is_stand_in and target.scheme in ("http", "https")


async def respond(
    url: str, message: Message, session: aiohttp.ClientSession, *, replace: bool
) -> None:
    """Post to a response URL, or raise ``UnusableUrl``; slack_sdk takes every status for good."""
    logger = logging.getLogger("slack_sdk.response_urls")
    logger.setLevel(logging.INFO)  # below, slack_sdk would log the address itself
    hook = AsyncWebhookClient(url, session=session, logger=logger, retry_handlers=retry_handlers())
    content = {
        "response_type": "ephemeral",
        "replace_original": replace,
        "text": message.text,
        "blocks": message.blocks,
        "unfurl_links": False,
        "unfurl_media": False,
    }
    answer = await hook.send_dict(content)
    if answer.status_code != 200 or '"ok":false' in answer.body.replace(" ", ""):  # noqa: PLR2004 - HTTP's word for success
        raise UnusableUrl(f"Slack answered a response_url with {answer.status_code}")
