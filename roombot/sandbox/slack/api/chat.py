"""chat.* and reactions.add."""

import re
from dataclasses import replace

from roombot.sandbox.slack.api.call import Call
from roombot.sandbox.slack.drafts import (
    LONGEST_POST,
    LONGEST_UPDATE,
    bot_message,
    read_draft,
    thread_of,
)
from roombot.sandbox.slack.messages import Message
from roombot.sandbox.slack.payloads import DOMAIN
from roombot.sandbox.slack.people import BOT_USER
from roombot.sandbox.slack.wire import Json, SlackError
from roombot.sandbox.slack.workspace import Channel, Workspace

_EMOJI = re.compile(r"[\w+-]+(::skin-tone-[2-6])?")


def post_message(call: Call) -> Json:
    """Post a message of the bot."""
    workspace = call.workspace
    channel = writable(workspace, call.text("channel"))
    draft = read_draft(call.arguments, LONGEST_POST)
    thread_ts = thread_of(workspace, channel.id, call.text("thread_ts"))
    message = replace(bot_message(workspace, channel.id, draft), thread_ts=thread_ts)
    workspace.publish(message)
    workspace.think(channel.id, "")
    return {"channel": channel.id, "ts": message.ts, "message": workspace.api_message(message)}


def post_ephemeral(call: Call) -> Json:
    """Show one person a message of the bot."""
    workspace = call.workspace
    channel = writable(workspace, call.text("channel"))
    user = call.text("user")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    draft = read_draft(call.arguments, LONGEST_UPDATE)
    thread_ts = thread_of(workspace, channel.id, call.text("thread_ts"))
    message = bot_message(workspace, channel.id, draft)
    workspace.publish(replace(message, thread_ts=thread_ts, visible_to=user))
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """Change a message of the bot in its place."""
    message = _own_message(call, call.text("ts"), "cant_update_message")
    draft = read_draft(_kept(call, message), LONGEST_UPDATE)
    changed = call.workspace.publish(
        replace(
            message,
            text=draft.text,
            blocks=draft.blocks,
            metadata=draft.metadata or message.metadata,
            edited_ts=call.workspace.timeline.next_ts(),
        )
    )
    return {
        "channel": message.channel,
        "ts": message.ts,
        "text": changed.text,
        "message": call.workspace.api_message(changed),
    }


def delete(call: Call) -> Json:
    """Take a message of the bot away."""
    message = _own_message(call, call.text("ts"), "cant_delete_message")
    call.workspace.withdraw(message)
    return {"channel": message.channel, "ts": message.ts}


def get_permalink(call: Call) -> Json:
    """Return a link to a message."""
    message = call.workspace.message(call.text("channel"), call.text("message_ts"))
    link = f"https://{DOMAIN}.slack.com/archives/{message.channel}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={message.channel}"
    return {"channel": message.channel, "permalink": link}


def add_reaction(call: Call) -> Json:
    """Let the bot react to a message."""
    if not _EMOJI.fullmatch(call.text("name")):
        raise SlackError("invalid_name")
    message = call.workspace.message(call.text("channel"), call.text("timestamp"))
    users = message.reactions.get(call.text("name"), [])
    if BOT_USER in users:
        raise SlackError("already_reacted")
    reactions = {**message.reactions, call.text("name"): [*users, BOT_USER]}
    call.workspace.publish(replace(message, reactions=reactions))
    return {}


def writable(workspace: Workspace, target: str) -> Channel:
    """Return where the bot may write: a channel by id or name, a person's conversation."""
    channel = _addressed(workspace, target)
    if BOT_USER not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _addressed(workspace: Workspace, target: str) -> Channel:
    person = workspace.people.get(target)
    if person is not None and not (person.deleted or person.is_bot):
        return workspace.open_dm(person)
    for channel in workspace.channels.values():
        if not channel.is_im and target.removeprefix("#") == channel.name:
            return channel
    return workspace.channel(target)


def _own_message(call: Call, ts: str, error: str) -> Message:
    message = call.workspace.message(call.text("channel"), ts)
    if message.user != BOT_USER:
        raise SlackError(error)
    return message


def _kept(call: Call, message: Message) -> Json:
    # A text alone takes the old blocks away, as at Slack; blocks alone keep the old text.
    arguments = call.arguments
    if arguments.get("blocks") and not arguments.get("text"):
        return {**arguments, "text": message.text}
    return arguments
