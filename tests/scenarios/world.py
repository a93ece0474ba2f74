"""The whole bot between a Joan and a Slack of our own, over real HTTP, on a clock that stands."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from roombot.app import Roombot, build_web, open_roombot
from roombot.jobs.engine import FailedJob
from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.joan import JoanSandbox, JoanSettings, create_joan
from roombot.sandbox.serving import serve
from roombot.sandbox.slack import SlackSandbox, SlackSettings, create_slack
from roombot.settings import read_settings

MONDAY = datetime(2026, 5, 11, 8, 5, tzinfo=UTC)  # 10:05 in Ljubljana
ADA, BEN, CLEO, GITA, HUGO = "U0ADA", "U0BEN", "U0CLEO", "U0GITA", "U0HUGO"
CHANNEL = "general"
PATIENCE = 60.0  # seconds that this Slack waits for the bot: no test is about a busy machine

Element = dict[str, Any]
Shown = dict[str, Any]


@dataclass
class World:
    """What a test sees and does."""

    joan: JoanSandbox
    slack: SlackSandbox
    bot: Roombot
    clock: SandboxClock

    async def say(self, user: str, text: str) -> Shown:
        """Write to the bot; return the newest message in the DM."""
        await self.settled(self.slack.say(user, self.dm(user), text))
        return self.newest(user)

    async def command(self, user: str, text: str, channel: str | None = None) -> Shown:
        """Give the slash command; return the newest message that the person sees."""
        where = channel or self.channel
        await self.settled(self.slack.command(user, where, "/room", text))
        return self.messages(where, user)[-1]

    async def mention(self, user: str, text: str) -> Shown:
        """Mention the bot in the channel; return the newest message there."""
        await self.settled(self.slack.mention(user, self.channel, text))
        return self.messages(self.channel, user)[-1]

    async def click(
        self, user: str, shown: Shown, target: str, channel: str | None = None, **use: Any
    ) -> Shown:
        """Use a part of a message; return the newest message that the person sees there."""
        where = channel or self.dm(user)
        await self.settled(self.slack.click(user, where, shown["ts"], target, **use))
        return self.messages(where, user)[-1]

    async def shortcut(self, user: str, callback_id: str) -> Shown:
        """Choose a global shortcut; return the modal that opens."""
        await self.settled(self.slack.shortcut(user, callback_id))
        return self.modal(user)

    async def open_home(self, user: str) -> Shown:
        """Open the bot's Home; return it."""
        await self.settled(self.slack.open_app(user, "home"))
        home = self.slack.home(user)
        assert home is not None
        return home

    async def use(self, user: str, view: Shown, target: str, **how: Any) -> None:
        """Use a part of a modal or of the Home."""
        await self.settled(self.slack.click_view(user, view["id"], target, **how))

    async def submit(self, user: str, view: Shown, values: dict[str, Any]) -> None:
        """Fill a modal in, by block_id or action_id, and submit it."""
        await self.settled(self.slack.submit(user, view["id"], values))

    def modal(self, user: str) -> Shown:
        """Return the modal before a person, with the ``errors`` in it by block_id."""
        return self.slack.modals(user)[-1]

    async def settled(self, doing: Awaitable[Any]) -> Any:
        """Wait until the bot has answered."""
        done = await doing
        await self.bot.work.settled()
        return done

    def messages(self, channel: str, viewer: str | None = None) -> list[Shown]:
        """Return what a person sees in a channel."""
        return self.slack.messages(channel, viewer)

    def newest(self, user: str) -> Shown:
        """Return the newest message in a person's DM."""
        return self.messages(self.dm(user), user)[-1]

    def again(self, user: str, shown: Shown, channel: str | None = None) -> Shown:
        """Return a message as it is now."""
        seen = self.messages(channel or self.dm(user), user)
        return next(one for one in seen if one["ts"] == shown["ts"])

    def dm(self, user: str) -> str:
        return f"D{user[1:]}"

    @property
    def channel(self) -> str:
        return next(
            channel.id
            for channel in self.slack.workspace.channels.values()
            if channel.name == CHANNEL
        )

    def at(self, hour: int, minute: int = 0, days: int = 0) -> datetime:
        """Return an instant by the clock of Ljubljana on the Monday, or some days later."""
        return datetime(2026, 5, 11, hour - 2, minute, tzinfo=UTC) + timedelta(days=days)

    def held(self, room: str) -> list[tuple[datetime, datetime]]:
        """Return when a room is taken in Joan."""
        return sorted((event.start, event.end) for event in self.joan.events(room))

    def taken(self, room: str, start: datetime, end: datetime, organizer: str = "Leo") -> None:
        """Take a room by other ways than the bot."""
        person = self.joan.person(organizer)
        self.joan.add_event(room, start, end, "Meeting of others", person.email)

    def written(self, path: str) -> int:
        """Return how often something was asked of Joan."""
        return sum(request.path.endswith(f"/{path}") for request in self.joan.requests)


@asynccontextmanager
async def open_world(
    clock: SandboxClock, url: str, *, office: str = "empty", rooms: int = 0, **settings: str
) -> AsyncIterator[World]:
    """Start both sandboxes and the bot between them, with settings of one's own."""
    joan = create_joan(JoanSettings(":memory:", clock.now, office=office, rooms=rooms))  # type: ignore[arg-type]
    slack = create_slack(
        SlackSettings(
            clock.now,
            signed_at=lambda: clock.now().timestamp(),
            retry_delays=(),
            ack_seconds=PATIENCE,
        )
    )
    async with AsyncExitStack() as stack:
        joan_url = await stack.enter_async_context(serve(joan.app))
        slack.url = await stack.enter_async_context(serve(slack.app))
        environment = {
            "SLACK_BOT_TOKEN": "xoxb-sandbox",
            "SLACK_SIGNING_SECRET": "sandbox-secret",
            "SLACK_API_URL": f"{slack.url}/api/",
            "JOAN_URL": joan_url,
            "JOAN_CLIENT_ID": "demo",
            "JOAN_CLIENT_SECRET": "demo",
            "DATABASE_URL": url,
            "ROOMBOT_TIMEZONE": "Europe/Ljubljana",
            "ROOMBOT_ADMINS": "ada.novak@example.com",
        }
        bot = await stack.enter_async_context(
            open_roombot(read_settings(environment=environment | settings), clock)
        )
        bot_url = await stack.enter_async_context(serve(build_web(bot)))
        slack.events_url = f"{bot_url}/slack/events"
        yield World(joan, slack, bot, clock)


class Now:
    """An engine that does each job at once, and once."""

    def __init__(self, bot: Roombot) -> None:
        self.bot = bot
        self.done: set[str] = set()
        self._turn = asyncio.Lock()

    async def submit(self, job_id: str, kind: str, **details: str) -> None:
        async with self._turn:
            if job_id not in self.done:
                self.done.add(job_id)
                await self.bot.scheduler.perform(kind, details)

    async def failed(self) -> list[FailedJob]:
        return []

    async def forget(self) -> None:
        """Keep what was done: no test lasts a month."""


Start = Callable[..., Awaitable[World]]


def buttons(shown: Shown) -> list[str]:
    """Return the captions of a message's buttons."""
    return [element["text"]["text"] for element in elements(shown) if "text" in element]


def elements(shown: Shown) -> list[Element]:
    """Return everything in a message that can be used."""
    found: list[Element] = []
    for block in shown.get("blocks", []):
        found += block.get("elements", []) if block["type"] == "actions" else []
        found += [block["accessory"]] if "accessory" in block else []
    return found
