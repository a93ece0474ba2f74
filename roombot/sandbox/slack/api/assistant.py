"""assistant.threads.*: extras of paid plans, off by setting."""

import json

from roombot.sandbox.slack.api.call import Call
from roombot.sandbox.slack.wire import Json, SlackError
from roombot.sandbox.slack.workspace import Channel

_MOST_PROMPTS = 4


def set_status(call: Call) -> Json:
    """Show what the bot is doing; an empty status takes it away."""
    channel, thread_ts = _thread(call)
    call.workspace.think(channel.id, call.text("status"), thread_ts)
    return {}


def set_suggested_prompts(call: Call) -> Json:
    """Offer a person sentences to begin with, in the conversation or in an assistant's thread."""
    channel, thread_ts = _thread(call) if call.text("thread_ts") else (_agent_channel(call), None)
    prompts = call.arguments["prompts"]
    prompts = json.loads(prompts) if isinstance(prompts, str) else prompts
    if not 0 < len(prompts) <= _MOST_PROMPTS:
        raise SlackError("invalid_arguments", ["[ERROR] must have 1 to 4 items: prompts"])
    sentences = [{"title": p["title"], "message": p["message"]} for p in prompts]
    call.workspace.suggest(channel.id, sentences, thread_ts, title=call.text("title"))
    return {}


def set_title(call: Call) -> Json:
    """Name a thread."""
    channel, thread_ts = _thread(call)
    call.workspace.entitle(channel.id, thread_ts, call.text("title"))
    return {}


def _thread(call: Call) -> tuple[Channel, str]:
    channel, thread_ts = _agent_channel(call), call.text("thread_ts")
    if call.workspace.timeline.find(channel.id, thread_ts) is None:
        raise SlackError("invalid_thread_ts")
    return channel, thread_ts


def _agent_channel(call: Call) -> Channel:
    if not call.workspace.settings.agent:
        raise SlackError("feature_disabled")
    return call.workspace.channel(call.text("channel_id"))
