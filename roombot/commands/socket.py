"""``roombot socket``: the bot over Socket Mode, which needs no public address."""

import argparse

from roombot.commands.problems import database_or_exit, settings_or_exit
from roombot.commands.serving import run_until_stopped
from roombot.settings import JOAN, SLACK_SOCKET


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments: everything is a setting."""


def run(_arguments: argparse.Namespace) -> int:
    """Connect to Slack; tell ``/healthz`` and ``/readyz`` on ``PORT``."""
    settings = settings_or_exit(*SLACK_SOCKET, *JOAN)
    database_or_exit(settings)
    return run_until_stopped(settings, over_http=False)
