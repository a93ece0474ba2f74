"""The composition root: the one place that picks concrete parts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, nullcontext
from dataclasses import dataclass
from functools import partial

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from roombot.booking.ports import Clock
from roombot.domain.installations import JoanCredentials
from roombot.joan.calendar import JoanCalendar, open_calendar
from roombot.jobs.ports import CountingEngine
from roombot.jobs.rounds import Rounds
from roombot.jobs.scheduler import Scheduler
from roombot.nlu import warm_up
from roombot.settings import Settings
from roombot.slack.endpoint import Endpoint
from roombot.slack.installing import Installing
from roombot.slack.metrics_page import Page
from roombot.slack.oauth import OAuth
from roombot.slack.rates import limited
from roombot.slack.server import build_server
from roombot.slack.socket import SocketMode
from roombot.slack.watched import CountedEndpoint, watched
from roombot.slack.web import build_client, open_session
from roombot.slack.work import Work
from roombot.store.audit import SqlAudit
from roombot.store.busy_teams import BusyTeams
from roombot.store.database import Database, jobs_url, open_database
from roombot.store.deliveries import SqlDeliveries
from roombot.store.installations import SqlInstallations
from roombot.store.joan_accounts import SqlJoanAccounts
from roombot.store.offers import SqlOffers
from roombot.store.purging import Purge
from roombot.store.secrets import Vault
from roombot.telemetry.telemetry import Telemetry
from roombot.telemetry.tracing import tracing
from roombot.workspaces.calendars import Calendars
from roombot.workspaces.ending import Ending
from roombot.workspaces.fixed import FixedWorkspace
from roombot.workspaces.health import outer_parts, own_parts
from roombot.workspaces.installed import InstalledWorkspaces, Registered
from roombot.workspaces.renewing import Renewal
from roombot.workspaces.sweeping import sweeping
from roombot.workspaces.workspace import Common, Particulars, Workspaces, build_workspace


@dataclass(frozen=True)
class Roombot:
    """The bot, put together."""

    common: Common
    workspaces: Workspaces
    scheduler: Scheduler
    pages: tuple[BaseRoute, ...] = ()

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
        """What is looked after in the one workspace that the settings name."""
        if not isinstance(self.workspaces, FixedWorkspace):
            raise TypeError("of many workspaces each has its own")
        return self.workspaces.workspace.rounds


@asynccontextmanager
async def open_roombot(settings: Settings, clock: Clock) -> AsyncIterator[Roombot]:
    """Put the bot together, and take it apart at the end."""
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(_warming_up())
        session = await stack.enter_async_context(open_session())
        database = await stack.enter_async_context(aclosing(open_database(settings.database_url)))
        telemetry = Telemetry(span=stack.enter_context(tracing(settings.roombot_traces_url)))
        offers = SqlOffers(database)
        common = Common(settings, clock, session, database, Work(), offers, telemetry)
        opening, pages = _many(common) if settings.many_workspaces else (_one(common), ())
        workspaces = await stack.enter_async_context(aclosing(opening))
        await stack.enter_async_context(sweeping(workspaces.let_go))
        scheduler = Scheduler(workspaces, clock, Purge(database).run)
        yield Roombot(common, workspaces, scheduler, pages)


def _one(common: Common) -> FixedWorkspace:
    settings = common.settings
    secret = settings.joan_client_secret.get_secret_value()
    account = JoanCredentials(settings.joan_url, settings.joan_client_id, secret)
    calendars = Calendars(partial(_calendar, common), common.clock)
    token = settings.slack_bot_token.get_secret_value()
    workspace = build_workspace(common, Particulars(token, calendars.of(account)))
    return FixedWorkspace(workspace, calendars)


def _many(common: Common) -> tuple[InstalledWorkspaces, tuple[BaseRoute, ...]]:
    settings, database, clock = common.settings, common.database, common.clock
    vault = Vault(settings.keys)
    installations = SqlInstallations(database, vault)
    oauth = OAuth(
        client=build_client("", settings.slack_api_url, common.session),
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret.get_secret_value(),
        clock=clock,
    )
    installing = Installing(
        oauth,
        vault,
        installations,
        SqlDeliveries(database).first_time,
        clock,
        settings.slack_authorize_url,
        settings.roombot_url.rstrip("/"),
        SqlAudit(database),
    )
    workspaces = InstalledWorkspaces(
        common,
        Registered(installations, SqlJoanAccounts(database, vault), BusyTeams(database)),
        Renewal(installations, oauth, clock),
        Calendars(partial(_calendar, common), clock),
        Ending(common, installations),
    )
    return workspaces, tuple(installing.routes())


def build_web(bot: Roombot) -> Starlette:
    """Return the server that Slack delivers to."""
    secret = bot.settings.slack_signing_secret.get_secret_value()
    telemetry = bot.common.telemetry
    deliver = watched(limited(bot.workspaces.deliver, bot.clock), telemetry)
    endpoint = Endpoint(deliver, secret, bot.clock, bot.work)
    server = build_server(
        CountedEndpoint(endpoint, telemetry.metrics),
        work=bot.work,
        checks=own_parts(bot.common),
        lifetime=nullcontext,
        told=outer_parts(bot.common, bot.workspaces),
        metrics=_page(bot),
    )
    server.routes.extend(bot.pages)
    return server


def build_socket(bot: Roombot) -> Starlette:
    """Return the server that keeps a connection to Slack, and tells its health."""
    token = bot.settings.slack_app_token.get_secret_value()
    client = build_client("", bot.settings.slack_api_url, bot.common.session)
    deliver = watched(limited(bot.workspaces.deliver, bot.clock), bot.common.telemetry)
    socket = SocketMode(client, deliver, token, bot.clock, bot.work)

    @asynccontextmanager
    async def connected() -> AsyncIterator[None]:
        stop = asyncio.Event()
        connection = asyncio.create_task(socket.run(stop))
        try:
            yield
        finally:
            stop.set()
            await connection

    server = build_server(
        None,
        work=bot.work,
        checks={**own_parts(bot.common), "slack": socket.is_connected},
        lifetime=connected,
        told=outer_parts(bot.common, bot.workspaces),
        metrics=_page(bot),
    )
    server.routes.extend(bot.pages)
    return server


def build_worker(bot: Roombot, engine: CountingEngine) -> Starlette:
    """Return the server that tells of the jobs; without a token it is for this machine only."""

    async def numbers() -> bytes:
        bot.common.telemetry.metrics.jobs(await engine.numbers())
        return bot.common.telemetry.metrics.page()

    page = Page(numbers, bot.settings.roombot_metrics_token.get_secret_value())
    return build_server(
        None,
        work=bot.work,
        checks=own_parts(bot.common),
        lifetime=nullcontext,
        told=outer_parts(bot.common, bot.workspaces),
        metrics=page,
    )


@asynccontextmanager
async def run_jobs(bot: Roombot) -> AsyncIterator[CountingEngine]:
    """Do what has come while the context lasts; one process suffices, several share the work."""
    from roombot.jobs.engine import open_engine  # noqa: PLC0415 - what only the worker needs

    stop = asyncio.Event()
    address = jobs_url(bot.settings.database_url)
    process = bot.settings.process_name
    async with open_engine(address, process, bot.scheduler.perform) as engine:
        ticking = asyncio.create_task(bot.scheduler.run(engine, stop))
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


def _page(bot: Roombot) -> Page | None:
    """Return the page of numbers; none without a token, for the server is open to the world."""
    token = bot.settings.roombot_metrics_token.get_secret_value()

    async def numbers() -> bytes:
        return bot.common.telemetry.metrics.page()

    return Page(numbers, token) if token else None


def _calendar(common: Common, account: JoanCredentials) -> JoanCalendar:
    return open_calendar(
        base_url=account.url,
        client_id=account.client_id,
        client_secret=account.client_secret,
        clock=common.clock,
        default_zone=common.settings.roombot_timezone,
        watch=common.telemetry,
    )
