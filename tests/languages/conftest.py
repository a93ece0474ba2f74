import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from roombot.commands.parse import as_json
from roombot.domain.rooms import Location, Room
from roombot.nlu import Context, understand

NOW = datetime(2026, 9, 15, 9, 40, tzinfo=timezone(timedelta(hours=2)))  # a tuesday
ZONE = "Europe/Berlin"


@pytest.fixture(scope="session")
def rooms() -> tuple[Room, ...]:
    listed = json.loads(Path(__file__).with_name("rooms.json").read_text())
    return tuple(
        Room(
            room["email"],
            room["name"],
            room["capacity"],
            tuple(room["amenities"]),
            tuple(Location(place["type"], place["name"]) for place in room["locations"]),
        )
        for room in listed
    )


@pytest.fixture(scope="session")
def read(rooms: tuple[Room, ...]) -> Callable[[str, str, str | None], dict[str, Any]]:
    """Return a reader whose answers have local times without seconds and offset."""

    def reader(text: str, locale: str, language: str | None) -> dict[str, Any]:
        context = Context(NOW, ZONE, rooms, language, locale)
        shortened: dict[str, Any] = _short(as_json(understand(text, context), ZONE))
        return shortened

    return reader


def _short(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _short(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_short(part) for part in value]
    is_instant = isinstance(value, str) and value[4:5] == "-" and value[10:11] == "T"
    return value[:16] if is_instant else value
