"""Joan's models into the values that the rest of the program speaks in."""

from collections.abc import Iterable, Mapping

import structlog

from roombot.domain.bookings import Event
from roombot.domain.people import Colleague, folded
from roombot.domain.rooms import Device, Location, Room
from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import is_zone
from roombot.joan.errors import BrokenContract
from roombot.joan.models import (
    WireDevice,
    WireEvent,
    WireLocation,
    WireOrganizer,
    WireRoom,
    WireRoomEvents,
    WireUser,
)
from roombot.joan.times import slot_of


def to_rooms(wired: Iterable[WireRoom], zones: Mapping[str, str], zone: str) -> tuple[Room, ...]:
    """Return the rooms, each in the zone of its device or else in ``zone``."""
    found: dict[str, Room] = {}
    for room in wired:
        if not room.email:
            structlog.get_logger(__name__).warning("joan_room_without_email")
            continue
        found[room.email] = _room(room, room.email, zones.get(room.email, zone))
    return tuple(found.values())


def to_events(
    wired: Iterable[WireRoomEvents], zones: Mapping[str, str], zone: str
) -> tuple[Event, ...]:
    """Return the events of all rooms."""
    found: list[Event] = []
    for index, group in enumerate(wired):
        group_email = group.room.email if isinstance(group.room, WireRoom) else group.room
        for number, event in enumerate(group.events or ()):
            email = group_email or event.resource
            if email is None:  # nobody's: such rooms are left out too
                continue
            slot = _slot(event, zones.get(email, zone), f"{index}.events.{number}")
            if slot is not None:
                found.append(_event(event, email, slot))
    return tuple(found)


def to_devices(wired: Iterable[WireDevice]) -> tuple[Device, ...]:
    """Return the devices."""
    return tuple(_device(device) for device in wired)


def to_zones(wired: Iterable[WireDevice]) -> dict[str, str]:
    """Return the time zones of the rooms that a device serves, by the rooms' emails."""
    return {
        email: device.timezone
        for device in wired
        if device.timezone and is_zone(device.timezone)
        for email in (device.calendar, *(room.email for room in device.rooms or ()))
        if email
    }


def to_colleagues(wired: Iterable[WireUser]) -> tuple[Colleague, ...]:
    """Return the people who have an address."""
    return tuple(
        Colleague(folded(user.email), _full_name(user) or user.email)
        for user in wired
        if user.email
    )


def _room(room: WireRoom, email: str, zone: str) -> Room:
    return Room(
        email=email,
        name=room.name or email,
        capacity=room.capacity if room.capacity and room.capacity > 0 else None,
        amenities=tuple(room.amenities),
        locations=tuple(
            Location(_kind(place, place.name), place.name) for place in room.locations if place.name
        ),
        time_zone=zone,
    )


def _kind(place: WireLocation, name: str) -> str:
    """Return what kind of place it is; a bare name tells it only where it says so."""
    if place.type:
        return place.type.strip().casefold()
    return "floor" if "floor" in name.casefold().split() else ""


def _slot(event: WireEvent, zone: str, key: str) -> TimeSlot | None:
    try:
        return slot_of(event, zone)
    except ValueError as error:
        raise BrokenContract("events/", f"{key}.start or .end", "is not a time") from error


def _event(event: WireEvent, email: str, slot: TimeSlot) -> Event:
    organizer = event.organizer
    if isinstance(organizer, str):
        organizer = WireOrganizer(organizer)
    return Event(
        id=event.id or "",
        room_email=email,
        slot=slot,
        title=event.summary or event.title or None,
        organizer_email=folded(organizer.email) if organizer and organizer.email else None,
        organizer_name=organizer.display_name or None if organizer else None,
    )


def _device(device: WireDevice) -> Device:
    rooms = device.rooms or []
    names = tuple(room.name for room in rooms if room.name)
    return Device(
        uuid=device.uuid,
        name=device.calendar_name or next(iter(names), device.uuid),
        room_names=names,
        battery=device.battery,
        wifi=device.wifi,
        wifi_quality=device.wifi_quality,
        model=device.model,
        time_zone=device.timezone,
        unsynced_rooms=tuple(room.name for room in rooms if room.name and room.sync is False),
    )


def _full_name(user: WireUser) -> str:
    return " ".join(part for part in (user.first_name, user.last_name) if part)
