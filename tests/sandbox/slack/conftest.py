from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.serving import serve
from roombot.sandbox.slack import SlackSettings, create_slack
from roombot.sandbox.slack.trial import Receiver, Start, Trial


@pytest.fixture
def clock() -> SandboxClock:
    return SandboxClock(datetime(2026, 11, 23, 9, tzinfo=UTC))


@pytest.fixture
async def start(clock: SandboxClock) -> AsyncIterator[Start]:
    """Start a workspace with settings of one's own."""
    trials: list[Trial] = []

    async def begin(**settings: object) -> Trial:
        bot = Receiver()
        chosen = {"now": clock.now, "retry_delays": (), **settings}
        slack = create_slack(SlackSettings(**chosen))  # type: ignore[arg-type] # tests name fields
        bot_url = await stack.enter_async_context(serve(bot.app))
        slack.url = await stack.enter_async_context(serve(slack.app))
        slack.events_url = f"{bot_url}/slack/events"
        trials.append(Trial(slack, bot, clock, aiohttp.ClientSession()))
        return trials[-1]

    async with AsyncExitStack() as stack:
        yield begin
        for trial in trials:
            trial.bot.release.set()
            await trial.http.close()


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
