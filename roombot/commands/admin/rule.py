"""``roombot admin rule``: what holds for a room, or for all."""

import argparse
from collections.abc import Callable
from dataclasses import replace

from roombot.booking.administering import lay_rule
from roombot.booking.office import Office
from roombot.booking.rooms import named
from roombot.commands.admin.opening import DeedError, administer
from roombot.commands.admin.words import NONE, minutes, rule_in_words
from roombot.domain.audit import COMMAND_LINE, By
from roombot.domain.people import PersonKind, folded
from roombot.domain.room_rules import (
    MOST_AT_ONCE,
    MOST_BUFFER,
    MOST_DAYS,
    MOST_MINUTES,
    RoomRule,
)
from roombot.domain.rooms import Room

EVERYBODY, NOBODY, ALL = "everybody", "nobody", "all"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the room and what is to hold there."""
    parser.add_argument("room", help="a room's name or address in Joan, or `all`")
    for option, most, read, about in (
        ("--longest", MOST_MINUTES, minutes, "the longest meeting, such as 2h"),
        ("--ahead", MOST_DAYS, int, "how many days ahead it may be booked"),
        ("--at-once", MOST_AT_ONCE, int, "how many bookings a person may have at a time"),
        ("--buffer", MOST_BUFFER, minutes, "how long it stays empty around meetings, such as 10m"),
    ):
        allowed = f"{about}; 0 lifts what holds for all rooms, none says nothing"
        parser.add_argument(
            option, type=_up_to(most, read), help=allowed, default=argparse.SUPPRESS
        )
    parser.add_argument(
        "--people",
        nargs="+",
        metavar="PERSON",
        help="who alone may book it, by address, Slack id or user group; `everybody`, or none",
        default=argparse.SUPPRESS,
    )
    parser.add_argument(
        "--approval",
        metavar="PERSON",
        help="who must approve bookings, by Slack id or e-mail address; `nobody`, or none",
        default=argparse.SUPPRESS,
    )
    seen = parser.add_mutually_exclusive_group()
    for option, hidden in (("--hidden", True), ("--shown", False)):
        about = "nobody can book or see it through the bot" if hidden else "it can be booked"
        seen.add_argument(
            option,
            dest="hidden",
            action="store_const",
            const=hidden,
            help=about,
            default=argparse.SUPPRESS,
        )


def run(arguments: argparse.Namespace) -> int:
    """Lay the rule down and print what holds."""
    given = vars(arguments)
    names = ("longest", "ahead", "at_once", "buffer", "hidden", "people")
    said = {name: given[name] for name in names if name in given}
    if "people" in said:
        said["people"] = _people(said["people"])

    async def lay_down(office: Office, team_id: str) -> str:
        lines = []
        await _check_groups(office, team_id, RoomRule(people=said.get("people")))
        if "approval" in given:
            said["approval"] = await _approver(office, team_id, given["approval"])
        for room in await _meant(office, arguments.room):
            rule = replace(office.rules.rooms.own(room), **said)
            await lay_rule(office, By(team_id, COMMAND_LINE), room, rule)
            lines.append(f"{room.name if room else 'all rooms'}: {rule_in_words(rule)}")
        return "\n".join(lines)

    return administer(arguments.team, lay_down)


async def _meant(office: Office, name: str) -> tuple[Room | None, ...]:
    """Return the rooms that are meant; None stands for all."""
    if name.casefold() == ALL:
        return (None,)
    if found := named(await office.calendar.rooms(), name):
        return found
    raise DeedError(f"Joan knows no room called {name}")


async def _check_groups(office: Office, team_id: str, rule: RoomRule) -> None:
    """See that Slack tells who is in the groups that are named."""
    for group in sorted(rule.groups):
        if not await office.people.group(team_id, group.upper()):
            raise DeedError(f"nobody is in a user group {group.upper()}")


async def _approver(office: Office, team_id: str, name: str) -> str | None:
    """Return the Slack id of a member; None says nothing, and the empty one nobody."""
    if name.casefold() in {NONE, NOBODY}:
        return None if name.casefold() == NONE else ""
    look_up = office.people.by_email if "@" in name else office.people.person
    found = await look_up(team_id, name if "@" in name else name.upper())
    if found is None or found.kind is not PersonKind.MEMBER:
        raise DeedError(f"{name} is no member of the workspace")
    return found.slack_id


def _people(names: list[str]) -> tuple[str, ...] | None:
    if names == [NONE]:
        return None
    return () if names == [EVERYBODY] else tuple(folded(name) for name in names)


def _up_to(most: int, read: Callable[[str], int]) -> Callable[[str], int | None]:
    """Return what reads a number up to the most that is sensible."""

    def number(text: str) -> int | None:
        if text.casefold() == NONE:
            return None
        try:
            value = read(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"{text!r} is no number") from error
        if not 0 <= value <= most:
            raise argparse.ArgumentTypeError(f"{text} is not between 0 and {most}")
        return value

    return number
