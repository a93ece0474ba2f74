"""Which times will do, seen from one that was spoken of."""

from enum import StrEnum


class Side(StrEnum):
    """Where other times lie."""

    ANY = "any"
    EARLIER = "earlier"
    LATER = "later"
    SINCE = "since"  # then or later
