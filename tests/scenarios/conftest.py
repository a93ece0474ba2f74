from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from roombot.app import build_web, open_roombot
from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.joan import JoanSettings, create_joan
from roombot.sandbox.serving import serve
from roombot.sandbox.slack import SlackSettings, create_slack
from roombot.settings import read_settings
from tests.scenarios.world import MONDAY, Start, World


@pytest.fixture
def clock() -> SandboxClock:
    return SandboxClock(MONDAY)


@pytest.fixture
async def start(clock: SandboxClock, sqlite_url: str) -> AsyncIterator[Start]:
    """Start a world, with settings of one's own."""
    async with AsyncExitStack() as stack:

        async def begin(*, office: str = "empty", rooms: int = 0, **settings: str) -> World:
            joan = create_joan(JoanSettings(":memory:", clock.now, office=office, rooms=rooms))  # type: ignore[arg-type]
            slack = create_slack(
                SlackSettings(clock.now, signed_at=lambda: clock.now().timestamp(), retry_delays=())
            )
            joan_url = await stack.enter_async_context(serve(joan.app))
            slack.url = await stack.enter_async_context(serve(slack.app))
            environment = {
                "SLACK_BOT_TOKEN": "xoxb-sandbox",
                "SLACK_SIGNING_SECRET": "sandbox-secret",
                "SLACK_API_URL": f"{slack.url}/api/",
                "JOAN_URL": joan_url,
                "JOAN_CLIENT_ID": "demo",
                "JOAN_CLIENT_SECRET": "demo",
                "DATABASE_URL": sqlite_url,
                "ROOMBOT_TIMEZONE": "Europe/Ljubljana",
                "ROOMBOT_ADMINS": "ada.novak@example.com",
            }
            bot = await stack.enter_async_context(
                open_roombot(read_settings(environment=environment | settings), clock)
            )
            bot_url = await stack.enter_async_context(serve(build_web(bot)))
            slack.events_url = f"{bot_url}/slack/events"
            return World(joan, slack, bot, clock)

        yield begin


@pytest.fixture
async def world(start: Start) -> World:
    return await start()
