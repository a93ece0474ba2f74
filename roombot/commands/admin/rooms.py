"""``roombot admin rooms``: the rooms with the rules that hold there."""

import argparse

from roombot.booking.office import Office
from roombot.commands.admin.opening import administer
from roombot.commands.admin.words import hours_in_words, rule_in_words


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take nothing more."""


def run(arguments: argparse.Namespace) -> int:
    """Print the rooms."""
    return administer(arguments.team, _listed)


async def _listed(office: Office, _team_id: str) -> str:
    rules = office.rules.rooms
    lines = [f"all rooms: {rule_in_words(rules.general)}"]
    lines += [
        f"{place or 'all other places'}: {hours_in_words(hours)}"
        for place, hours in sorted(rules.hours.items())
    ]
    rooms = sorted(await office.calendar.rooms(), key=lambda room: room.place_in_lists)
    lines += [f"{room.name}: {rule_in_words(rules.own(room))}" for room in rooms]
    return "\n".join(lines)
