"""The booking form: what a person has filled in, and what it offers them for that."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from roombot.domain.amenity_names import AmenityNames
from roombot.domain.options import Option
from roombot.domain.rooms import Room


class Field(StrEnum):
    """The fields of the form."""

    DAY = "day"
    START = "start"
    MINUTES = "minutes"
    CAPACITY = "capacity"
    AMENITIES = "amenities"
    PLACE = "place"
    ROOM = "room"
    TITLE = "title"
    PEOPLE = "people"
    REPEAT = "repeat"
    TIMES = "times"


class Repeat(StrEnum):
    """How often a meeting is held."""

    NEVER = "never"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


class Flaw(StrEnum):
    """What is wrong with a field."""

    MISSING = "missing"
    PAST = "past"
    UNCLEAR = "unclear"  # a clock change skips or repeats that time
    TOO_LONG = "too_long"
    TAKEN = "taken"  # detail: the room's name
    NOTHING_FREE = "nothing_free"


@dataclass(frozen=True)
class Problem:
    """A flaw beside its field; ``detail`` fills the sentence."""

    field: Field
    flaw: Flaw
    detail: str = ""


@dataclass(frozen=True)
class Draft:
    """What is filled in; ``room`` is a room's email, None for the best that is free.

    Day and start are by the person's clock. ``people`` are Slack ids, ``times`` the number of
    meetings of a series.
    """

    day: date | None = None
    start: time | None = None
    minutes: int = 30
    capacity: int | None = None
    amenities: tuple[str, ...] = ()
    place: str | None = None
    room: str | None = None
    title: str | None = None
    people: tuple[str, ...] = ()
    repeat: Repeat = Repeat.NEVER
    times: int = 4


@dataclass(frozen=True)
class BookingForm:
    """A draft with what can be chosen for it.

    ``rooms`` are free then and fit, best first; ``nearest`` is offered where there are none.
    """

    draft: Draft
    rooms: tuple[Room, ...] = ()
    amenities: tuple[str, ...] = ()
    amenity_names: AmenityNames = field(default_factory=dict)
    places: tuple[str, ...] = ()
    problem: Problem | None = None
    nearest: tuple[Option, ...] = ()
