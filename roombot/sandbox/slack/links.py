"""Links in messages: those that the bot watches, and the cards that it unfurls them to."""

import re
from html import unescape
from urllib.parse import urlsplit

from roombot.sandbox.slack.messages import Message
from roombot.sandbox.slack.people import APP_ID, BOT_ID
from roombot.sandbox.slack.wire import Json

_LINK = re.compile(r"<(https?://[^<>|]+)(?:\|[^<>]*)?>")


def watched_links(text: str, domains: tuple[str, ...]) -> list[Json]:
    """Return the links of a message to domains that the bot watches, subdomains included."""
    return [
        {"domain": domain, "url": url}
        for url in links_in(text)
        for domain in domains
        if f".{_host(url)}".endswith(f".{domain}")
    ]


def links_in(text: str) -> list[str]:
    """Return the addresses in a message's text."""
    return list(dict.fromkeys(unescape(found) for found in _LINK.findall(text)))


def card(number: int, url: str, content: Json) -> Json:
    """Return the attachment that a link unfurls to."""
    return {
        "id": number,
        "from_url": url,
        "is_app_unfurl": True,
        "app_unfurl_url": url,
        "app_id": APP_ID,
        "bot_id": BOT_ID,
        **content,
    }


def unfurled_with(message: Message, block_id: str) -> Json | None:
    """Return the card in which a block of a message stands."""
    for one in message.attachments:
        if block_id in {block["block_id"] for block in one.get("blocks", [])}:
            return one
    return None


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
