"""How a language tells the time: the ways to put hours, halves, quarters and minutes together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_HOUR = "(?P<hour>digits|spelled|clock_name|clock_literal|clock)"
_MINUTES = "(?P<minutes>digits|spelled|length)"
_LAST_HOUR = 24
_MERIDIEM = "(?P<meridiem>meridiem)?"


@dataclass(frozen=True)
class ClockWay:
    """A pattern of kinds; ``add`` minutes are added to the hour, ``times`` those that are said.

    It holds only in sentences without the kinds of ``unless``.
    ``least`` is the smallest number that counts minutes, ``most`` the last hour.
    """

    pattern: str
    add: int
    times: int
    least: int
    most: int
    unless: str


@dataclass(frozen=True)
class ClockWays:
    """A language's ways, and the words that mark an hour."""

    ways: tuple[ClockWay, ...]
    marks: frozenset[str]
    bare_marks: bool
    at_is_by: bool  # "um 2h" after a verb that moves or prolongs says by how much
    now: frozenset[str]
    for_shifts: bool

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "ClockWays":
        """Read a language's table."""
        return cls(
            tuple(_way(way) for way in _listed(data["patterns"])),
            frozenset(data["marks"]),
            bool(data["bare_marks"]),
            bool(data.get("at_is_by")),
            frozenset(data.get("now", ())),
            bool(data.get("for_shifts")),
        )


@dataclass(frozen=True)
class CalendarWays:
    """How a language writes dates in figures, and which weekday "next" means."""

    homographs: frozenset[str]
    dotted_dates: bool
    next_is_coming: bool
    short_months: Mapping[str, int]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "CalendarWays":
        """Read a language's table."""
        return cls(
            frozenset(data["homographs"]),
            bool(data["dotted_dates"]),
            data["next_weekday"] == "coming",
            data.get("short_months", {}),
        )


def _listed(patterns: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Return the longest patterns first: "zehn vor halb drei" holds "halb drei"."""
    return sorted(patterns, key=lambda way: -len(str(way["say"]).split()))


def _way(way: Mapping[str, Any]) -> ClockWay:
    pieces = {"hour": _HOUR, "minutes": _MINUTES, "one": "(?P<hour>article)"}
    kinds = re.sub(r"\b(hour|minutes|one)\b", lambda found: pieces[found[1]], str(way["say"]))
    last = "(?!unit|period|people|of_us)"
    return ClockWay(
        f"{kinds} {_MERIDIEM}{last}",
        int(way["add"]),
        int(way.get("minutes", 0)),
        int(way.get("least", 1)),
        int(way.get("most", _LAST_HOUR)),
        str(way.get("unless", "")),
    )
