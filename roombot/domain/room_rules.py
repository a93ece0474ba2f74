"""The rules of rooms: who may book which, for how long, how far ahead, how many at once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum

from roombot.domain.amenity_names import AmenityNames
from roombot.domain.office_hours import OfficeHours
from roombot.domain.options import Option
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot

MOST_MINUTES = 1440
MOST_DAYS = 730
MOST_AT_ONCE = 100
MOST_BUFFER = 240
_GROUP = re.compile(r"s[a-z0-9]{5,20}")


class Rule(StrEnum):
    """What a rule is about; the name of its field."""

    PEOPLE = "people"
    LONGEST = "longest"
    AHEAD = "ahead"
    AT_ONCE = "at_once"
    BUFFER = "buffer"
    HIDDEN = "hidden"
    APPROVAL = "approval"
    HOURS = "hours"


@dataclass(frozen=True)
class RoomRule:
    """What holds for a room, or for all; None says nothing, and zero lifts what holds for all.

    ``people`` are addresses and Slack ids, also of user groups, case-folded; nobody named is
    everybody. ``approval`` is the Slack id of who must approve; empty where nobody must.
    """

    people: tuple[str, ...] | None = None
    longest: int | None = None  # minutes of a meeting
    ahead: int | None = None  # days
    at_once: int | None = None  # bookings that a person may have, running and coming
    buffer: int | None = None  # minutes that stay free around a meeting
    hidden: bool | None = None
    approval: str | None = None

    def over(self, general: "RoomRule") -> "RoomRule":
        """Return this rule, with what it leaves open taken from the general one."""
        own = {one.name: getattr(self, one.name) for one in fields(self)}
        return replace(general, **{name: value for name, value in own.items() if value is not None})

    @property
    def groups(self) -> frozenset[str]:
        """The Slack user groups that are named, case-folded."""
        return frozenset(one for one in self.people or () if _GROUP.fullmatch(one))

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return self == RoomRule()


@dataclass(frozen=True)
class RoomRules:
    """A workspace's rules: for all rooms, and for single ones by Joan's key.

    ``hours`` are those of places by case-folded name; of the empty one for rooms in no other.
    """

    general: RoomRule = field(default_factory=RoomRule)
    of_rooms: Mapping[str, RoomRule] = field(default_factory=dict)
    hours: Mapping[str, OfficeHours] = field(default_factory=dict)
    amenity_names: AmenityNames = field(default_factory=dict)

    def of(self, room: Room) -> RoomRule:
        """Return what holds for a room."""
        return self.of_rooms.get(room.email, RoomRule()).over(self.general)

    def own(self, room: Room | None) -> RoomRule:
        """Return what was laid down for just this room, or for all."""
        return self.of_rooms.get(room.email, RoomRule()) if room else self.general

    @property
    def is_empty(self) -> bool:
        """Whether everything is allowed."""
        rules = (self.general, *self.of_rooms.values())
        return not self.hours and all(rule.is_empty for rule in rules)

    def hours_of(self, room: Room) -> tuple[OfficeHours, ...]:
        """Return the hours of the places that a room lies in; all of them hold."""
        own = tuple(hours for place, hours in self.hours.items() if place and room.lies_in(place))
        return own or tuple(hours for place, hours in self.hours.items() if not place)

    @property
    def counts(self) -> bool:
        """Whether it matters how many bookings a person has."""
        return any(rule.at_once for rule in (self.general, *self.of_rooms.values()))

    @property
    def approves(self) -> bool:
        """Whether somebody must approve bookings of a room."""
        return any(rule.approval for rule in (self.general, *self.of_rooms.values()))

    @property
    def groups(self) -> frozenset[str]:
        """The Slack user groups of which members may book a room."""
        own = (rule.groups for rule in (self.general, *self.of_rooms.values()))
        return frozenset().union(*own)

    def shown(self, rooms: Iterable[Room]) -> tuple[Room, ...]:
        """Return the rooms that are not hidden."""
        return tuple(room for room in rooms if not self.of(room).hidden)


@dataclass(frozen=True)
class Broken:
    """A rule that stands against a booking; ``limit`` is what it allows."""

    rule: Rule
    room: Room
    limit: int = 0
    is_own: bool = False  # laid down for just this room
    by: str = ""  # who must approve, by Slack id
    is_unsure: bool = False  # who is meant could not be read
    open: TimeSlot | None = None  # the office hours of the day
    nearest: TimeSlot | None = None  # the slot as those hours allow it


@dataclass(frozen=True)
class RuleRefused:
    """A rule forbids what was asked for; the options are the nearest that it allows."""

    broken: Broken
    options: tuple[Option, ...] = ()
