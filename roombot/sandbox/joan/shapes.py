"""The shapes that replies may have: nobody knows which of them the real Joan sends."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args, get_type_hints


@dataclass(frozen=True)
class Shapes:
    """One choice for each thing that may vary."""

    get_room: Literal["map", "rooms", "results", "list"] = "map"
    times: Literal["offset", "utc", "naive", "nested"] = "offset"
    lists: Literal["paged", "bare"] = "paged"
    rooms: Literal["full", "sparse"] = "full"
    amenities: Literal["names", "ids"] = "names"
    locations: Literal["objects", "names"] = "objects"
    organizer: Literal["full", "email"] = "full"
    summary: Literal["given", "missing"] = "given"
    book: Literal["event", "wrapped", "empty"] = "event"
    book_status: Literal[200, 201] = 201
    changes: Literal["empty", "event"] = "empty"  # of finish, checkin and extend
    move: Literal["id", "empty"] = "id"
    move_keeps_id: Literal[False, True] = False
    invite: Literal["id", "empty"] = "id"

    def changed(self, changes: Mapping[str, Any]) -> "Shapes":
        """Return these with some replaced; raise ``ValueError`` for what is none."""
        known = choices()
        for name, choice in changes.items():
            if choice not in known.get(name, ()):
                raise ValueError(f"{name} cannot be {choice!r}; see {known.get(name, list(known))}")
        return replace(self, **changes)


def choices() -> dict[str, tuple[object, ...]]:
    """Return every shape's choices, the usual one first."""
    hints = get_type_hints(Shapes)
    return {field.name: get_args(hints[field.name]) for field in fields(Shapes)}
