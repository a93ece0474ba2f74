"""files.*: the bot's pictures and papers, in three steps as Slack wants them."""

import json
from dataclasses import replace

from roombot.sandbox.slack.api.call import Call
from roombot.sandbox.slack.api.chat import writable
from roombot.sandbox.slack.drafts import bot_message, read_blocks, thread_of
from roombot.sandbox.slack.messages import Message
from roombot.sandbox.slack.wire import Json, SlackError


def promise(call: Call) -> Json:
    """Return where a file is to be posted."""
    length = int(call.arguments["length"])
    if length < 1:
        raise SlackError("missing_argument")
    return call.workspace.files.promise(call.text("filename"), length, call.text("alt_txt"))


def complete(call: Call) -> Json:
    """Make uploaded files usable, and share them where that is asked."""
    wanted = call.arguments["files"]
    wanted = json.loads(wanted) if isinstance(wanted, str) else wanted
    files = [call.workspace.files.complete(one["id"], one.get("title", "")) for one in wanted]
    targets = call.text("channel_id") or call.text("channels")
    for target in filter(None, targets.split(",")):
        call.workspace.publish(_message(call, target, files))
    return {"files": files}


def _message(call: Call, target: str, files: list[Json]) -> Message:
    channel = writable(call.workspace, target)
    thread_ts = thread_of(call.workspace, channel.id, call.text("thread_ts"))
    draft = read_blocks(call.text("initial_comment"), call.arguments.get("blocks"))
    message = bot_message(call.workspace, channel.id, draft)
    return replace(message, files=files, thread_ts=thread_ts)
