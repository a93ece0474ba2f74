"""One exchange of a conversation."""

from dataclasses import dataclass
from datetime import datetime

from roombot.domain.people import Person


@dataclass(frozen=True)
class Turn:
    """Who wants something, when, and through which delivery.

    ``key`` names the Slack delivery (or the offer that was clicked): a write that carries the
    same key again is not made again. ``now`` is aware. ``place`` is the channel and thread.
    """

    person: Person
    key: str
    now: datetime
    place: str = ""
