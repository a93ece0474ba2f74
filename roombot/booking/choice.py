"""Which room, and which alternatives; pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from heapq import nsmallest
from itertools import chain, islice, zip_longest
from operator import itemgetter

from roombot.domain.bookings import Event
from roombot.domain.intents import Wish
from roombot.domain.options import Option, Reason, Trait
from roombot.domain.outcomes import Suggested
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot, gaps

BEST = 5
SPACIOUS = 2  # a room this many times larger than asked is said to be so
SEARCH = timedelta(hours=4)
QUARTER = 15
A_ROOM = 2  # places one room may take among the alternatives


@dataclass(frozen=True)
class Candidate:
    """A room at a time, what speaks for it, and how far it is from what was asked."""

    room: Room
    slot: TimeSlot
    reasons: tuple[Reason, ...] = ()
    distance: float = 0.0


def busy_rooms(events: Iterable[Event], slot: TimeSlot) -> frozenset[str]:
    """Return the emails of the rooms that have an event in the slot."""
    start, end = slot.start, slot.end
    return frozenset(
        event.room_email for event in events if event.slot.start < end and start < event.slot.end
    )


def sole_event(events: Iterable[Event], room: Room, slot: TimeSlot) -> Event | None:
    """Return the only event that stands in a room's slot."""
    there = [one for one in events if one.room_email == room.email and one.slot.overlaps(slot)]
    return there[0] if len(there) == 1 else None


def free_at(
    rooms: Iterable[Room], slot: TimeSlot, events: Iterable[Event], free: frozenset[str]
) -> tuple[Room, ...]:
    """Return the rooms that Joan calls free and no event contradicts: busy wins."""
    busy = busy_rooms(events, slot)
    return tuple(room for room in rooms if room.email in free and room.email not in busy)


def ranked(
    rooms: Iterable[Room], wish: Wish, usual_floor: str | None, favourites: Collection[str] = ()
) -> tuple[Room, ...]:
    """Return the rooms that fit, best first.

    A favourite that is not far too large, then the smallest, on the usual floor, by name.
    """
    return tuple(
        sorted(
            (room for room in rooms if not _shortfall(room, wish)),
            key=lambda room: (
                room.email not in favourites or _is_spacious(room, wish),
                room.capacity is None,
                room.capacity or 0,
                usual_floor is not None and room.floor != usual_floor,
                room.name.casefold(),
            ),
        )
    )


def is_tied(rooms: Sequence[Room]) -> bool:
    """Tell whether size alone leaves the first of ranked rooms open."""
    return len(rooms) > 1 and rooms[0].capacity == rooms[1].capacity


def reasons_for(
    room: Room, wish: Wish, usual_floor: str | None, favourites: Collection[str] = ()
) -> tuple[Reason, ...]:
    """Return what speaks for a room, and what it lacks."""
    found = [Reason(Trait.NAMED)] if {room.name, room.email} & set(wish.rooms) else []
    found += [Reason(Trait.FAVOURITE)] if room.email in favourites else []
    found += _size(room, wish)
    found += [Reason(Trait.HAS, amenity) for amenity in wish.amenities if room.has(amenity)]
    if room.floor and wish.place and room.lies_in(wish.place):
        found.append(Reason(Trait.ON_FLOOR, room.floor))
    elif room.floor and room.floor == usual_floor:
        found.append(Reason(Trait.USUAL_FLOOR, room.floor))
    elif room.floor:
        found.append(Reason(Trait.ON_FLOOR, room.floor))
    return tuple(found) + tuple(reason for reason, _ in _shortfall(room, wish))


def at_slot(
    rooms: Sequence[Room],
    wish: Wish,
    slot: TimeSlot,
    usual_floor: str | None,
    favourites: Collection[str] = (),
) -> tuple[Candidate, ...]:
    """Return the free ``rooms`` that fit, best first."""
    return tuple(
        Candidate(room, slot, reasons_for(room, wish, usual_floor, favourites))
        for room in ranked(rooms, wish, usual_floor, favourites)
    )


