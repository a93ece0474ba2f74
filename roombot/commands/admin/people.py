"""``roombot admin people``: who is not found in Joan, with the likeliest addresses."""

import argparse

from roombot.booking.matching import unmatched
from roombot.booking.office import Office
from roombot.commands.admin.opening import administer
from roombot.domain.matches import Unmatched


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take nothing more."""


def run(arguments: argparse.Namespace) -> int:
    """Print the people."""
    return administer(arguments.team, _listed)


async def _listed(office: Office, team_id: str) -> str:
    found = await unmatched(office, team_id)
    return "\n".join(_line(one) for one in found) or "Everybody is found in Joan."


def _line(one: Unmatched) -> str:
    guesses = ", ".join(f"{guess.name} <{guess.email}>" for guess in one.guesses)
    who = f"{one.person.slack_id} {one.person.name} <{one.person.email or 'no address'}>"
    return f"{who}: {guesses or 'nobody alike'}"
