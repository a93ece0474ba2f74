"""Lists that can be asked for, and who is who."""

from dataclasses import dataclass

from roombot.domain.rooms import Device, Room


@dataclass(frozen=True)
class RoomsListed:
    """Rooms that match; ``free`` holds the emails of those free now."""

    rooms: tuple[Room, ...]
    free: frozenset[str] = frozenset()


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
