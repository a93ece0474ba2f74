"""What an author wants to post, checked and made into a message."""

import json
from dataclasses import dataclass

from roombot.sandbox.slack.blocks import check_blocks, labelled
from roombot.sandbox.slack.messages import Message
from roombot.sandbox.slack.people import BOT_USER
from roombot.sandbox.slack.wire import Json, SlackError
from roombot.sandbox.slack.workspace import Workspace

LONGEST_POST = 40_000
LONGEST_UPDATE = 4_000


@dataclass(frozen=True)
class Draft:
    """The content of a message to be."""

    text: str
    blocks: list[Json]
    metadata: Json | None = None


def read_draft(content: Json, longest: int) -> Draft:
    """Read text, blocks and metadata as Slack does; refuse what Slack refuses."""
    text, markdown = str(content.get("text") or ""), str(content.get("markdown_text") or "")
    blocks = _blocks(content.get("blocks"))
    if markdown and (text or blocks):
        raise SlackError("markdown_text_conflict")
    if not (text or markdown or blocks):
        raise SlackError("no_text")
    if len(text) > longest:
        raise SlackError("msg_too_long")
    if markdown:
        blocks = check_blocks([{"type": "markdown", "text": markdown}])
    return Draft(text or markdown, labelled(blocks), _metadata(content.get("metadata")))


def read_blocks(text: str, blocks: object) -> Draft:
    """Read what introduces files: text, blocks, or nothing."""
    return Draft(text, labelled(_blocks(blocks)))


def bot_message(workspace: Workspace, channel: str, draft: Draft) -> Message:
    """Return the bot's message, not yet published."""
    return Message(
        channel,
        workspace.timeline.next_ts(),
        BOT_USER,
        draft.text,
        draft.blocks,
        metadata=draft.metadata,
    )


def thread_of(workspace: Workspace, channel: str, thread_ts: str | None) -> str | None:
    """Return the thread that a reply belongs to."""
    if not thread_ts:
        return None
    parent = workspace.timeline.find(channel, thread_ts)
    if parent is None or parent.visible_to is not None:
        raise SlackError("cannot_reply_to_message")
    return parent.thread_ts or parent.ts


def _blocks(blocks: object) -> list[Json]:
    if not blocks:
        return []
    return check_blocks(_decoded(blocks, "invalid_blocks_format"))


def _metadata(metadata: object) -> Json | None:
    if not metadata:
        return None
    decoded = _decoded(metadata, "invalid_metadata_format")
    if not isinstance(decoded, dict) or not {"event_type", "event_payload"} <= decoded.keys():
        raise SlackError("invalid_metadata_format")
    return decoded


def _decoded(value: object, error: str) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise SlackError(error) from None
