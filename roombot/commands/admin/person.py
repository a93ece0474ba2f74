"""What ``roombot admin export`` and ``erase`` share: whose data, and in which workspace."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing

from roombot.commands.admin.opening import DeedError
from roombot.commands.problems import complain, database_or_exit, settings_or_exit
from roombot.domain.errors import RoombotError
from roombot.settings import Settings
from roombot.store.database import open_database
from roombot.store.person_data import PersonData

Deed = Callable[[PersonData, str], Awaitable[str]]


def add_person(parser: argparse.ArgumentParser) -> None:
    """Take the person."""
    parser.add_argument("person", help="a Slack id, or the e-mail address of somebody invited")


def with_data(arguments: argparse.Namespace, deed: Deed) -> int:
    """Do a deed with the person's data and print what came of it; the database alone is asked."""
    settings = settings_or_exit()
    database_or_exit(settings)
    try:
        print(asyncio.run(_done(settings, arguments, deed)))
    except RoombotError as error:
        complain(f"Nothing was done: {error}")
        return 1
    return 0


async def _done(settings: Settings, arguments: argparse.Namespace, deed: Deed) -> str:
    async with aclosing(open_database(settings.database_url)) as database:
        data = PersonData(database)
        teams = [arguments.team] if arguments.team else await data.teams(arguments.person)
        if len(teams) > 1:
            raise DeedError(f"{arguments.person} is known in {', '.join(teams)}: say --team")
        if not teams:
            raise DeedError(f"nothing is stored of {arguments.person}")
        return await deed(data, teams[0])
