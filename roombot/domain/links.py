"""Links to rooms and bookings of ours, and the live state that they unfurl to."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from roombot.domain.bookings import Booking
from roombot.domain.clicks import FollowLink
from roombot.domain.rooms import Room

SUBJECT = re.compile(
    r"[A-Za-z0-9_-]{1,64}"
)  # the letters of identifiers that are safe in addresses


class Place(StrEnum):
    """What an address of ours is about; the first part of its path."""

    ROOM = "rooms"
    BOOKING = "bookings"


@dataclass(frozen=True)
class RoomLinked:
    """A room as it is now; ``until`` is when that changes, None when it does not today."""

    room: Room
    is_free: bool
    until: datetime | None
    minutes: tuple[int, ...] = ()  # for which it can be booked on the spot


@dataclass(frozen=True)
class BookingLinked:
    """A booking as it is now, for everybody who reads along; hence without its title."""

    booking: Booking


def room_id(room: Room) -> str:
    """Return what names a room in an address, and tells nothing else of it."""
    return hashlib.sha256(room.email.casefold().encode()).hexdigest()[:16]


def room_link(address: str, room: Room) -> str:
    """Return a room's address; empty where roombot has none itself."""
    return f"{address}/{Place.ROOM}/{room_id(room)}" if address else ""


def booking_link(address: str, booking: Booking) -> str:
    """Return a booking's address; empty where roombot has none itself."""
    return f"{address}/{Place.BOOKING}/{booking.id}" if address else ""


def followed(address: str, url: str) -> FollowLink | None:
    """Return what an address of ours leads to; None when it is none of ours."""
    try:
        ours, given = urlsplit(address), urlsplit(url)
    except ValueError:
        return None
    if not address or given.netloc.casefold() != ours.netloc.casefold():
        return None
    place, _, subject = given.path.removeprefix(ours.path.rstrip("/")).strip("/").partition("/")
    if place not in {*Place} or not SUBJECT.fullmatch(subject):
        return None
    return FollowLink(place, subject)


LinkOutcome = RoomLinked | BookingLinked
