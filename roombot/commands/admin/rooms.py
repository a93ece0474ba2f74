"""``roombot admin rooms``: the rooms with the rules that hold there."""

import argparse

from roombot.booking.office import Office
from roombot.commands.admin.opening import administer
from roombot.commands.admin.words import hours_in_words, names_in_words, rule_in_words
from roombot.domain.amenity_names import amenities_of, names_of


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
    amenities = sorted(amenities_of(rooms).values(), key=str.casefold)
    named = {one: names_of(one, rules.amenity_names) for one in amenities}
    lines += [f"{one}: {names_in_words(names)}" for one, names in named.items() if names]
    return "\n".join(lines)
