"""Messages and the timeline that keeps them in their place."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime

from roombot.sandbox.slack.people import APP_ID, BOT_ID, BOT_USER
from roombot.sandbox.slack.records import Records
from roombot.sandbox.slack.wire import Json

_TICK = 100  # microseconds between two messages of one moment


@dataclass(frozen=True)
class Message:
    """One message; ``visible_to`` marks an ephemeral one."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    edited_ts: str | None = None
    visible_to: str | None = None
    metadata: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    client_msg_id: str | None = None
    files: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    title: str | None = None  # of the thread that this begins, where it has one

    @property
    def all_blocks(self) -> list[Json]:
        """Return the blocks, with those of unfurled links."""
        return [*self.blocks, *(b for one in self.attachments for b in one.get("blocks", []))]

    @property
    def is_reply(self) -> bool:
        """Say whether this stands in another message's thread."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    def visible_for(self, viewer: str | None) -> bool:
        """Say whether a person sees this; nobody in particular sees no ephemeral ones."""
        return self.visible_to is None or self.visible_to == viewer


class Timeline:
    """All messages of the workspace, oldest first in each channel."""

    def __init__(self, records: Records, now: Callable[[], datetime]) -> None:
        self._records = records
        self._now = now
        self._channels: dict[str, dict[str, Message]] = {}
        self._threads: dict[tuple[str, str], dict[str, Message]] = {}
        self._last = 0
        for body in records.all("message").values():
            self._keep(Message(**body))

    def next_ts(self) -> str:
        """Return a timestamp later than every one given before."""
        moment = int(self._now().timestamp() * 1_000_000) // _TICK * _TICK
        self._last = max(moment, self._last + _TICK)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def put(self, message: Message) -> Message:
        """Add a message, or change one that keeps its place."""
        self._keep(message)
        self._records.put("message", f"{message.channel}/{message.ts}", asdict(message))
        return message

    def remove(self, message: Message) -> None:
        """Take a message away."""
        del self._channels[message.channel][message.ts]
        if message.is_reply:
            del self._threads[message.channel, message.thread_ts or ""][message.ts]
        self._records.drop("message", f"{message.channel}/{message.ts}")

    def find(self, channel: str, ts: str) -> Message | None:
        """Return a message, if it is there."""
        return self._channels.get(channel, {}).get(ts)

    def visible(self, channel: str, viewer: str | None = None) -> list[Message]:
        """Return what a person sees in a channel, threads included."""
        messages = self._channels.get(channel, {}).values()
        return [message for message in messages if message.visible_for(viewer)]

    def replies(self, channel: str, thread_ts: str) -> list[Message]:
        """Return the replies that everybody sees in a thread."""
        thread = self._threads.get((channel, thread_ts), {}).values()
        return [message for message in thread if message.visible_to is None]

    def unread(self, channel: str, viewer: str, since: str) -> int:
        """Count what others wrote to a person after a timestamp."""
        newer = [m for m in self.visible(channel, viewer) if m.ts > since]
        return sum(1 for message in newer if message.user != viewer)

    def _keep(self, message: Message) -> None:
        self._channels.setdefault(message.channel, {})[message.ts] = message
        if message.is_reply:
            thread = (message.channel, message.thread_ts or "")
            self._threads.setdefault(thread, {})[message.ts] = message
        self._last = max(self._last, int(message.ts.replace(".", "")))


def wire_message(message: Message, team_id: str) -> Json:
    """Return a message as the Web API and interactions show it."""
    return dict(_message_fields(message, team_id))


def _message_fields(message: Message, team_id: str) -> Iterator[tuple[str, object]]:
    yield from (("type", "message"), ("user", message.user), ("ts", message.ts))
    yield from (("text", message.text), ("team", team_id))
    if message.user == BOT_USER:
        yield from (("bot_id", BOT_ID), ("app_id", APP_ID), ("bot_profile", bot_profile(team_id)))
    optional = {
        "client_msg_id": message.client_msg_id,
        "blocks": message.blocks,
        "files": message.files,
        "attachments": message.attachments,
        "thread_ts": message.thread_ts,
        "metadata": message.metadata,
    }
    yield from ((name, value) for name, value in optional.items() if value)
    if message.title is not None:
        yield from _titled(message, message.title)
    if message.edited_ts:
        editor = BOT_ID if message.user == BOT_USER else message.user
        yield "edited", {"user": editor, "ts": message.edited_ts}
    if message.reactions:
        yield "reactions", _reactions(message.reactions)


def _titled(message: Message, title: str) -> Iterator[tuple[str, object]]:
    yield "assistant_app_thread", {"title": title, "title_blocks": [], "artifacts": []}
    if message.user == BOT_USER:
        yield "subtype", "assistant_app_thread"


def bot_profile(team_id: str) -> Json:
    """Return the bot as its messages carry it."""
    return {
        "id": BOT_ID,
        "app_id": APP_ID,
        "user_id": BOT_USER,
        "name": "roombot",
        "icons": {},
        "deleted": False,
        "updated": 1760000000,
        "team_id": team_id,
    }


def _reactions(reactions: dict[str, list[str]]) -> list[Json]:
    return [
        {"name": name, "users": users, "count": len(users)} for name, users in reactions.items()
    ]
