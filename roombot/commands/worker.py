"""``roombot worker``: what must happen later, from reminders to unfinished writes."""

import argparse
import asyncio

from roombot.app import open_roombot, run_jobs
from roombot.commands.problems import database_or_exit, settings_or_exit
from roombot.commands.stopping import stop_signal
from roombot.settings import JOAN, SLACK, Settings
from roombot.slack.redaction import configure_logging
from roombot.system_clock import SystemClock


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
    async with open_roombot(settings, SystemClock()) as bot, run_jobs(bot):
        await stop.wait()