def near_misses(
    rooms: Iterable[Room], wish: Wish, slot: TimeSlot, like: Room | None = None
) -> tuple[Candidate, ...]:
    """Return the free ``rooms`` that fit nearly, or in place of the room asked for, nearest first.

    ``like`` is the room that was asked for by name: one of its size is nearer than another.
    """
    found = []
    for room in rooms:
        costs = [cost for _, cost in _shortfall(room, wish)]
        if None not in costs:
            found.append((sum(cost or 0 for cost in costs) + unlike(room, like), room))
    nearest = nsmallest(2 * BEST, found, key=lambda one: (one[0], one[1].capacity or 0))
    return tuple(
        Candidate(room, slot, reasons_for(room, wish, None), distance) for distance, room in nearest
    )


def in_window(
    rooms: Sequence[Room],
    wish: Wish,
    window: TimeSlot,
    events: Iterable[Event],
    favourites: Collection[str] = (),
) -> tuple[Candidate, ...]:
    """Return each fitting room's first free stretch of the wish's minutes, best room first.

    Where no stretch is as long, the longest that will do.
    """
    fitting = ranked(rooms, wish, None, favourites)
    busy = _by_room(events, window, fitting)
    found = []
    for room in fitting:
        slot = _longest(gaps(window, busy[room.email]), wish)
        if slot is not None:
            found.append(Candidate(room, slot, reasons_for(room, wish, None, favourites)))
    return tuple(sorted(found, key=lambda one: -one.slot.minutes))


