"""What Joan sends, as it is: anything but the keys that we live by may vary or be missing."""

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass

T = TypeVar("T")


def _whole_number(value: object) -> int | None:
    """Return a number however it is written; None for anything else."""
    try:
        return int(float(value)) if isinstance(value, int | float | str) else None
    except (ValueError, OverflowError):
        return None


def _items(value: object) -> list[object]:
    """Return the list, the single thing as a list, or nothing for null."""
    if isinstance(value, list):
        return [item for item in value if item is not None]
    return [] if value in (None, "") else [value]


def _names(value: object) -> list[str]:
    """Return the names among strings, ids and objects: an id says nothing to a person."""
    named = (
        item.get("name", item.get("title")) if isinstance(item, dict) else item
        for item in _items(value)
    )
    return [name.strip() for name in named if isinstance(name, str) and name.strip()]


def _places(value: object) -> list[object]:
    return [
        {"name": item} if isinstance(item, str) else item
        for item in _items(value)
        if isinstance(item, str | dict)
    ]


Number = Annotated[int | None, BeforeValidator(_whole_number)]


_TOLERANT = ConfigDict(extra="ignore", coerce_numbers_to_str=True)


class _Wire(BaseModel):
    model_config = _TOLERANT


class WireLocation(_Wire):
    """A place; ``type`` is such as ``floor``."""

    type: str | None = None
    name: str | None = None


class WireRoom(_Wire):
    """A room."""

    email: str | None = None
    name: str | None = None
    capacity: Number = None
    amenities: Annotated[list[str], BeforeValidator(_names)] = []
    locations: Annotated[list[WireLocation], BeforeValidator(_places)] = []
    sync: object = None


class WireMoment(_Wire):
    """A nested time; ``date`` for whole days."""

    date_time: str | None = Field(default=None, alias="dateTime")
    date: str | None = None
    time_zone: str | None = Field(default=None, alias="timeZone")


@dataclass(slots=True, config=_TOLERANT)
class WireOrganizer:
    """Whose event it is."""

    email: str | None = None
    display_name: str | None = Field(default=None, alias="displayName")


@dataclass(slots=True, config=_TOLERANT)
class WireEvent:
    """An event; when it starts is the one thing that it must tell.

    A dataclass, unlike the others: twenty thousand of them come at a time.
    """

    start: str | WireMoment
    end: str | WireMoment | None = None
    id: str | None = None
    summary: str | None = None
    title: str | None = None
    organizer: WireOrganizer | str | None = None
    resource: str | None = None


class WireRoomEvents(_Wire):
    """A room with its events."""

    room: WireRoom | str | None = None
    events: list[WireEvent] | None


class WireUser(_Wire):
    """A person of the company."""

    email: str | None = None
    first_name: str | None = None
    last_name: str | None = None


class WireDevice(_Wire):
    """A device and the rooms that it serves."""

    uuid: str
    calendar: str | None = None
    calendar_name: str | None = None
    timezone: str | None = None
    wifi: Number = None
    wifi_quality: Number = None
    battery: Number = None
    model: str | None = None
    rooms: list[WireRoom] | None = Field(default=None, alias="roomResources")


class Page(_Wire, Generic[T]):
    """One page of a list."""

    next: str | None = None
    results: list[T]
