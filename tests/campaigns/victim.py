"""The bot as a process that is killed: everything of it, at an address, on the shared clock."""

import asyncio
import multiprocessing
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from roombot.app import build_web, open_roombot, run_jobs
from roombot.nlu import warm_up
from roombot.sandbox.serving import serve
from roombot.settings import read_settings
from tests.campaigns import trap
from tests.campaigns.clock import SharedClock

_LIVES = multiprocessing.get_context("forkserver")


def prepare() -> None:
    """Import once what every life needs, so that a start takes a fraction of a second."""
    _LIVES.set_forkserver_preload([__name__, "dbos"])


@asynccontextmanager
async def lives(environment: Mapping[str, str], clock: Path) -> AsyncIterator[BaseProcess]:
    """Start the bot, wait until it serves, and kill it at the end, whatever it is doing."""
    ours, its = _LIVES.Pipe()
    process = _LIVES.Process(target=_run, args=(dict(environment), clock, its), daemon=True)
    process.start()
    its.close()
    await asyncio.to_thread(ours.recv)
    try:
        yield process
    finally:
        process.kill()
        await asyncio.to_thread(process.join)


def _run(environment: dict[str, str], clock: Path, ready: Connection) -> None:
    if trap.LINE in environment:
        trap.lay(environment)
    asyncio.run(_serve(environment, SharedClock(clock), ready))


async def _serve(environment: dict[str, str], clock: SharedClock, ready: Connection) -> None:
    settings = read_settings(environment=environment)
    async with (
        open_roombot(settings, clock) as bot,
        run_jobs(bot),
        serve(build_web(bot), port=settings.port),
    ):
        ready.send("ready")
        await asyncio.Event().wait()


if multiprocessing.current_process().name != "MainProcess" or __name__ != "__main__":
    warm_up()  # in the process that the lives are forked from
