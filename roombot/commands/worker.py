"""``roombot worker``: what must happen later. There are no such jobs yet; it waits for them."""

import argparse
import asyncio

from roombot.commands.problems import database_or_exit, settings_or_exit
from roombot.commands.stopping import stop_signal
from roombot.settings import JOAN, SLACK, Settings
from roombot.slack.redaction import configure_logging


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments: everything is a setting."""


def run(_arguments: argparse.Namespace) -> int:
    """Stay up until SIGTERM or SIGINT."""
    settings = settings_or_exit(*SLACK, *JOAN)
    asyncio.run(_wait(settings))
    return 0


async def _wait(settings: Settings) -> None:
    """Listen for the signal first, so that one that comes during the start ends it cleanly."""
    stop = stop_signal()
    await asyncio.to_thread(database_or_exit, settings)
    configure_logging(settings.roombot_log_level, settings.secrets)
    await stop.wait()
