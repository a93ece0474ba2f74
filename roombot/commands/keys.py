"""``roombot keys``: make a key for the secrets in the database, or seal them anew."""

import argparse
import asyncio
from contextlib import aclosing

from roombot.commands.problems import complain, database_or_exit, settings_or_exit
from roombot.settings import KEYS, Settings
from roombot.store.database import open_database
from roombot.store.resealing import reseal
from roombot.store.secrets import SecretUnreadable, Vault, new_key


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what is to be done."""
    parser.add_argument(
        "deed",
        choices=("new", "rotate"),
        help="`new` prints a key to put first into ROOMBOT_SECRET_KEYS; `rotate` seals every "
        "secret with the first key, after which the others may go",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print a key, or how many secrets were sealed anew."""
    if arguments.deed == "new":
        print(new_key())
        return 0
    settings = settings_or_exit(*KEYS)
    database_or_exit(settings)
    try:
        number = asyncio.run(_rotate(settings))
    except SecretUnreadable as error:
        complain(f"Not every secret could be opened, so keep all keys: {error}")
        return 1
    print(f"Secrets sealed with the first key: {number}. The other keys may go.")
    return 0


async def _rotate(settings: Settings) -> int:
    async with aclosing(open_database(settings.database_url)) as database:
        return await reseal(database, Vault(settings.keys))
