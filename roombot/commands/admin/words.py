"""Rules as they are written on the command line."""

import argparse
import re
from collections.abc import Sequence

from roombot.domain.office_hours import OfficeHours
from roombot.domain.room_rules import RoomRule

NONE = "none"  # says nothing: what holds for all rooms holds
_LENGTH = re.compile(r"(?:(\d+)h)?(?:(\d+)m?)?")


def minutes(text: str) -> int:
    """Return the minutes of ``2h``, ``1h30``, ``90m`` or ``90``."""
    found = _LENGTH.fullmatch(text.strip().casefold())
    if found is None or not any(found.groups()):
        raise argparse.ArgumentTypeError(f"{text!r} is no length such as 2h, 1h30 or 45m")
    return int(found[1] or 0) * 60 + int(found[2] or 0)


def rule_in_words(rule: RoomRule) -> str:
    """Return a rule as the options that lay it down."""
    words = [
        f"--longest {_length(rule.longest)}" if rule.longest is not None else "",
        f"--ahead {rule.ahead}" if rule.ahead is not None else "",
        f"--at-once {rule.at_once}" if rule.at_once is not None else "",
        f"--buffer {_length(rule.buffer)}" if rule.buffer is not None else "",
        f"--people {' '.join(rule.people) or 'everybody'}" if rule.people is not None else "",
        f"--approval {rule.approval or 'nobody'}" if rule.approval is not None else "",
        {True: "--hidden", False: "--shown", None: ""}[rule.hidden],
    ]
    return " ".join(word for word in words if word) or "no rule"


def hours_in_words(hours: OfficeHours | None) -> str:
    """Return office hours as the options that lay them down."""
    if hours is None:
        return "no office hours"
    ends = (f"{end // 60}:{end % 60:02}" for end in (hours.opens, hours.closes))
    zone = f" --zone {hours.zone}" if hours.zone else ""
    return f"--hours {'-'.join(ends)}{zone}"


def names_in_words(names: Sequence[str]) -> str:
    """Return the names of an amenity as the option that lays them down."""
    if not names:
        return "no other name"
    return "--also " + " ".join(f'"{one}"' if " " in one else one for one in names)


def _length(length: int) -> str:
    hours, rest = divmod(length, 60)
    return f"{f'{hours}h' if hours else ''}{f'{rest}m' if rest or not hours else ''}"
