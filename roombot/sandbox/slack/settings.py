"""What one sandbox workspace is made of."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

SCOPES = frozenset(
    {
        "app_mentions:read",
        "assistant:write",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "im:history",
        "im:read",
        "im:write",
        "reactions:write",
        "team:read",
        "users:read",
        "users:read.email",
    }
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
    agent: bool = True  # False: the assistant methods answer feature_disabled
    ack_seconds: float = 3.0
    retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
    # The receiver checks signatures against the real time, even when ``now`` is moved.
    signed_at: Callable[[], float] = time.time
