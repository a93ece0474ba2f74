"""Choosing the best rooms among 1,000 with 20,000 events: python tests/benchmarks/choice.py."""

import statistics
import time
from datetime import UTC, datetime, timedelta
from random import Random

from roombot.booking import choice
from roombot.domain.bookings import Event
from roombot.domain.intents import Wish
from roombot.domain.rooms import Location, Room
from roombot.domain.time_slots import TimeSlot

MONDAY = datetime(2026, 5, 11, tzinfo=UTC)
ROOMS, EVENTS, ROUNDS = 1_000, 20_000, 50


def office() -> tuple[tuple[Room, ...], tuple[Event, ...]]:
    """Return rooms of all sizes, and a busy week."""
    dice = Random(1)
    rooms = tuple(
        Room(
            f"r{number}@rooms",
            f"Room {number}",
            dice.randint(2, 20),
            tuple(name for name in ("TV", "Whiteboard", "Phone") if dice.random() < 0.5),
            (Location("floor", f"floor {number % 12}"),),
        )
        for number in range(ROOMS)
    )
    events = tuple(
        Event(f"e{number}", dice.choice(rooms).email, meeting(dice)) for number in range(EVENTS)
    )
    return rooms, events


def meeting(dice: Random) -> TimeSlot:
    """Return an hour or less on one of the week's days."""
    start = MONDAY + timedelta(days=dice.randrange(7), minutes=15 * dice.randrange(32, 72))
    return TimeSlot.lasting(start, dice.choice((15, 30, 45, 60)))


def milliseconds(run: object) -> list[float]:
    """Return how long each of many runs takes."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run()  # type: ignore[operator]  # any function without arguments
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def main() -> None:
    """Print the table."""
    rooms, events = office()
    slot = TimeSlot.lasting(MONDAY + timedelta(days=1, hours=10), 60)
    wish = Wish(capacity=6, amenities=("whiteboard",))
    everything = frozenset(room.email for room in rooms)

    def best() -> None:
        free = choice.free_at(rooms, slot, events, everything)
        choice.at_slot(free, wish, slot, "floor 3")[: choice.BEST]

    def nearest() -> None:
        free = choice.free_at(rooms, slot, events, everything)
        times = choice.other_times(rooms, wish, slot, events, MONDAY)
        choice.assorted([*choice.near_misses(free, wish, slot), *times])

    print(f"{ROOMS} rooms, {EVENTS} events, {ROUNDS} rounds: milliseconds")
    print(f"{'':24}{'median':>8}{'max':>8}")
    for name, run in (("best rooms", best), ("nearest alternatives", nearest)):
        taken = milliseconds(run)
        print(f"{name:24}{statistics.median(taken):8.1f}{max(taken):8.1f}")


if __name__ == "__main__":
    main()
