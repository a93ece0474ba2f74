"""``roombot admin export``: all that is stored of a person, as JSON."""

import argparse
import json

from roombot.commands.admin.person import add_person, with_data
from roombot.store.person_data import PersonData


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the person."""
    add_person(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print every row of theirs, by table."""

    async def export(data: PersonData, team_id: str) -> str:
        rows = await data.export(team_id, arguments.person)
        whole = {"person": arguments.person, "team_id": team_id, "tables": rows}
        return json.dumps(whole, indent=2, ensure_ascii=False, default=str)

    return with_data(arguments, export)
