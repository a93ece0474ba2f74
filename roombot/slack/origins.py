"""Origins: where a delivery comes from, which is where its answer goes."""

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Body = dict[str, Any]


class OriginKind(StrEnum):
    """The ways in which people reach the bot."""

    DM = "dm"
    MENTION = "mention"
    COMMAND = "command"
    ACTION = "action"


@dataclass(frozen=True)
class Origin:
    """Who said or clicked something, and where.

    ``message_ts`` is the message that was written or clicked; ``channel`` is empty where Slack
    names none (global shortcuts, modals). ``delivery`` is the same when Slack repeats itself.
    """

    team_id: str
    user_id: str
    channel: str
    kind: OriginKind
    delivery: str
    thread_ts: str | None = None
    message_ts: str | None = None
    is_ephemeral: bool = False
    response_url: str | None = None
    is_home: bool = False

    @property
    def is_private(self) -> bool:
        """Whether nobody but the person reads along."""
        return not self.channel or self.channel.startswith("D")

    @property
    def place(self) -> str:
        """Where the conversation goes on: the channel, and the thread in it."""
        return f"{self.channel}/{self.thread_ts or ''}"

    @classmethod
    def of(cls, body: Body) -> "Origin":
        """Return the origin of any delivery."""
        if body.get("type") == "event_callback":
            return cls.of_event(body)
        return cls.of_command(body) if "command" in body else cls.of_action(body)

    @classmethod
    def of_event(cls, body: Body) -> "Origin":
        """Return the origin of an event: a mention is answered in its thread."""
        event = body.get("event", {})
        mentioned = event.get("type") == "app_mention"
        thread = event.get("assistant_thread") or {}
        channel = event.get("channel") or thread.get("channel_id") or ""
        ts = event.get("ts")
        return cls(
            team_id=_event_team(body),
            user_id=_id_of(event.get("user")) or thread.get("user_id") or "",
            channel=channel if isinstance(channel, str) else channel.get("id", ""),
            kind=OriginKind.MENTION if mentioned else OriginKind.DM,
            delivery=body.get("event_id") or _digest(body),
            thread_ts=event.get("thread_ts")
            or thread.get("thread_ts")
            or (ts if mentioned else None),
            message_ts=ts,
        )

    @classmethod
    def of_command(cls, body: Body) -> "Origin":
        """Return the origin of a slash command."""
        return cls(
            team_id=body.get("team_id") or "",
            user_id=body.get("user_id") or "",
            channel=body.get("channel_id") or "",
            kind=OriginKind.COMMAND,
            delivery=body.get("trigger_id") or _digest(body),
            response_url=body.get("response_url"),
        )

    @classmethod
    def of_action(cls, body: Body) -> "Origin":
        """Return the origin of a click, a shortcut or a modal."""
        user, container = body.get("user") or {}, body.get("container") or {}
        message = body.get("message") or {}
        return cls(
            team_id=(body.get("team") or {}).get("id") or user.get("team_id") or "",
            user_id=user.get("id") or "",
            channel=(body.get("channel") or {}).get("id") or container.get("channel_id") or "",
            kind=OriginKind.ACTION,
            delivery=_click(body),
            thread_ts=message.get("thread_ts") or container.get("thread_ts"),
            message_ts=container.get("message_ts") or message.get("ts"),
            is_ephemeral=bool(container.get("is_ephemeral")),
            response_url=body.get("response_url"),
            is_home=(body.get("view") or {}).get("type") == "home",
        )


def _id_of(user: object) -> str:
    """Return a person's id; events about accounts carry them whole."""
    found = user.get("id") if isinstance(user, dict) else user
    return str(found or "")


def _event_team(body: Body) -> str:
    """Return the workspace the bot is installed in, also for channels shared between two."""
    installed = body.get("authorizations") or [{}]
    return installed[0].get("team_id") or body.get("team_id") or ""


def _click(body: Body) -> str:
    actions = body.get("actions") or [{}]
    return body.get("trigger_id") or actions[0].get("action_ts") or _digest(body)


def _digest(body: Body) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
