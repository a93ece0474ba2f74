"""assistant.threads.*: extras of paid plans, off by setting."""

import json

from roombot.sandbox.slack.api.call import Call
from roombot.sandbox.slack.wire import Json, SlackError
from roombot.sandbox.slack.workspace import Channel

_MOST_PROMPTS = 4


def set_status(call: Call) -> Json:
    """Show what the bot is doing; an empty status takes it away."""
    channel = _agent_channel(call)
    if call.workspace.timeline.find(channel.id, call.text("thread_ts")) is None:
        raise SlackError("invalid_thread_ts")
    call.workspace.think(channel.id, call.text("status"))
    return {}


def set_suggested_prompts(call: Call) -> Json:
    """Offer a person sentences to begin with."""
    channel = _agent_channel(call)
    prompts = call.arguments["prompts"]
    prompts = json.loads(prompts) if isinstance(prompts, str) else prompts
    if not 0 < len(prompts) <= _MOST_PROMPTS:
        raise SlackError("invalid_arguments", ["[ERROR] must have 1 to 4 items: prompts"])
    sentences = [{"title": p["title"], "message": p["message"]} for p in prompts]
    call.workspace.suggest(channel.id, sentences)
    return {}


def _agent_channel(call: Call) -> Channel:
    if not call.workspace.settings.agent:
        raise SlackError("feature_disabled")
    return call.workspace.channel(call.text("channel_id"))
