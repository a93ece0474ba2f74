"""The waiting list: who wants to hear when a room comes free."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from roombot.domain.bookings import Booking
from roombot.domain.intents import Wish
from roombot.domain.options import Option


class WatchState(StrEnum):
    """Where a watch is in its life; the last four are final."""

    WAITING = "waiting"  # nothing is free yet
    HOLDING = "holding"  # a room is being held, or its person being told
    HELD = "held"  # the room is kept for its person, until ``held_until``
    RELEASING = "releasing"  # the hold ran out and is being given back
    TAKEN = "taken"
    PASSED = "passed"  # not taken, so the next in line was asked
    OVER = "over"  # nothing came free in time
    STOPPED = "stopped"


@dataclass(frozen=True)
class Watch:
    """One person's place in the waiting list; the wish says when and what for.

    ``until`` is the last instant at which a room still serves. ``booking_id`` is the hold, a
    booking like any other until it is given back.
    """

    id: str
    team_id: str
    slack_id: str
    wish: Wish
    until: datetime
    created_at: datetime
    state: WatchState = WatchState.WAITING
    booking_id: str | None = None
    held_until: datetime | None = None


@dataclass(frozen=True)
class Watching:
    """The person is in the waiting list; ``already`` when they were before."""

    watch: Watch
    already: bool = False


@dataclass(frozen=True)
class WatchEnded:
    """A place in the waiting list is given up, by the person or by the time."""

    watch: Watch


@dataclass(frozen=True)
class HeldForYou:
    """A room came free and is held for its person; the options take it or pass it on."""

    watch: Watch
    booking: Booking
    options: tuple[Option, ...] = ()
