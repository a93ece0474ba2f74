"""What one sandbox workspace is made of."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

SCOPES = frozenset(
    {
        "app_mentions:read",
        "assistant:write",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "im:history",
        "im:read",
        "im:write",
        "links:read",
        "links:write",
        "reactions:write",
        "team:read",
        "usergroups:read",
        "users:read",
        "users:read.email",
    }
)


@dataclass(frozen=True)
class Shortcut:
    """One of the bot's shortcuts: in the menu of lightning (``shortcut``) or of a message."""

    callback_id: str
    name: str
    kind: Literal["shortcut", "message_action"]


SHORTCUTS = (
    Shortcut("book_room", "Book a room", "shortcut"),
    Shortcut("book_for_message", "Book a room for this", "message_action"),
)


@dataclass(frozen=True)
class SlackSettings:
    """The settings of a sandbox workspace; ``now`` must return aware datetimes."""

    now: Callable[[], datetime]
    database: str | Path = ":memory:"
    events_url: str | None = None
    socket_mode: bool = False
    bot_token: str = "xoxb-sandbox"  # noqa: S105 - a sandbox has no secrets
    app_token: str = "xapp-sandbox"  # noqa: S105 - a sandbox has no secrets
    signing_secret: str = "sandbox-secret"  # noqa: S105 - a sandbox has no secrets
    team_id: str = "T0SANDBOX"
    time_zone: str = "Europe/Ljubljana"
    reset: bool = False
    scopes: frozenset[str] = SCOPES
    command: str = "/room"
    usage_hint: str = "for 6 tomorrow 2-3pm with a whiteboard"
    shortcuts: tuple[Shortcut, ...] = SHORTCUTS
    unfurl_domains: tuple[str, ...] = ("roombot.example.com",)
    office_url: str | None = None  # a page about the office, shown beside the conversations
    agent: bool = True  # False: the assistant methods answer feature_disabled
    ack_seconds: float = 3.0
    retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
    # The receiver checks signatures against the real time, even when ``now`` is moved.
    signed_at: Callable[[], float] = time.time
