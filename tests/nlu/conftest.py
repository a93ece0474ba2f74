from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest

from roombot.domain.rooms import Location, Room
from roombot.nlu import Context

Ask = Callable[..., Context]


@pytest.fixture
def rooms() -> tuple[Room, ...]:
    return (
        Room("oslo", "Oslo", 6, ("Whiteboard",), (Location("floor", "3rd floor"),)),
        Room("lima", "Lima", 4, (), (Location("building", "Annex"),)),
        Room("noon", "Noon", 3),
        Room("r12", "Room 12", 20, ("Projector",)),
    )


@pytest.fixture
def asked(rooms: tuple[Room, ...]) -> Ask:
    """Return a maker of contexts: a tuesday morning in Berlin unless told otherwise."""

    def make(now: datetime | None = None, zone: str = "Europe/Berlin", **more: str) -> Context:
        tuesday = datetime(2026, 9, 15, 9, 40, tzinfo=timezone(timedelta(hours=2)))
        return Context(now or tuesday, zone, rooms, **more)  # type: ignore[arg-type]  # strings only

    return make
