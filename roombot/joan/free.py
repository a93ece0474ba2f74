"""Which rooms ``get_room/`` calls free; a reply that is not known for sure is never "free"."""

import math

from roombot.joan.errors import BrokenContract

ENDPOINT = "get_room/"


def free_emails(reply: object) -> frozenset[str]:
    """Return the keys of the free rooms from any known shape of reply."""
    rooms = reply
    if isinstance(reply, dict):
        rooms = reply.get("rooms", reply.get("results"))
    if isinstance(rooms, dict):
        return frozenset(email for email, value in rooms.items() if _is_truthy(value))
    if isinstance(rooms, list):
        return frozenset(_email_of(room) for room in rooms)
    raise BrokenContract(ENDPOINT, "rooms", "is neither an object nor a list")


def _email_of(room: object) -> str:
    """Return the key of a listed room, given as a string or as an object."""
    email = room.get("email") if isinstance(room, dict) else room
    if not isinstance(email, str) or not email:
        raise BrokenContract(ENDPOINT, "rooms[].email", "is missing")
    return email


def _is_truthy(value: object) -> bool:
    """Tell what JavaScript would: empty objects and lists count."""
    if isinstance(value, dict | list):
        return True
    return bool(value) and not (isinstance(value, float) and math.isnan(value))
