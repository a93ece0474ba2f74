"""Every path below ``/api/v1.0/``."""

import re

from roombot.sandbox.joan.endpoints.bookings import BOOKINGS
from roombot.sandbox.joan.endpoints.call import Call, Endpoint
from roombot.sandbox.joan.endpoints.finding import FINDING
from roombot.sandbox.joan.endpoints.inviting import INVITING
from roombot.sandbox.joan.endpoints.listings import LISTINGS

__all__ = ["ENDPOINTS", "Call", "Endpoint", "resolve"]

ENDPOINTS = (*LISTINGS, *FINDING, *BOOKINGS, *INVITING)


def resolve(path: str) -> tuple[Endpoint, str] | None:
    """Return the endpoint at a path, and the id in the path."""
    for endpoint in ENDPOINTS:
        if found := re.fullmatch(endpoint.pattern, path):
            return endpoint, "".join(found.groups())
    return None
