"""Occasions: the moments in a booking's life at which its people hear of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from roombot.domain.bookings import Action, Booking
from roombot.domain.options import Option


class Occasion(StrEnum):
    """A moment in a booking's life."""

    SOON = "soon"  # it begins in a few minutes
    STARTED = "started"  # who is there checks in
    NO_SHOW = "no_show"  # the grace time is over and nobody has checked in
    ENDING = "ending"  # it ends in a few minutes


@dataclass(frozen=True)
class Due:
    """An occasion that has come for a booking, as it stood then.

    ``lead`` tells one reminder from another: how many minutes before the start it is for.
    """

    occasion: Occasion
    booking: Booking
    lead: int = 0

    @property
    def key(self) -> str:
        """The name of this occasion; another once the booking is at another time."""
        slot = self.booking.slot
        instant = slot.end if self.occasion is Occasion.ENDING else slot.start
        key = f"{self.occasion}/{self.booking.id}/{int(instant.timestamp())}"
        return f"{key}/{self.lead}" if self.lead else key

    def key_for(self, slack_id: str) -> str:
        """Return the name of one person's message; of all reminders a person gets one."""
        return f"{replace(self, lead=0).key}/{slack_id}"


@dataclass(frozen=True)
class Reminded:
    """A meeting begins soon."""

    booking: Booking


@dataclass(frozen=True)
class CheckInAsked:
    """A meeting has begun; ``release_at`` is when the room goes if nobody checks in."""

    booking: Booking
    release_at: datetime | None = None
    may_release: bool = True


@dataclass(frozen=True)
class RunningLate:
    """The room waits for its people until ``until``."""

    booking: Booking
    until: datetime


@dataclass(frozen=True)
class Released:
    """Nobody came, so the room was given to the others; the option takes it back."""

    booking: Booking
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class EndingSoon:
    """A meeting ends soon; the options make it longer, here or in another room."""

    booking: Booking
    is_followed: bool = False
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Settled:
    """What became of a write that had got no answer."""

    action: Action
    booking: Booking
    took_place: bool


@dataclass(frozen=True)
class Thanked:
    """Thanks for the minutes of a week in which rooms were free again before their time."""

    minutes: int


@dataclass(frozen=True)
class JobGivenUp:
    """Something was not done after many tries; ``kind`` is an ``Occasion`` or a job's name."""

    kind: str
    booking: Booking | None = None


OccasionOutcome = (
    Reminded | CheckInAsked | RunningLate | Released | EndingSoon | Settled | Thanked | JobGivenUp
)
