"""Rooms by name, and how large they need to be."""

import math
from collections.abc import Sequence
from dataclasses import replace

from roombot.booking.office import Office
from roombot.domain.intents import Wish
from roombot.domain.options import RefusedBecause
from roombot.domain.outcomes import Refused
from roombot.domain.rooms import Room


async def described(office: Office, room: Room) -> Room:
    """Return a room with all that the directory knows of it; a record holds little."""
    rooms = await office.calendar.rooms()
    return next((one for one in rooms if one.email == room.email), room)


def named(rooms: Sequence[Room], *names: str) -> tuple[Room, ...]:
    """Return the rooms with those keys, or else with those names in any case.

    Several rooms may share a name; whoever says it means any of them.
    """
    found: list[Room] = []
    for name in names:
        by_key = [room for room in rooms if room.email == name]
        found += by_key or [room for room in rooms if room.name.casefold() == name.casefold()]
    return tuple(found)


def without(rooms: Sequence[Room], wish: Wish) -> tuple[Room, ...]:
    """Return the rooms but for those that will not do."""
    avoided = named(rooms, *wish.avoid)
    most = math.inf if wish.below is None else wish.below
    return tuple(one for one in rooms if one not in avoided and (one.capacity or 0) < most)


def by_name(rooms: Sequence[Room], wish: Wish) -> Wish:
    """Return a wish whose room's key is its name again, where no other room shares it."""
    found = named(rooms, *wish.rooms)
    if len(found) != 1 or named(rooms, found[0].name) != found:
        return wish
    return replace(wish, rooms=(found[0].name,))


def unknown_room(rooms: Sequence[Room], names: Sequence[str]) -> Refused | None:
    """Return the answer to a name that no room has."""
    unknown = (name for name in names if not named(rooms, name))
    name = next(unknown, None)
    return None if name is None else Refused(RefusedBecause.NO_SUCH_ROOM, name)


def too_small(rooms: Sequence[Room], wish: Wish) -> Refused | None:
    """Return the answer to more people than any room seats; one of unknown size might."""
    capacity = for_company(wish).capacity
    largest = max((room.capacity or math.inf for room in rooms), default=math.inf)
    if capacity is None or capacity <= largest:
        return None
    return Refused(RefusedBecause.TOO_MANY_PEOPLE, str(largest))


def for_company(wish: Wish) -> Wish:
    """Return the wish with seats for the organizer and everybody who is to be invited."""
    if wish.capacity is not None or not wish.people:
        return wish
    return replace(wish, capacity=len(wish.people) + 1)
