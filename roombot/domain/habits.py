"""What somebody who says a bare hour has meant by it before: seven in the morning or evening."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from roombot.domain.intents import Book, Find, Intent, Reschedule, Watch
from roombot.domain.time_zones import in_zone

NOON = 12


@dataclass(frozen=True)
class Habit:
    """Which half of the day an hour of a twelve-hour clock stands for."""

    hour: int
    after_noon: bool


def habits_in(intents: Sequence[Intent], zone: str) -> tuple[Habit, ...]:
    """Return the habit behind each of the readings of a bare hour; none where they are others."""
    starts = [in_zone(start, zone) for one in intents if (start := start_of(one))]
    clocks = {(start.hour % NOON, start.minute) for start in starts}
    found = tuple(Habit(start.hour % NOON, start.hour >= NOON) for start in starts)
    is_bare_hour = len(clocks) == 1 and len(starts) == len(intents) == len(set(found))
    return found if is_bare_hour else ()


def start_of(intent: Intent) -> datetime | None:
    """Return the time that an intent asks for, if it asks for one."""
    if isinstance(intent, Book | Find | Watch):
        return intent.wish.start
    return intent.start if isinstance(intent, Reschedule) else None
