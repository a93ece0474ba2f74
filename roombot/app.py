"""The composition root: the one place that picks concrete parts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, nullcontext
from dataclasses import dataclass
from functools import cache

import aiohttp
from slack_bolt.app.async_app import AsyncApp
from starlette.applications import Starlette

from roombot.booking.caring import Care
from roombot.booking.digesting import Digests
from roombot.booking.handing import HandoverDesk
from roombot.booking.holding import WaitingList
from roombot.booking.office import Office
from roombot.booking.people import People
from roombot.booking.policy import Rules
from roombot.booking.ports import Calendar, Clock
from roombot.dialogue import Dialogue
from roombot.joan.calendar import JoanCalendar, open_calendar
from roombot.jobs.clockwork import Clockwork, Engine
from roombot.nlu import warm_up
from roombot.settings import Settings
from roombot.slack.agent import AgentView, Extras
from roombot.slack.bolt import BoltOptions, build_bolt
from roombot.slack.directory import SlackDirectory
from roombot.slack.endpoint import Endpoint
from roombot.slack.exchange import Exchange
from roombot.slack.homes import HomePublisher
from roombot.slack.listeners import register
from roombot.slack.modals import Modals
from roombot.slack.notices import Notices
from roombot.slack.pictures import Pictures
from roombot.slack.replies import Replies
from roombot.slack.server import Check, Part, build_server
from roombot.slack.socket import SocketMode
from roombot.slack.threads import Threads
from roombot.slack.web import build_client, open_session
from roombot.slack.work import Work
from roombot.store.aliases import SqlAliases
from roombot.store.cards import SqlCards
from roombot.store.conversations import SqlConversations
from roombot.store.database import Database, jobs_url, open_database
from roombot.store.deliveries import SqlDeliveries
from roombot.store.gaps import SqlGaps
from roombot.store.gatherings import SqlGatherings
from roombot.store.habits import SqlHabits
from roombot.store.handovers import SqlHandovers
from roombot.store.ledger import SqlLedger
from roombot.store.migrations import SchemaState, known_revisions, state_of
from roombot.store.notes import SqlNotes
from roombot.store.offers import SqlOffers
from roombot.store.preferences import SqlHomes, SqlPreferences
from roombot.store.purging import Purge
from roombot.store.series import SqlSeries
from roombot.store.watches import SqlWatches


@dataclass(frozen=True)
class Parts:
    """What the bot is put together from."""

    settings: Settings
    clock: Clock
    session: aiohttp.ClientSession
    database: Database
    calendar: Calendar


@dataclass(frozen=True)
class Roombot:
    """The bot, put together."""

    settings: Settings
    clock: Clock
    bolt: AsyncApp
    work: Work
    database: Database
    clockwork: Clockwork


@asynccontextmanager
async def open_roombot(settings: Settings, clock: Clock) -> AsyncIterator[Roombot]:
    """Put the bot together, and take it apart at the end."""
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(_warming_up())
        session = await stack.enter_async_context(open_session())
        database = await stack.enter_async_context(aclosing(open_database(settings.database_url)))
        calendar = await stack.enter_async_context(aclosing(_calendar(settings, clock)))
        work = Work()
        exchange = _exchange(Parts(settings, clock, session, database, calendar))
        bolt = build_bolt(
            BoltOptions(
                token=settings.slack_bot_token.get_secret_value(),
                slack_url=settings.slack_api_url,
                session=session,
                clock=clock,
                work=work,
                on_error=lambda error, body, _context: exchange.fail(error, body),
            )
        )
        register(bolt, exchange)
        yield Roombot(settings, clock, bolt, work, database, _clockwork(exchange, database))


def build_web(bot: Roombot) -> Starlette:
    """Return the server that Slack delivers to."""
    secret = bot.settings.slack_signing_secret.get_secret_value()
    endpoint = Endpoint(bot.bolt, secret, bot.clock, bot.work)
    return build_server(endpoint, work=bot.work, checks=_checks(bot), lifetime=nullcontext)


def build_socket(bot: Roombot) -> Starlette:
    """Return the server that keeps a connection to Slack, and tells its health."""
    token = bot.settings.slack_app_token.get_secret_value()
    socket = SocketMode(bot.bolt, token, bot.clock, bot.work)

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


def _clockwork(exchange: Exchange, database: Database) -> Clockwork:
    office = exchange.dialogue.office
    care = Care(office, exchange)
    return Clockwork(
        care,
        WaitingList(office, exchange.tell),
        HandoverDesk(office, exchange.tell),
        Digests(care),
        Purge(database).run,
    )


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


def _exchange(parts: Parts) -> Exchange:
    settings, clock, database = parts.settings, parts.clock, parts.database
    zone = settings.roombot_timezone
    token = settings.slack_bot_token.get_secret_value()
    client = build_client(token, settings.slack_api_url, parts.session)
    rules = Rules(
        default_minutes=settings.roombot_default_minutes,
        office_hours=settings.roombot_office_hours,
        zone=settings.roombot_timezone,
        admins=settings.roombot_admins,
        release_after=settings.roombot_release_after,
        release_up_to=settings.roombot_release_up_to,
        release_series=settings.roombot_release_series,
        never_released=settings.roombot_never_released,
    )
    directory = SlackDirectory(client, clock, zone)
    people = People(
        directory, SqlAliases(database, clock), SqlPreferences(database), parts.calendar, rules
    )
    office = Office(
        calendar=parts.calendar,
        ledger=SqlLedger(database, clock),
        people=people,
        watches=SqlWatches(database),
        gatherings=SqlGatherings(database),
        handovers=SqlHandovers(database),
        notes=SqlNotes(database),
        series=SqlSeries(database),
        clock=clock,
        rules=rules,
    )
    gaps = SqlGaps(database, keep_texts=settings.roombot_keep_unknown)
    replies = Replies(client, settings.slack_api_url, parts.session)
    dialogue = Dialogue(
        office, SqlOffers(database), SqlConversations(database), gaps, SqlHabits(database)
    )
    return Exchange(
        dialogue=dialogue,
        people=people,
        replies=replies,
        pictures=Pictures(client, settings.slack_api_url, parts.session),
        modals=Modals(client),
        threads=Threads(client),
        notices=Notices(replies, SqlCards(database), people, SqlGatherings(database), zone),
        homes=HomePublisher(client, dialogue, SqlHomes(database), clock, zone),
        agent=AgentView(Extras(client), office, zone),
        deliveries=SqlDeliveries(database),
        clock=clock,
        zone=zone,
        address=settings.roombot_url.rstrip("/"),
    )


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
