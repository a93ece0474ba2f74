"""Series: one meeting on many dates, laid out before any of it is booked."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from roombot.domain.bookings import Booking, Invitation
from roombot.domain.intents import Wish
from roombot.domain.options import Option
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot


class DateState(StrEnum):
    """What became of one date; all but ``PLANNED`` and ``UNSURE`` are final."""

    PLANNED = "planned"
    BOOKED = "booked"
    FAILED = "failed"
    CANCELLED = "cancelled"  # booked, and given up since
    UNSURE = "unsure"  # Joan did not answer, or another click is at it


@dataclass(frozen=True)
class Place:
    """A room at a time."""

    room: Room
    slot: TimeSlot


@dataclass(frozen=True)
class SeriesDate:
    """One date: where and when it may take place, and which of that is chosen, if any.

    A date clashes when the room of the series is not free. It is not certain when it lies beyond
    what Joan shows, so that she alone says what is free.
    """

    slot: TimeSlot
    places: tuple[Place, ...] = ()
    chosen: int | None = 0
    clashes: bool = False
    is_certain: bool = True
    state: DateState = DateState.PLANNED

    @property
    def place(self) -> Place | None:
        """Where and when the meeting will be; None when the date is skipped."""
        return None if self.chosen is None else self.places[self.chosen]


@dataclass(frozen=True)
class Series:
    """Dates that are booked together; ``is_cut`` when there are more than are laid out.

    While its dates are being booked it is leased: a process that does not end by then has died.

    The booking of a date is named for it, so that it can be told from any other and found again.
    """

    id: str
    team_id: str
    slack_id: str
    wish: Wish
    room: Room
    dates: tuple[SeriesDate, ...]
    created_at: datetime
    is_cut: bool = False
    leased_until: datetime | None = None

    def booking_id(self, number: int) -> str:
        """Return the id that the booking of a date has."""
        return f"{self.id}-{number}"

    def with_date(self, number: int, date: SeriesDate) -> "Series":
        """Return the series with one date replaced."""
        return replace(self, dates=(*self.dates[:number], date, *self.dates[number + 1 :]))


def series_id_of(booking_id: str) -> str:
    """Return the id of the series that a booking would belong to."""
    return booking_id.rpartition("-")[0]


Told = tuple[tuple[Booking, tuple[Invitation, ...]], ...]


@dataclass(frozen=True)
class SeriesPlanned:
    """What could be booked, to be looked over first."""

    series: Series


@dataclass(frozen=True)
class SeriesBooked:
    """What became of each date; ``made`` are the bookings of this turn and who is invited."""

    series: Series
    made: Told = ()


@dataclass(frozen=True)
class SeriesAsked:
    """Whether one meeting of a series is given up, or all from then on (``later`` more)."""

    booking: Booking
    later: int
    options: tuple[Option, ...]


@dataclass(frozen=True)
class SeriesCancelled:
    """What of a series was given up, with those who hear of it, and what could not be."""

    cancelled: Told
    left: tuple[Booking, ...] = ()


SeriesOutcome = SeriesPlanned | SeriesBooked | SeriesAsked | SeriesCancelled
