"""A person's data, as it is erased."""

from dataclasses import dataclass

from roombot.domain.bookings import Booking
from roombot.domain.errors import RoombotError


class StillAtWork(RoombotError):  # noqa: N818 - reads as a state, as its siblings do
    """Something is being written for the person at this moment."""


@dataclass(frozen=True)
class Erased:
    """What was erased: rows by table, and the bookings that stay in Joan."""

    rows: dict[str, int]
    pseudonym: str
    still_in_joan: tuple[Booking, ...]
