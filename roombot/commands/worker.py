"""``roombot worker``: what must happen later, from reminders to unfinished writes."""

import argparse
import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from roombot.app import Roombot, build_worker, open_roombot, run_jobs
from roombot.commands.problems import database_or_exit, settings_or_exit
from roombot.commands.serving import EVERYWHERE, LOOPBACK, Beside, config_for
from roombot.commands.stopping import stop_signal
from roombot.jobs.ports import CountingEngine
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
    configure_logging(
        settings.roombot_log_level, settings.secrets, form=settings.roombot_log_format
    )
    async with (
        open_roombot(settings, SystemClock()) as bot,
        run_jobs(bot) as engine,
        _telling(bot, engine),
    ):
        await stop.wait()


@asynccontextmanager
async def _telling(bot: Roombot, engine: CountingEngine) -> AsyncIterator[None]:
    """Tell health and numbers while the worker runs."""
    settings = bot.settings
    if not settings.roombot_worker_port:
        yield
        return
    is_guarded = bool(settings.roombot_metrics_token.get_secret_value())
    host = EVERYWHERE if is_guarded else LOOPBACK
    server = Beside(config_for(build_worker(bot, engine), settings.roombot_worker_port, host))
    serving = asyncio.create_task(server.serve())
    try:
        yield
    finally:
        server.should_exit = True
        await serving
