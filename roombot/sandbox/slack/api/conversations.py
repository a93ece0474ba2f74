"""conversations.*."""

from roombot.sandbox.slack.api.call import Call, page
from roombot.sandbox.slack.messages import Message
from roombot.sandbox.slack.people import BOT_USER
from roombot.sandbox.slack.wire import Json, SlackError
from roombot.sandbox.slack.workspace import GENERAL, Channel

_CREATED = 1760000000


def conversations_open(call: Call) -> Json:
    """Open the bot's conversation with one person."""
    channel = _reopened(call) if call.text("channel") else _opened(call)
    full = _described(channel) if call.flag("return_im") else {"id": channel.id}
    return {"channel": full}


def conversations_info(call: Call) -> Json:
    """Describe a conversation."""
    channel = call.workspace.channel(call.text("channel"))
    described = _described(channel)
    if call.flag("include_num_members"):
        described["num_members"] = len(channel.members)
    if call.flag("include_locale"):
        described["locale"] = "en-US"
    return {"channel": described}


def conversations_members(call: Call) -> Json:
    """List who is in a conversation."""
    channel = call.workspace.channel(call.text("channel"))
    members, following = page(list(channel.members), call)
    return {"members": members, **following}


def conversations_history(call: Call) -> Json:
    """List a conversation's messages outside threads, newest first."""
    messages = [m for m in _readable(call) if not m.is_reply]
    return _listed(call, messages[::-1])


def conversations_replies(call: Call) -> Json:
    """List a thread with its parent, oldest first."""
    _readable(call)
    channel = call.text("channel")
    found = call.workspace.timeline.find(channel, call.text("ts"))
    parent = found and call.workspace.timeline.find(channel, found.thread_ts or found.ts)
    if parent is None or parent.visible_to is not None:
        raise SlackError("thread_not_found")
    replies = call.workspace.timeline.replies(channel, parent.ts)
    return _listed(call, [parent, *_between(call, replies)])


def _reopened(call: Call) -> Channel:
    channel = call.workspace.channel(call.text("channel"))
    if not channel.is_im:
        raise SlackError("method_not_supported_for_channel_type")
    return channel


def _opened(call: Call) -> Channel:
    users = [user for user in call.text("users").split(",") if user]
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > 1:
        raise SlackError("too_many_users")  # groups of several have no place here
    person = call.workspace.person(users[0])
    if person.deleted:
        raise SlackError("user_disabled")
    if person.is_bot:
        raise SlackError("cannot_dm_bot")
    if call.flag("prevent_creation") and person.dm not in call.workspace.channels:
        raise SlackError("channel_not_found")
    return call.workspace.open_dm(person)


def _readable(call: Call) -> list[Message]:
    channel = call.workspace.channel(call.text("channel"))
    if BOT_USER not in channel.members:
        raise SlackError("not_in_channel")
    return _between(call, call.workspace.timeline.visible(channel.id))


def _between(call: Call, messages: list[Message]) -> list[Message]:
    oldest, latest = call.text("oldest"), call.text("latest")
    bounds = {oldest, latest} if call.flag("inclusive") else set()
    return [
        message
        for message in messages
        if message.ts in bounds or (message.ts > oldest and (not latest or message.ts < latest))
    ]


def _listed(call: Call, messages: list[Message]) -> Json:
    shown, following = page(messages, call)
    has_more = bool(following["response_metadata"]["next_cursor"])
    listed = [call.workspace.api_message(message) for message in shown]
    return {"messages": listed, "has_more": has_more, **(following if has_more else {})}


def _described(channel: Channel) -> Json:
    if channel.is_im:
        return {
            "id": channel.id,
            "created": _CREATED,
            "is_archived": False,
            "is_im": True,
            "is_org_shared": False,
            "user": channel.user,
        }
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": True,
        "is_group": False,
        "is_im": False,
        "is_mpim": False,
        "is_private": False,
        "created": _CREATED,
        "creator": "U0ADA",
        "is_archived": False,
        "is_general": channel.id == GENERAL,
        "is_shared": True,
        "is_ext_shared": True,
        "is_org_shared": False,
        "is_member": BOT_USER in channel.members,
        "unlinked": 0,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
    }
