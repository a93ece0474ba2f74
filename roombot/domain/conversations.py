"""Conversations: what was last spoken of with a person in one place."""

from dataclasses import dataclass
from datetime import timedelta

from roombot.domain.intents import Wish

MEMORY = timedelta(minutes=15)


@dataclass(frozen=True)
class Conversation:
    """What an unfinished sentence can refer to.

    ``wish`` is what was last searched, booked or given up; ``offer_id`` names what can be chosen,
    ``booking_id`` the booking that was spoken of. ``seats`` is the size of the room in question,
    ``language`` the one that was spoken.
    """

    wish: Wish
    offer_id: str | None = None
    booking_id: str | None = None
    seats: int | None = None
    asks_how_long: bool = False
    language: str | None = None
