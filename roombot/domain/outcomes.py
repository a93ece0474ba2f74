"""Outcomes: the answers of a normal day. Views read them; they never decide anything.

Those that belong to a noun of their own are beside it; all are in the union below.
"""

from dataclasses import dataclass
from datetime import datetime

from roombot.domain.approvals import ApprovalOutcome
from roombot.domain.bookings import Booking, BookingState, Event, Invitation
from roombot.domain.closings import Closing
from roombot.domain.days import DayShown
from roombot.domain.digests import WeekDigest
from roombot.domain.gatherings import FewCome, Gathered
from roombot.domain.handovers import HandoverOutcome
from roombot.domain.intents import Wish
from roombot.domain.leaving import LeavingOutcome
from roombot.domain.links import LinkOutcome
from roombot.domain.listings import DevicesListed, Linked, RoomsListed
from roombot.domain.occasions import OccasionOutcome
from roombot.domain.options import ClosedBecause, Option, RefusedBecause, SuggestedBecause
from roombot.domain.room_rules import RuleRefused
from roombot.domain.rooms import Room
from roombot.domain.series import SeriesOutcome
from roombot.domain.time_slots import TimeSlot
from roombot.domain.watches import HeldForYou, WatchEnded, Watching


@dataclass(frozen=True)
class Booked:
    """A room is booked; ``already`` when it was before this turn."""

    booking: Booking
    invitations: tuple[Invitation, ...] = ()
    unknown_people: tuple[str, ...] = ()
    already: bool = False


@dataclass(frozen=True)
class Suggested:
    """Rooms to choose from; no options when nothing at all is free."""

    because: SuggestedBecause
    wish: Wish
    options: tuple[Option, ...] = ()
    booking: Booking | None = None


@dataclass(frozen=True)
class WhichBooking:
    """Several bookings fit; ``verb`` is the intent's name such as ``cancel``."""

    verb: str
    options: tuple[Option, ...]
    bookings: tuple[Booking, ...]


@dataclass(frozen=True)
class Asked:
    """A question that a person would ask back; each option is a full reading."""

    about: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class AskedHowLong:
    """Until when to extend; ``until`` are the ends that are free, one an option."""

    booking: Booking
    options: tuple[Option, ...]


@dataclass(frozen=True)
class AskedWhom:
    """Whom to invite: the person picks from the workspace's people."""

    booking: Booking


@dataclass(frozen=True)
class Extended:
    """A meeting is longer now."""

    booking: Booking


@dataclass(frozen=True)
class CannotExtend:
    """The room is taken after the meeting; ``free_until`` may still allow less."""

    booking: Booking
    free_until: datetime | None
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Finished:
    """A meeting was ended; ``minutes_given_back`` until its planned end."""

    booking: Booking
    minutes_given_back: int
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Cancelled:
    """A booking is given up; ``told`` are the invitees who hear of it."""

    booking: Booking
    told: tuple[Invitation, ...] = ()
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class CheckedIn:
    """The meeting takes place."""

    booking: Booking


@dataclass(frozen=True)
class Moved:
    """A booking has another room."""

    booking: Booking
    from_room: Room
    told: tuple[Invitation, ...] = ()
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Rescheduled:
    """A booking has another time, and perhaps another room."""

    booking: Booking
    from_room: Room
    from_slot: TimeSlot
    told: tuple[Invitation, ...] = ()
    old_still_booked: bool = False
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Invited:
    """Colleagues are invited; the invitations tell how each is reached."""

    booking: Booking
    invitations: tuple[Invitation, ...] = ()
    already: tuple[Invitation, ...] = ()
    unknown_people: tuple[str, ...] = ()


@dataclass(frozen=True)
class InvitationShown:
    """What an invitee sees: who invites, to what, and what was answered.

    ``repeated`` when a second click came after the answer, ``closed`` when it is too late.
    ``all_invitations`` are the booking's, for the organizer's message.
    """

    invitation: Invitation
    booking: Booking
    organizer_name: str
    repeated: bool = False
    closed: ClosedBecause | None = None
    all_invitations: tuple[Invitation, ...] = ()


@dataclass(frozen=True)
class AgendaShown:
    """The person's bookings and the invitations that wait for an answer."""

    bookings: tuple[Booking, ...]
    window: TimeSlot
    waiting: tuple[tuple[Invitation, Booking], ...] = ()


@dataclass(frozen=True)
class ScheduleShown:
    """A room's day; ``free_now_until`` is None when it is taken now or the day is another."""

    room: Room
    window: TimeSlot
    events: tuple[Event, ...]
    free_now_until: datetime | None = None
    options: tuple[Option, ...] = ()  # to see it drawn
    is_veiled: bool = False  # whether others may not see all that is in it


@dataclass(frozen=True)
class HelpShown:
    """What can be said."""

    is_admin: bool


@dataclass(frozen=True)
class NotUnderstood:
    """The text was not about rooms, or not clear."""

    text: str


@dataclass(frozen=True)
class Refused:
    """Something is not done, and why; ``detail`` fills the sentence."""

    because: RefusedBecause
    detail: str = ""


@dataclass(frozen=True)
class Dropped:
    """Nothing is to be done, for a reason that is told."""

    closing: Closing = Closing.DROPPED


@dataclass(frozen=True)
class AlreadyDone:
    """The booking had that state before."""

    booking: Booking
    state: BookingState


@dataclass(frozen=True)
class AlreadyChosen:
    """The offer was taken by an earlier click."""


@dataclass(frozen=True)
class Unconfirmed:
    """A write got no answer and reading could not settle it: honest words, no promise."""

    verb: str
    booking: Booking


Outcome = (
    Booked
    | Suggested
    | WhichBooking
    | Asked
    | AskedHowLong
    | AskedWhom
    | Extended
    | CannotExtend
    | Finished
    | Cancelled
    | CheckedIn
    | Moved
    | Rescheduled
    | Invited
    | InvitationShown
    | AgendaShown
    | ScheduleShown
    | RoomsListed
    | DayShown
    | WeekDigest
    | LinkOutcome
    | DevicesListed
    | Linked
    | Watching
    | WatchEnded
    | HeldForYou
    | HandoverOutcome
    | ApprovalOutcome
    | OccasionOutcome
    | LeavingOutcome
    | Gathered
    | FewCome
    | SeriesOutcome
    | HelpShown
    | NotUnderstood
    | Refused
    | RuleRefused
    | Dropped
    | AlreadyDone
    | AlreadyChosen
    | Unconfirmed
)


def options_of(outcome: Outcome) -> tuple[Option, ...]:
    """Return what can be clicked under an outcome."""
    return getattr(outcome, "options", ())


@dataclass(frozen=True)
class Answer:
    """An outcome on its way up; ``offer_id`` names where its options' intents are kept."""

    outcome: Outcome
    offer_id: str | None = None
