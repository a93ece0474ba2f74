"""Conversations: what was last spoken of with a person in one place."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from roombot.domain.intents import Wish

MEMORY = timedelta(minutes=15)


@dataclass(frozen=True)
class Choice:
    """What tells one of several choices from the others."""

    start: datetime | None = None
    room: str | None = None
    seats: int | None = None


@dataclass(frozen=True)
class Conversation:
    """What an unfinished sentence can refer to.

    ``wish`` is what was last searched, booked or given up; ``offer_id`` names what can be chosen,
    ``booking_id`` the booking that was spoken of, in ``room``. ``seats`` is the size of the room
    in question, ``language`` the one that was spoken. Of the ``choices``, one an option of the
    offer, one has to be taken where it ``asks_which``. ``books`` where a room was asked for, but
    for no time.
    """

    wish: Wish
    offer_id: str | None = None
    booking_id: str | None = None
    seats: int | None = None
    asks_how_long: bool = False
    language: str | None = None
    room: str | None = None
    choices: tuple[Choice, ...] = ()
    asks_which: bool = False
    books: bool = False

    @property
    def since(self) -> datetime | None:
        """When what is spoken of is to begin, at the earliest."""
        window = self.wish.window
        return self.wish.start or (window.start if window else None)
