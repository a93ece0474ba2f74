"""``roombot admin erase``: erase what is stored of a person."""

import argparse
import sys

from roombot.commands.admin.opening import DeedError
from roombot.commands.admin.person import add_person, with_data
from roombot.domain.audit import COMMAND_LINE, By, Deed
from roombot.domain.bookings import Booking
from roombot.domain.personal_data import Erased
from roombot.domain.time_zones import in_zone
from roombot.store.audit import SqlAudit
from roombot.store.person_data import PersonData
from roombot.system_clock import SystemClock

YES = "yes"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the person, and whether to ask."""
    add_person(parser)
    parser.add_argument("--yes", action="store_true", help="do not ask whether that is meant")


def run(arguments: argparse.Namespace) -> int:
    """Erase it once that is confirmed, and say what was erased and what stays in Joan."""

    async def erase(data: PersonData, team_id: str) -> str:
        if not (arguments.yes or _confirmed(arguments.person, team_id)):
            raise DeedError("it was not confirmed; with --yes nobody is asked")
        now = SystemClock().now()
        erased = await data.erase(team_id, arguments.person, now)
        by = By(team_id, COMMAND_LINE)
        deed = Deed(now, by, "Erase", erased.pseudonym, f"{sum(erased.rows.values())} rows")
        await SqlAudit(data.database).add(deed)
        return "\n".join(_said(erased))

    return with_data(arguments, erase)


def _confirmed(person: str, team_id: str) -> bool:
    print(
        f"Erase what is stored of {person} in {team_id}, for good? Type {YES}: ", end="", flush=True
    )
    return sys.stdin.readline().strip().casefold() == YES


def _said(erased: Erased) -> list[str]:
    lines = [f"{table}: {number}" for table, number in sorted(erased.rows.items())]
    lines += [f"Where others' rows named them, it says {erased.pseudonym} now."]
    if erased.still_in_joan:
        lines += ["These bookings stay in Joan:", *map(_line, erased.still_in_joan)]
    return lines


def _line(booking: Booking) -> str:
    zone = booking.room.time_zone or "UTC"
    start, end = (in_zone(at, zone) for at in (booking.slot.start, booking.slot.end))
    return f"  {booking.room.name}, {start:%Y-%m-%d %H:%M}-{end:%H:%M} {zone}"
