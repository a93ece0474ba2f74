"""Leaving: who is gone, what is still booked in their name, and what becomes of it."""

from dataclasses import dataclass
from enum import StrEnum

from roombot.domain.bookings import Booking
from roombot.domain.series import Told


class Fate(StrEnum):
    """What administrators may do with what somebody has left."""

    TAKEN = "taken"  # it is the administrator's own from then on
    GIVEN = "given"  # it is somebody else's
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Leaver:
    """Somebody who is gone from Slack, or whom Joan knows no more."""

    slack_id: str
    name: str
    is_in_slack: bool = False


@dataclass(frozen=True)
class Left:
    """What is decided together: one meeting, or what is left of a series, in order."""

    bookings: tuple[Booking, ...]

    @property
    def id(self) -> str:
        """The booking by which it is named."""
        return self.bookings[0].id


@dataclass(frozen=True)
class LeavingOffered:
    """What administrators are asked about."""

    leaver: Leaver
    left: tuple[Left, ...]


@dataclass(frozen=True)
class LeavingSettled:
    """What was done, with those who hear of it; what could not be; and what is left to decide.

    ``heir_id`` is who has it now; ``unsure`` is what Joan gave no answer to.
    """

    leaver: Leaver
    fate: Fate
    done: Told = ()
    failed: tuple[Booking, ...] = ()
    left: tuple[Left, ...] = ()
    heir_id: str = ""
    heir_name: str = ""
    unsure: tuple[Booking, ...] = ()


@dataclass(frozen=True)
class LeftToYou:
    """What somebody was given by an administrator."""

    leaver: Leaver
    bookings: tuple[Booking, ...]
    giver_id: str


@dataclass(frozen=True)
class OrganizerChanged:
    """What the invited hear of it."""

    booking: Booking
    leaver: Leaver
    heir_name: str


LeavingOutcome = LeavingOffered | LeavingSettled | LeftToYou | OrganizerChanged
