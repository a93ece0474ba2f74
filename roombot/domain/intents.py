"""Intents: what a person wants, whatever way it was said or clicked."""

from dataclasses import dataclass, field
from datetime import datetime

from roombot.domain.clicks import Click
from roombot.domain.closings import LetGo
from roombot.domain.sides import Side
from roombot.domain.time_slots import TimeSlot


@dataclass(frozen=True)
class Wish:
    """What is known of the room and the time a person wants.

    ``start`` and ``end`` are a slot as far as it was said; ``window`` a stretch in which any
    start will do; ``rooms`` are names as in the directory; ``people`` Slack ids and addresses.
    ``least`` is the shortest of several ``minutes`` that will do; ``others`` is the same wish at
    other times that will do as well.
    """

    start: datetime | None = None
    end: datetime | None = None
    window: TimeSlot | None = None
    minutes: int | None = None
    rooms: tuple[str, ...] = ()
    capacity: int | None = None
    amenities: tuple[str, ...] = ()
    place: str | None = None
    people: tuple[str, ...] = ()
    title: str | None = None
    recurrence: str | None = None
    least: int | None = None
    others: tuple["Wish", ...] = ()
    avoid: tuple[str, ...] = ()  # rooms that will not do
    below: int | None = None  # rooms of so many seats or more will not do


@dataclass(frozen=True)
class Which:
    """Which booking is meant: by its id, or by what was said of it."""

    booking_id: str | None = None
    start: datetime | None = None
    window: TimeSlot | None = None
    rooms: tuple[str, ...] = ()
    title: str | None = None


@dataclass(frozen=True)
class Find:
    """Show free rooms; with a ``side`` at other times of that side than the wish's own."""

    wish: Wish = field(default_factory=Wish)
    side: Side | None = None


@dataclass(frozen=True)
class Book:
    """Book a room."""

    wish: Wish


@dataclass(frozen=True)
class Extend:
    """Make a meeting longer, by ``minutes`` or ``until`` an instant."""

    which: Which = field(default_factory=Which)
    minutes: int | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Finish:
    """End a running meeting now."""

    which: Which = field(default_factory=Which)


@dataclass(frozen=True)
class Cancel:
    """Give a booking up."""

    which: Which = field(default_factory=Which)


@dataclass(frozen=True)
class CheckIn:
    """Say that the meeting takes place."""

    which: Which = field(default_factory=Which)


@dataclass(frozen=True)
class Move:
    """Take a meeting to another room, which is chosen from a list when ``to_room`` is None.

    Without a room, others are offered: like the old one, or as ``wish`` describes.
    """

    which: Which = field(default_factory=Which)
    to_room: str | None = None
    wish: Wish | None = None


@dataclass(frozen=True)
class Reschedule:
    """Take a meeting to another time, and to ``to_room`` where one is named.

    ``shift`` minutes later, earlier below zero, where no new start was said. Times of a ``side``,
    those of a ``window``, or whatever is free at the new time when it only ``asks``, are offered.
    """

    which: Which = field(default_factory=Which)
    start: datetime | None = None
    end: datetime | None = None
    minutes: int | None = None
    to_room: str | None = None
    shift: int | None = None
    side: Side | None = None
    window: TimeSlot | None = None
    asks: bool = False


@dataclass(frozen=True)
class Invite:
    """Invite people (Slack ids or addresses), who are asked for when there are none."""

    which: Which = field(default_factory=Which)
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Accept:
    """Confirm an invitation; without an id, the one that waits."""

    invitation_id: str | None = None
    which: Which = field(default_factory=Which)


@dataclass(frozen=True)
class Reject:
    """Reject an invitation; without an id, the one that waits."""

    invitation_id: str | None = None
    which: Which = field(default_factory=Which)


@dataclass(frozen=True)
class ShowAgenda:
    """Show my bookings, today's and tomorrow's unless a window is given."""

    window: TimeSlot | None = None


@dataclass(frozen=True)
class ShowSchedule:
    """Show a room's day."""

    rooms: tuple[str, ...]
    window: TimeSlot | None = None


@dataclass(frozen=True)
class ListRooms:
    """List rooms from the ``first`` on, or describe those named."""

    rooms: tuple[str, ...] = ()
    capacity: int | None = None
    amenities: tuple[str, ...] = ()
    place: str | None = None
    first: int = 0


@dataclass(frozen=True)
class ShowDay:
    """Draw the day of rooms, a place or the whole office; ``first`` is the first room shown."""

    rooms: tuple[str, ...] = ()
    place: str | None = None
    window: TimeSlot | None = None
    first: int = 0
    dark: bool = False


@dataclass(frozen=True)
class ListDevices:
    """Show the devices' batteries and Wi-Fi, to administrators."""


@dataclass(frozen=True)
class Link:
    """Say under which address Joan knows a Slack person; for administrators."""

    slack_id: str
    joan_email: str


@dataclass(frozen=True)
class Watch:
    """Tell me when a room like that comes free."""

    wish: Wish


@dataclass(frozen=True)
class AskHolder:
    """Ask whoever holds a room whether they would give it up; None lets the asker choose."""

    wish: Wish
    is_named: bool | None = None


@dataclass(frozen=True)
class ShowBooking:
    """Show one booking, as it stands."""

    booking_id: str


@dataclass(frozen=True)
class Gather:
    """Book a room for the people of a thread, who answer there whether they come."""

    wish: Wish


@dataclass(frozen=True)
class ShowHelp:
    """Explain what can be said."""


@dataclass(frozen=True)
class Unknown:
    """Nothing about rooms was understood."""

    text: str = ""


@dataclass(frozen=True)
class AskApproval:
    """Ask whoever approves bookings of a room; what is wanted is done once they have."""

    intent: "Intent"
    room: str
    slot: TimeSlot


@dataclass(frozen=True)
class Undo:
    """Take a change back, by doing the opposite; until an instant only."""

    back: "Intent"
    until: datetime


@dataclass(frozen=True)
class Clarify:
    """The text has several readings; ``choices`` are the intents a person may have meant."""

    about: str
    choices: "tuple[Intent, ...]" = ()


Intent = (
    Find
    | Book
    | Extend
    | Finish
    | Cancel
    | CheckIn
    | Move
    | Reschedule
    | Invite
    | Accept
    | Reject
    | ShowAgenda
    | ShowSchedule
    | ListRooms
    | ShowDay
    | ListDevices
    | Link
    | Watch
    | AskHolder
    | AskApproval
    | LetGo
    | ShowBooking
    | Gather
    | ShowHelp
    | Unknown
    | Undo
    | Clarify
    | Click
)
