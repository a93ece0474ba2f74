import asyncio
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
import uvicorn
from starlette.applications import Starlette

from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.slack import SlackSettings, create_slack
from roombot.sandbox.slack.trial import Receiver, Start, Trial


async def _serve(app: Starlette) -> tuple[uvicorn.Server, str]:
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="error", ws="websockets-sansio", lifespan="on")
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[listening])  # as `serve` does, without its signals and polls
    return server, f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture
def clock() -> SandboxClock:
    return SandboxClock(datetime(2026, 11, 23, 9, tzinfo=UTC))


@pytest.fixture
async def start(clock: SandboxClock) -> AsyncIterator[Start]:
    """Start a workspace with settings of one's own."""
    servers: list[uvicorn.Server] = []
    trials: list[Trial] = []

    async def begin(**settings: object) -> Trial:
        bot = Receiver()
        chosen = {"now": clock.now, "retry_delays": (), **settings}
        slack = create_slack(SlackSettings(**chosen))  # type: ignore[arg-type] # tests name fields
        receiver, bot_url = await _serve(bot.app)
        server, slack.url = await _serve(slack.app)
        slack.events_url = f"{bot_url}/slack/events"
        servers.extend((receiver, server))
        trials.append(Trial(slack, bot, clock, aiohttp.ClientSession()))
        return trials[-1]

    yield begin
    for trial in trials:
        trial.bot.release.set()
        await trial.http.close()
    await asyncio.gather(*(server.shutdown() for server in servers))


@pytest.fixture
async def world(start: Start) -> Trial:
    return await start()


@pytest.fixture
def shared() -> Path:
    """Find Slack's own metadata beside the checkout."""
    path = Path(__file__).parents[4] / "shared" / "slack"
    if not path.is_dir():
        pytest.skip("../shared/slack, Slack's own metadata, is not there to compare with")
    return path
