"""``roombot admin building``: the office hours of a building, a floor or another place in Joan."""

import argparse
import re

from roombot.booking.administering import lay_hours
from roombot.booking.office import Office
from roombot.commands.admin.opening import DeedError, administer
from roombot.commands.admin.rule import ALL
from roombot.commands.admin.words import NONE, hours_in_words
from roombot.domain.audit import COMMAND_LINE, By
from roombot.domain.office_hours import A_DAY, OfficeHours
from roombot.domain.time_zones import is_zone

_HOURS = re.compile(r"([0-9]{1,2})(?::([0-9]{2}))?-([0-9]{1,2})(?::([0-9]{2}))?")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the place and its hours."""
    parser.add_argument("place", help="a building, floor or area as Joan names it, or `all`")
    about = "from when to when its rooms can be booked, such as 8-18 or 7:30-19; or none"
    parser.add_argument("--hours", type=_hours, required=True, help=about)
    about = "the time zone of its clock, such as Europe/Ljubljana; without it that of each room"
    parser.add_argument("--zone", type=_zone, help=about)


def run(arguments: argparse.Namespace) -> int:
    """Lay the hours down and print what holds."""
    name = str(arguments.place)
    place = "" if name.casefold() == ALL else name
    span: tuple[int, int] | None = arguments.hours
    hours = OfficeHours(*span, arguments.zone) if span else None

    async def lay_down(office: Office, team_id: str) -> str:
        rooms = await office.calendar.rooms()
        if place and hours and not any(room.lies_in(place) for room in rooms):
            known = sorted({one.name for room in rooms for one in room.locations})
            raise DeedError(f"no room lies in {place}; Joan knows {', '.join(known) or 'no place'}")
        await lay_hours(office, By(team_id, COMMAND_LINE), place, hours)
        return f"{place or 'all rooms'}: {hours_in_words(hours)}"

    return administer(arguments.team, lay_down)


def _hours(text: str) -> tuple[int, int] | None:
    """Return the minutes since midnight between which the doors are open."""
    if text.casefold() == NONE:
        return None
    found = _HOURS.fullmatch(text.strip())
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} are no hours such as 8-18 or 7:30-19")
    opens, closes = (int(found[at]) * 60 + int(found[at + 1] or 0) for at in (1, 3))
    if not 0 <= opens < closes <= A_DAY:
        raise argparse.ArgumentTypeError(f"{text} does not end after it begins, within a day")
    return opens, closes


def _zone(text: str) -> str:
    if not is_zone(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no time zone such as Europe/Ljubljana")
    return text
