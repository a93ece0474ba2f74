"""What an examination finds, and what to do about it."""

from collections.abc import Awaitable
from dataclasses import dataclass
from enum import StrEnum

from roombot.domain.errors import (
    CalendarMisconfigured,
    CalendarRefused,
    CalendarUnavailable,
    CalendarUnreadable,
    RoombotError,
)


class Level(StrEnum):
    """How bad a finding is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; ``advice`` is what to do unless all is well."""

    name: str
    level: Level
    detail: str = ""
    advice: str = ""


async def found(name: str, detail: Awaitable[str]) -> Finding:
    """Return what came of a check that tells a detail or fails."""
    try:
        return Finding(name, Level.OK, await detail)
    except RoombotError as error:
        return failed(name, error)


def failed(name: str, error: RoombotError) -> Finding:
    """Return the finding that an error is."""
    return Finding(name, Level.FAIL, f"{type(error).__name__}: {error}", _advice(error))


def _advice(error: RoombotError) -> str:
    match error:
        case CalendarMisconfigured():
            return (
                "Check JOAN_CLIENT_ID, JOAN_CLIENT_SECRET and JOAN_URL, and in Joan's portal "
                "what the application may do."
            )
        case CalendarUnavailable():
            return "Check JOAN_URL and the network; if they are right, try again later."
        case CalendarUnreadable():
            return "Joan answers otherwise than roombot knows: report this line to its developers."
        case CalendarRefused():
            return "Joan refuses: check the room and the application's rights in Joan's portal."
        case _:
            return "Look in Joan whether it took place, and try again."
