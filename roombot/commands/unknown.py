"""``roombot unknown``: how often something was not understood, and what, where that is kept."""

import argparse
import asyncio
from contextlib import aclosing

from roombot.commands.problems import database_or_exit, settings_or_exit
from roombot.settings import Settings
from roombot.store.database import open_database
from roombot.store.gaps import Gap, SqlGaps

MOST = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments: the database is a setting."""


def run(_arguments: argparse.Namespace) -> int:
    """Print the gaps, the newest first."""
    settings = settings_or_exit()
    database_or_exit(settings)
    gaps = asyncio.run(_gaps(settings))
    if not gaps:
        print("Nothing was counted that was not understood.")
    for gap in gaps:
        print(f"{gap.day}  {gap.language}  {gap.times:4}  {gap.text or '(not kept)'}")
    return 0


async def _gaps(settings: Settings) -> tuple[Gap, ...]:
    async with aclosing(open_database(settings.database_url)) as database:
        return await SqlGaps(database).newest(MOST)
