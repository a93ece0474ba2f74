"""Messages: what goes out to people, whatever way it is sent."""

from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]
View = dict[str, Any]


@dataclass(frozen=True)
class Picture:
    """A drawing that takes the place of a message's block ``instead``, once it is uploaded."""

    svg: str
    title: str
    alt_text: str
    instead: int = 0


@dataclass(frozen=True)
class Message:
    """A message; ``text`` is complete by itself, since notifications show nothing else."""

    text: str
    blocks: list[Block] = field(default_factory=list, hash=False)
    picture: Picture | None = None


@dataclass(frozen=True)
class Posted:
    """Where a message stands, so that it can be changed."""

    channel: str
    ts: str
