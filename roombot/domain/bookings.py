"""Bookings, the events behind them, and the invitations to them."""

from dataclasses import dataclass, field
from enum import StrEnum

from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot


@dataclass(frozen=True)
class Event:
    """An entry of a room's calendar, as Joan shows it."""

    id: str
    room_email: str
    slot: TimeSlot
    title: str | None = None
    organizer_email: str | None = None
    organizer_name: str | None = None


class BookingState(StrEnum):
    """Where a booking is in its life."""

    BOOKED = "booked"
    CANCELLED = "cancelled"
    FINISHED = "finished"


@dataclass(frozen=True)
class Booking:
    """A room held for a time slot on somebody's behalf.

    ``id`` is ours and opaque; ``event_id`` is Joan's, None while Joan has not shown it.
    ``capacity`` and ``amenities`` are what was asked for, so that a change can ask again.
    """

    id: str
    team_id: str
    room: Room
    slot: TimeSlot
    organizer_id: str
    organizer_email: str
    title: str | None = None
    event_id: str | None = None
    state: BookingState = BookingState.BOOKED
    checked_in: bool = False
    capacity: int | None = None
    amenities: tuple[str, ...] = ()


class InvitationState(StrEnum):
    """What an invitee has answered."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Invitation:
    """One colleague's invitation to a booking.

    ``slack_id`` is None for people who are reached by Joan's mail alone; ``joan_id`` is None
    where Joan's reply carried none; ``mailed`` is False when Joan's answer stayed out.
    """

    id: str
    team_id: str
    booking_id: str
    email: str
    name: str
    slack_id: str | None = None
    joan_id: str | None = None
    mailed: bool = True
    state: InvitationState = InvitationState.WAITING


class Action(StrEnum):
    """The writes that change something in Joan."""

    BOOK = "book"
    CANCEL = "cancel"
    FINISH = "finish"
    EXTEND = "extend"
    MOVE = "move"
    RESCHEDULE = "reschedule"
    CHECK_IN = "check_in"
    INVITE = "invite"
    CONFIRM = "confirm"
    REJECT = "reject"


class AttemptState(StrEnum):
    """How far a write has come; all but ``RECORDED`` and ``UNCONFIRMED`` are final."""

    RECORDED = "recorded"
    UNCONFIRMED = "unconfirmed"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Attempt:
    """A write to Joan, recorded before it is made so that a crash can be settled by reading.

    ``key`` names the delivery or the offer that caused it: the same key never writes twice.
    ``room``, ``slot``, ``title`` and ``organizer_email`` describe what Joan will show if the
    write took place; ``event_id`` and ``booking_id`` what it changes or has created.
    """

    id: str
    team_id: str
    key: str
    action: Action
    slack_id: str
    room: Room
    slot: TimeSlot
    organizer_email: str
    title: str | None = None
    event_id: str | None = None
    booking_id: str | None = None
    state: AttemptState = AttemptState.RECORDED
    details: dict[str, str] = field(default_factory=dict, hash=False)