def _longest(free: Iterable[TimeSlot], wish: Wish) -> TimeSlot | None:
    """Return the first stretch of the wish's minutes, or else the longest of its least."""
    most = wish.minutes or QUARTER
    starts = [(next_quarter(gap.start), gap.end) for gap in free]
    lengths = [
        (start, min(most, int((end - start).total_seconds() // 60))) for start, end in starts
    ]
    fitting = [(start, length) for start, length in lengths if length >= (wish.least or most)]
    best = max(fitting, key=lambda one: one[1], default=None)
    return TimeSlot.lasting(*best) if best else None


def other_times(
    rooms: Iterable[Room], wish: Wish, slot: TimeSlot, events: Iterable[Event], since: datetime
) -> tuple[Candidate, ...]:
    """Return the nearest times, not before ``since``, at which fitting rooms are free."""
    window = TimeSlot(max(slot.start - SEARCH, since), slot.end + SEARCH)
    fitting = ranked(rooms, wish, None)
    busy = _by_room(events, window, fitting)
    found = []
    for room in fitting:
        for other in _around(slot, gaps(window, busy[room.email])):
            candidate = Candidate(room, other, reasons_for(room, wish, None))
            found.append(_shifted(candidate, slot))
    return tuple(sorted(found, key=lambda candidate: candidate.distance))


def moved(candidates: Iterable[Candidate], asked: TimeSlot) -> list[Candidate]:
    """Return candidates at another time than was asked for, with that said first."""
    return [_shifted(candidate, asked) for candidate in candidates]


def starts_in(window: TimeSlot, minutes: int, most: int) -> tuple[TimeSlot, ...]:
    """Return a few slots of ``minutes`` spread over a window."""
    first = TimeSlot.lasting(next_quarter(window.start), minutes)
    room_to_move = (window.end - first.end).total_seconds() // 60
    if room_to_move < 0:
        return ()
    step = max(QUARTER, room_to_move / most // QUARTER * QUARTER)
    shifts = [int(step * index) for index in range(most) if step * index <= room_to_move]
    return tuple(first.shifted(shift) for shift in shifts)


def assorted(candidates: Iterable[Candidate], most: int = BEST) -> tuple[Candidate, ...]:
    """Return the nearest candidates, no room more than twice, none twice at one time."""
    chosen: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda one: one.distance):
        same_room = [one for one in chosen if one.room.email == candidate.room.email]
        if len(same_room) < A_ROOM and all(one.slot != candidate.slot for one in same_room):
            chosen.append(candidate)
        if len(chosen) == most:
            break
    return tuple(chosen)


def best_of(outcomes: Sequence[Suggested]) -> list[Option]:
    """Return the best rooms of several times, as many of each as there is place for."""
    offered = [
        [(one.slot.start, one) for one in outcome.options if one.slot] for outcome in outcomes
    ]
    rounds = chain.from_iterable(zip_longest(*offered))
    best = islice((one for one in rounds if one), BEST)
    return [option for _, option in sorted(best, key=itemgetter(0))]


def next_quarter(instant: datetime) -> datetime:
    """Return the instant, or the next full quarter of an hour after it."""
    whole = instant.replace(
        minute=instant.minute - instant.minute % QUARTER, second=0, microsecond=0
    )
    return whole if whole == instant else whole + timedelta(minutes=QUARTER)


def usual_floor(rooms: Sequence[Room], recent: Sequence[str]) -> str | None:
    """Return the floor on which most of the ``recent`` rooms (emails, newest first) lie."""
    floors = {room.email: room.floor for room in rooms}
    visited = [floor for email in recent if (floor := floors.get(email))]
    return max(visited, key=visited.count) if visited else None


def _shifted(candidate: Candidate, asked: TimeSlot) -> Candidate:
    shift = round((candidate.slot.start - asked.start).total_seconds() / 60)
    if shift == 0:
        return candidate
    reason = Reason(Trait.LATER if shift > 0 else Trait.EARLIER, str(abs(shift)))
    return replace(candidate, reasons=(reason, *candidate.reasons), distance=abs(shift) / QUARTER)


def _size(room: Room, wish: Wish) -> list[Reason]:
    if wish.capacity is None or room.capacity is None or room.capacity < wish.capacity:
        return []
    trait = Trait.LARGER if _is_spacious(room, wish) else Trait.FITS
    return [Reason(trait, str(room.capacity))]


def _is_spacious(room: Room, wish: Wish) -> bool:
    return (room.capacity or 0) > (wish.capacity or room.capacity or 0) * SPACIOUS


def _shortfall(room: Room, wish: Wish) -> list[tuple[Reason, float | None]]:
    """Return what the room lacks, each with its distance; None where it makes it useless."""
    lacks: list[tuple[Reason, float | None]] = [
        (Reason(Trait.LACKS, amenity), 3.0) for amenity in wish.amenities if not room.has(amenity)
    ]
    if wish.capacity is not None and room.capacity is None:
        lacks.append((Reason(Trait.SMALLER, "?"), 2.0))  # unknown is not too small
    elif wish.capacity is not None and room.capacity and room.capacity < wish.capacity:
        missing = wish.capacity - room.capacity
        bearable = missing <= max(1, wish.capacity // 4)
        lacks.append(
            (Reason(Trait.SMALLER, str(room.capacity)), 1.5 * missing if bearable else None)
        )
    if wish.place is not None and not room.lies_in(wish.place):
        lacks.append((Reason(Trait.ELSEWHERE, room.floor or ""), 1.0))
    return lacks


def unlike(room: Room, wanted: Room | None) -> float:
    """Return how far a room's size is from the wanted one's; too small is worse than too large."""
    if wanted is None or wanted.capacity is None or room.capacity is None:
        return 0.0
    surplus = room.capacity - wanted.capacity
    return 0.2 * surplus if surplus > 0 else -0.5 * surplus


def _by_room(
    events: Iterable[Event], window: TimeSlot, rooms: Iterable[Room]
) -> dict[str, list[TimeSlot]]:
    busy: dict[str, list[TimeSlot]] = {room.email: [] for room in rooms}
    start, end = window.start, window.end
    for event in events:
        if event.room_email in busy and event.slot.start < end and start < event.slot.end:
            busy[event.room_email].append(event.slot)
    return busy


def _around(slot: TimeSlot, free: Iterable[TimeSlot]) -> tuple[TimeSlot, ...]:
    """Return the last slot before and the first after ``slot`` that fit into ``free``."""
    length = slot.end - slot.start
    roomy = [gap for gap in free if gap.end - gap.start >= length]
    earlier = [min(slot.start, gap.end - length) for gap in roomy if gap.start < slot.start]
    later = [max(slot.start, gap.start) for gap in roomy if gap.end > slot.end]
    starts = {start for start in (max(earlier, default=None), min(later, default=None)) if start}
    return tuple(slot.starting_at(start) for start in sorted(starts) if start != slot.start)
