"""Rooms and the devices at their doors."""

import re
from dataclasses import dataclass

Order = tuple[tuple[bool, int, str], ...]


def counting_order(name: str) -> Order:
    """Return what names are sorted by as people count: the 2nd floor before the 10th."""
    parts = re.findall(r"([0-9]{1,18})|([^0-9]+)", name.casefold())
    return tuple((not digits, int(digits or 0), words) for digits, words in parts)


@dataclass(frozen=True)
class Location:
    """A place that a room lies in; ``kind`` is Joan's word, such as ``floor``."""

    kind: str
    name: str


@dataclass(frozen=True)
class Room:
    """A meeting room; ``email`` is Joan's opaque key and may be any string."""

    email: str
    name: str
    capacity: int | None = None
    amenities: tuple[str, ...] = ()
    locations: tuple[Location, ...] = ()
    time_zone: str | None = None

    @property
    def floor(self) -> str | None:
        """The name of the floor the room lies on."""
        return next((place.name for place in self.locations if place.kind == "floor"), None)

    @property
    def place_in_lists(self) -> tuple[Order, Order]:
        """What rooms are sorted by where people look for them: floor by floor, then by name."""
        return counting_order(self.floor or ""), counting_order(self.name)

    def has(self, amenity: str) -> bool:
        """Tell whether the room offers an amenity, whatever its case."""
        return amenity.casefold() in {own.casefold() for own in self.amenities}

    def lies_in(self, place: str) -> bool:
        """Tell whether the room lies in a floor, building or area of that name."""
        return place.casefold() in {location.name.casefold() for location in self.locations}


@dataclass(frozen=True)
class Device:
    """A Joan device; ``battery`` is percent, ``wifi_quality`` as Joan reports it."""

    uuid: str
    name: str
    room_names: tuple[str, ...] = ()
    battery: int | None = None
    wifi: int | None = None
    wifi_quality: int | None = None
    model: str | None = None
    time_zone: str | None = None
    unsynced_rooms: tuple[str, ...] = ()
