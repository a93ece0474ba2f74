"""``roombot serve``: the bot over HTTP."""

import argparse

from roombot.commands.problems import database_or_exit, settings_or_exit
from roombot.commands.serving import run_until_stopped
from roombot.settings import JOAN, SLACK_HTTP


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments: everything is a setting."""


def run(_arguments: argparse.Namespace) -> int:
    """Serve ``POST /slack/events``, ``/healthz`` and ``/readyz`` on ``PORT``."""
    settings = settings_or_exit(*SLACK_HTTP, *JOAN)
    database_or_exit(settings)
    return run_until_stopped(settings, over_http=True)
