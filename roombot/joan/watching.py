"""What is told of requests to Joan: how long each took, and how long it waited for its turn."""

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

KNOWN = frozenset(
    {
        "devices",
        "events",
        "events/book",
        "events/cancel",
        "events/checkin",
        "events/extend",
        "events/invite",
        "events/move",
        "events/reject",
        "get_room",
        "me",
        "rooms",
        "users",
    }
)


class Watch(Protocol):
    """Whoever wants to know."""

    def request(self, endpoint: str) -> AbstractContextManager[None]:
        """Watch a request to one of the known endpoints."""
        ...

    def held_back(self, seconds: float) -> None:
        """Take note of a wait."""
        ...


class Unwatched:
    """Nobody wants to know."""

    def request(self, _endpoint: str) -> AbstractContextManager[None]:
        """Watch nothing."""
        return nullcontext()

    def held_back(self, _seconds: float) -> None:
        """Take no note."""


def known(endpoint: str) -> str:
    """Return an endpoint without ids and pages, or ``other``: the names are few."""
    plain = endpoint.partition("?")[0].strip("/")
    above = plain.rpartition("/")[0]
    return next((one for one in (plain, above) if one in KNOWN), "other")
