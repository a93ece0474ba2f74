"""What one sandbox Joan is made of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from roombot.sandbox.joan.shapes import Shapes


@dataclass(frozen=True)
class JoanSettings:
    """The settings of a sandbox Joan; ``now`` must return aware datetimes."""

    database: str
    now: Callable[[], datetime]
    time_zone: str = "Europe/Ljubljana"
    client_id: str = "demo"
    client_secret: str = "demo"  # noqa: S105 - a sandbox has no secrets
    token_lifetime: int = 36000
    requests_per_minute: int = 240
    page_size: int = 100
    shapes: Shapes = field(default_factory=Shapes)
    office: Literal["demo", "empty"] = "demo"
    rooms: int = 0  # as many rooms there are at least; more than the office has are made up
    seed: int = 1
    reset: bool = False
    pass_time: Callable[[timedelta], None] | None = None  # what the board moves the clock with
