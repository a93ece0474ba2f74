"""``roombot migrate``: bring the database up to date; what a deployment runs first."""

import argparse

from roombot.commands.problems import leaving_without_database, settings_or_exit, upgrade_or_exit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments: the database is a setting."""


def run(_arguments: argparse.Namespace) -> int:
    """Upgrade the database of ``DATABASE_URL``."""
    settings = settings_or_exit()
    with leaving_without_database():
        upgrade_or_exit(settings.database_url)
    print("The database is up to date.")
    return 0
