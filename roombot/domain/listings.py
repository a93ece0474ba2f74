"""Lists that can be asked for, and who is who."""

from dataclasses import dataclass

from roombot.domain.options import Option
from roombot.domain.rooms import Device, Room


@dataclass(frozen=True)
class RoomsListed:
    """A page of the rooms that match; ``free`` holds the emails of those free now.

    ``first`` counts the rooms before them and ``count`` all; the options lead to the next page.
    """

    rooms: tuple[Room, ...]
    count: int
    free: frozenset[str] = frozenset()
    first: int = 0
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class DevicesListed:
    """The devices, those in need first."""

    devices: tuple[Device, ...]


@dataclass(frozen=True)
class Linked:
    """A Slack person is linked to an address in Joan."""

    slack_id: str
    joan_email: str
    known_to_joan: bool
