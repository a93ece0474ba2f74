from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
from playwright.async_api import Browser, Page

from roombot.app import build_web, open_roombot
from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.joan import JoanSettings, create_joan
from roombot.sandbox.serving import serve
from roombot.sandbox.slack import SlackSettings, create_slack
from roombot.settings import read_settings
from tests.browser.office import Office
from tests.chromium import open_page
from tests.scenarios.world import MONDAY


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    """Serve the bot and both its worlds, on one clock that the board can push."""
    clock = SandboxClock(MONDAY)
    async with AsyncExitStack() as stack:
        slack = create_slack(
            SlackSettings(clock.now, signed_at=lambda: clock.now().timestamp(), retry_delays=())
        )

        def pass_time(by: timedelta) -> None:
            clock.advance(by)
            slack.tell_time()

        joan = create_joan(JoanSettings(":memory:", clock.now, office="empty", pass_time=pass_time))
        slack.office_url = await stack.enter_async_context(serve(joan.app))
        slack.url = await stack.enter_async_context(serve(slack.app))
        environment = {
            "SLACK_BOT_TOKEN": "xoxb-sandbox",
            "SLACK_SIGNING_SECRET": "sandbox-secret",
            "SLACK_API_URL": f"{slack.url}/api/",
            "JOAN_URL": slack.office_url,
            "JOAN_CLIENT_ID": "demo",
            "JOAN_CLIENT_SECRET": "demo",
            "DATABASE_URL": sqlite_url,
            "ROOMBOT_TIMEZONE": "Europe/Ljubljana",
        }
        settings = read_settings(environment=environment)
        bot = await stack.enter_async_context(open_roombot(settings, clock))
        bot_url = await stack.enter_async_context(serve(build_web(bot)))
        slack.events_url = f"{bot_url}/slack/events"
        yield Office(joan, slack, bot)


@pytest.fixture
async def page(browser: Browser, office: Office) -> AsyncIterator[Page]:
    """Open the demo's page as Ada."""
    async with open_page(browser, f"{office.slack.url}/#U0ADA/D0ADA", 1280, 800) as page:
        await page.get_by_role("heading", name="roombot").wait_for()
        yield page
