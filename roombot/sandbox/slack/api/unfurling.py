"""chat.unfurl: cards under the links that people post."""

import json
from dataclasses import replace

from roombot.sandbox.slack.api.call import Call
from roombot.sandbox.slack.blocks import check_blocks, labelled
from roombot.sandbox.slack.links import card, links_in
from roombot.sandbox.slack.messages import Message
from roombot.sandbox.slack.wire import Json, SlackError


def unfurl(call: Call) -> Json:
    """Show cards under a message, by the links in it; later ones take the place of earlier ones."""
    cards = _cards(call.arguments.get("unfurls"))
    message = _message(call)
    if not cards.keys() <= {*links_in(message.text)}:
        raise SlackError("cannot_unfurl_message")
    kept = [one for one in message.attachments if one["from_url"] not in cards]
    first = max((one["id"] for one in kept), default=0) + 1
    added = [card(first + index, *item) for index, item in enumerate(cards.items())]
    call.workspace.publish(replace(message, attachments=[*kept, *added]))
    return {}


def _message(call: Call) -> Message:
    channel, _, ts = call.text("unfurl_id").partition(".")
    channel, ts = call.text("channel") or channel, call.text("ts") or ts
    if not channel:
        raise SlackError("missing_channel")
    if channel not in call.workspace.channels:
        raise SlackError("cannot_find_channel")
    found = call.workspace.timeline.find(channel, ts)
    if found is None:
        raise SlackError("cannot_find_message")
    return found


def _cards(given: object) -> dict[str, Json]:
    """Return the cards by link; a form has them as a text, a JSON body as they are."""
    if not given:
        raise SlackError("missing_unfurls")
    try:
        unfurls = json.loads(given) if isinstance(given, str) else given
    except ValueError:
        raise SlackError("invalid_unfurls_format") from None
    if not isinstance(unfurls, dict):
        raise SlackError("invalid_unfurls_format")
    return {url: _content(content) for url, content in unfurls.items()}


def _content(content: object) -> Json:
    if not isinstance(content, dict):
        raise SlackError("cannot_parse_attachment")
    if "blocks" not in content:
        return content
    return {**content, "blocks": labelled(check_blocks(content["blocks"]))}
