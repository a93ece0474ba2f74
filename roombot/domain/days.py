"""The day in a picture: rooms, what takes them, and the gaps that can be booked."""

from dataclasses import dataclass
from datetime import time

from roombot.domain.bookings import Event
from roombot.domain.intents import ShowDay
from roombot.domain.options import Option
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot


@dataclass(frozen=True)
class DayShown:
    """The day of some rooms; ``mine`` holds the ids of the events that are the person's own."""

    asked: ShowDay
    rooms: tuple[Room, ...]
    window: TimeSlot
    events: tuple[Event, ...]
    mine: frozenset[str]
    hours: tuple[time, time]  # of the office
    options: tuple[Option, ...] = ()
    count: int = 0  # of the rooms there are, those on other pictures too

    @property
    def is_week(self) -> bool:
        """Tell whether one room's several days are shown, a row each."""
        return len(self.rooms) == 1 and self.window.minutes > DAY_MINUTES


DAY_MINUTES = 26 * 60  # the longest day there is, and an hour
