"""The composition root: the one place that picks concrete parts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, nullcontext
from dataclasses import dataclass
from functools import cache

from starlette.applications import Starlette

from roombot.booking.ports import Clock
from roombot.joan.calendar import JoanCalendar, open_calendar
from roombot.jobs.clockwork import Clockwork
from roombot.jobs.ports import Engine
from roombot.jobs.rounds import Rounds
from roombot.nlu import warm_up
from roombot.settings import Settings
from roombot.slack.endpoint import Endpoint
from roombot.slack.server import Check, Part, build_server
from roombot.slack.socket import SocketMode
from roombot.slack.web import build_client, open_session
from roombot.slack.work import Work
from roombot.store.database import Database, jobs_url, open_database
from roombot.store.migrations import SchemaState, known_revisions, state_of
from roombot.store.offers import SqlOffers
from roombot.store.purging import Purge
from roombot.workspaces.fixed import FixedWorkspace
from roombot.workspaces.workspace import Common, Particulars, build_workspace


@dataclass(frozen=True)
class Roombot:
    """The bot, put together."""

    common: Common
    workspaces: FixedWorkspace
    clockwork: Clockwork

    @property
    def settings(self) -> Settings:
        """What the environment says."""
        return self.common.settings

    @property
    def clock(self) -> Clock:
        """The clock that everything goes by."""
        return self.common.clock

    @property
    def work(self) -> Work:
        """What runs."""
        return self.common.work

    @property
    def database(self) -> Database:
        """Where everything is kept."""
        return self.common.database

    @property
    def rounds(self) -> Rounds:
        """What is looked after in the workspace that the settings name."""
        return self.workspaces.workspace.rounds


@asynccontextmanager
async def open_roombot(settings: Settings, clock: Clock) -> AsyncIterator[Roombot]:
    """Put the bot together, and take it apart at the end."""
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(_warming_up())
        session = await stack.enter_async_context(open_session())
        database = await stack.enter_async_context(aclosing(open_database(settings.database_url)))
        common = Common(settings, clock, session, database, Work(), SqlOffers(database))
        calendar = await stack.enter_async_context(aclosing(_calendar(settings, clock)))
        token = settings.slack_bot_token.get_secret_value()
        workspaces = FixedWorkspace(build_workspace(common, Particulars(token, calendar)))
        clockwork = Clockwork(workspaces, clock, Purge(database).run)
        yield Roombot(common, workspaces, clockwork)


def build_web(bot: Roombot) -> Starlette:
    """Return the server that Slack delivers to."""
    secret = bot.settings.slack_signing_secret.get_secret_value()
    endpoint = Endpoint(bot.workspaces.deliver, secret, bot.clock, bot.work)
    return build_server(endpoint, work=bot.work, checks=_checks(bot), lifetime=nullcontext)


def build_socket(bot: Roombot) -> Starlette:
    """Return the server that keeps a connection to Slack, and tells its health."""
    token = bot.settings.slack_app_token.get_secret_value()
    client = build_client("", bot.settings.slack_api_url, bot.common.session)
    socket = SocketMode(client, bot.workspaces.deliver, token, bot.clock, bot.work)

    @asynccontextmanager
    async def connected() -> AsyncIterator[None]:
        stop = asyncio.Event()
        connection = asyncio.create_task(socket.run(stop))
        try:
            yield
        finally:
            stop.set()
            await connection

    checks = {**_checks(bot), "slack": socket.is_connected}
    return build_server(None, work=bot.work, checks=checks, lifetime=connected)


@asynccontextmanager
async def run_jobs(bot: Roombot) -> AsyncIterator[Engine]:
    """Do what has come while the context lasts; one process suffices, several share the work."""
    from roombot.jobs.engine import open_engine  # noqa: PLC0415 - what only the worker needs

    stop = asyncio.Event()
    address = jobs_url(bot.settings.database_url)
    process = bot.settings.process_name
    async with open_engine(address, process, bot.clockwork.perform) as engine:
        ticking = asyncio.create_task(bot.clockwork.run(engine, stop))
        try:
            yield engine
        finally:
            stop.set()
            await ticking


@asynccontextmanager
async def _warming_up() -> AsyncIterator[None]:
    """Prepare the understanding beside the start, so that it makes nobody wait."""
    warming = asyncio.create_task(asyncio.to_thread(warm_up))
    try:
        yield
    finally:
        await warming


def _calendar(settings: Settings, clock: Clock) -> JoanCalendar:
    return open_calendar(
        base_url=settings.joan_url,
        client_id=settings.joan_client_id,
        client_secret=settings.joan_client_secret.get_secret_value(),
        clock=clock,
        default_zone=settings.roombot_timezone,
    )


def _checks(bot: Roombot) -> dict[str, Check]:
    known = cache(known_revisions)

    async def database() -> Part:
        match state_of(await bot.database.revision(), await asyncio.to_thread(known)):
            case SchemaState.CURRENT:
                return Part.UP
            case SchemaState.NEWER:
                return Part.NEWER
            case _:
                return Part.BEHIND

    return {"database": database}
