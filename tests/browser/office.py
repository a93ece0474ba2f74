"""What a test in the browser stands in: the bot, its Joan and its Slack."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from roombot.app import Roombot, build_web, open_roombot
from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.joan import JoanSandbox, JoanSettings, create_joan
from roombot.sandbox.serving import serve
from roombot.sandbox.slack import SlackSandbox, SlackSettings, create_slack
from roombot.settings import Settings, read_settings
from tests.scenarios.world import MONDAY


@dataclass(frozen=True)
class Office:
    """The whole of it, served."""

    joan: JoanSandbox
    slack: SlackSandbox
    bot: Roombot

    def held(self, room: str) -> list[str]:
        """Return when a room is taken, in UTC."""
        return [f"{one.start:%a %H:%M}-{one.end:%H:%M}" for one in self.joan.events(room)]


@asynccontextmanager
async def open_office(
    database_url: str, meetings: Literal["demo", "empty"] = "empty"
) -> AsyncIterator[Office]:
    """Serve the bot and both its worlds, on one clock that the board can push."""
    clock = SandboxClock(MONDAY)
    async with AsyncExitStack() as stack:
        slack = create_slack(
            SlackSettings(clock.now, signed_at=lambda: clock.now().timestamp(), retry_delays=(0.0,))
        )

        def pass_time(by: timedelta) -> None:
            clock.advance(by)
            slack.tell_time()

        joan = create_joan(
            JoanSettings(":memory:", clock.now, office=meetings, pass_time=pass_time)
        )
        slack.office_url = await stack.enter_async_context(serve(joan.app))
        slack.url = await stack.enter_async_context(serve(slack.app))
        settings = _settings(slack, database_url)
        bot = await stack.enter_async_context(open_roombot(settings, clock))
        bot_url = await stack.enter_async_context(serve(build_web(bot)))
        slack.events_url = f"{bot_url}/slack/events"
        yield Office(joan, slack, bot)


def _settings(slack: SlackSandbox, database_url: str) -> Settings:
    environment = {
        "SLACK_BOT_TOKEN": "xoxb-sandbox",
        "SLACK_SIGNING_SECRET": "sandbox-secret",
        "SLACK_API_URL": f"{slack.url}/api/",
        "JOAN_URL": str(slack.office_url),
        "JOAN_CLIENT_ID": "demo",
        "JOAN_CLIENT_SECRET": "demo",
        "DATABASE_URL": database_url,
        "ROOMBOT_TIMEZONE": "Europe/Ljubljana",
        "ROOMBOT_ADMINS": "ada.novak@example.com",
    }
    return read_settings(environment=environment)
