"""The Home: a person's day at a glance."""

from dataclasses import dataclass
from datetime import datetime

from roombot.domain.bookings import Booking, Invitation
from roombot.domain.options import Option
from roombot.domain.rooms import Device, Room


@dataclass(frozen=True)
class Favourite:
    """A room that a person likes, and until when it is free; None while it is taken."""

    room: Room
    free_until: datetime | None


@dataclass(frozen=True)
class NoShow:
    """A meeting that nobody checked in to, and whether its room was given to the others."""

    booking: Booking
    is_released: bool
    is_named: bool = True  # whether its organizer may be shown


@dataclass(frozen=True)
class Home:
    """What the Home shows; ``options`` are the free rooms that a click books."""

    running: tuple[Booking, ...] = ()
    coming: tuple[Booking, ...] = ()
    waiting: tuple[tuple[Invitation, Booking], ...] = ()
    options: tuple[Option, ...] = ()
    favourites: tuple[Favourite, ...] = ()
    devices: tuple[Device, ...] = ()
    no_shows: tuple[NoShow, ...] = ()
    is_admin: bool = False
    may_book: bool = True
