"""One workspace: everything that serves it, put together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import aiohttp
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.response import BoltResponse

from roombot.booking.auditing import audited
from roombot.booking.caring import Care
from roombot.booking.digesting import Digests
from roombot.booking.granting import ApprovalDesk
from roombot.booking.handing import HandoverDesk
from roombot.booking.holding import WaitingList
from roombot.booking.office import Office
from roombot.booking.parting import Partings
from roombot.booking.people import People
from roombot.booking.policy import Rules
from roombot.booking.ports import Calendar, Clock
from roombot.booking.resuming import SeriesDesk
from roombot.booking.rulebook import RuleBook
from roombot.booking.service import handle
from roombot.dialogue import Dialogue
from roombot.domain.audit import ROOMBOT
from roombot.jobs.rounds import Rounds
from roombot.jobs.scheduler import Workplaces
from roombot.languages.loader import languages
from roombot.settings import Settings
from roombot.slack.administering import Administering
from roombot.slack.agent import AgentView, Extras
from roombot.slack.bolt import BoltOptions, build_bolt
from roombot.slack.connecting import Connecting, Connector
from roombot.slack.directory import SlackDirectory
from roombot.slack.exchange import Exchange
from roombot.slack.files import Files
from roombot.slack.homes import HomePublisher
from roombot.slack.listeners import register
from roombot.slack.modals import Modals
from roombot.slack.notices import Notices
from roombot.slack.pictures import Pictures
from roombot.slack.replies import Replies
from roombot.slack.threads import Threads
from roombot.slack.web import Ended, build_client
from roombot.slack.work import Work
from roombot.slack.your_data import YourData
from roombot.store.aliases import SqlAliases
from roombot.store.approvals import SqlApprovals
from roombot.store.audit import SqlAudit
from roombot.store.cards import SqlCards
from roombot.store.conversations import SqlConversations
from roombot.store.database import Database
from roombot.store.deliveries import SqlDeliveries
from roombot.store.gaps import SqlGaps
from roombot.store.gatherings import SqlGatherings
from roombot.store.habits import SqlHabits
from roombot.store.handovers import SqlHandovers
from roombot.store.ledger import SqlLedger
from roombot.store.notes import SqlNotes
from roombot.store.offers import SqlOffers
from roombot.store.person_data import PersonData
from roombot.store.policies import SqlPolicies
from roombot.store.preferences import SqlHomes, SqlPreferences
from roombot.store.rules import SqlRoomRules
from roombot.store.series import SqlSeries
from roombot.store.watches import SqlWatches
from roombot.telemetry.telemetry import Telemetry
from roombot.workspaces.calendars import Calendars


@dataclass(frozen=True)
class Common:
    """What all workspaces share."""

    settings: Settings
    clock: Clock
    session: aiohttp.ClientSession
    database: Database
    work: Work
    offers: SqlOffers
    telemetry: Telemetry = field(default_factory=Telemetry)


@dataclass(frozen=True)
class Particulars:
    """What tells a workspace from the others; without ``team_id`` it has the database alone."""

    token: str
    calendar: Calendar
    team_id: str | None = None
    connector: Connector | None = None
    ended: Ended | None = None  # awaited when Slack calls the token revoked


@dataclass(frozen=True, eq=False)
class Workspace:
    """The bot in one workspace."""

    bolt: AsyncApp
    exchange: Exchange
    rounds: Rounds


class Workspaces(Workplaces, Protocol):
    """The workspaces that are served."""

    @property
    def calendars(self) -> Calendars:
        """The companies' calendars."""
        ...

    async def deliver(self, body: dict[str, Any], retry: Mapping[str, str]) -> BoltResponse:
        """Hand a verified delivery to its workspace."""
        ...

    async def let_go(self) -> None:
        """Let go of what nobody uses any more."""
        ...

    async def aclose(self) -> None:
        """Close all connections."""
        ...


def build_workspace(common: Common, own: Particulars) -> Workspace:
    """Put the bot together for one workspace; nothing is asked of anybody before a delivery."""
    exchange = _exchange(common, own)
    bolt = build_bolt(
        BoltOptions(
            token=own.token,
            slack_url=common.settings.slack_api_url,
            session=common.session,
            clock=common.clock,
            work=common.work,
            on_error=lambda error, body, _context: exchange.fail(error, body),
        )
    )
    register(bolt, exchange)
    return Workspace(bolt, exchange, _rounds(common, exchange))


def _rounds(common: Common, exchange: Exchange) -> Rounds:
    office = exchange.dialogue.office
    care = Care(office, exchange)
    waiting = WaitingList(office, exchange.tell)
    handovers = HandoverDesk(office, exchange.tell)
    by_itself = common.telemetry.counted(audited(handle, ROOMBOT))
    approvals = ApprovalDesk(office, exchange.tell, by_itself)
    series = SeriesDesk(office, exchange.tell, exchange.bring)
    return Rounds(care, waiting, handovers, approvals, Digests(care), series, Partings(care))


def _exchange(common: Common, own: Particulars) -> Exchange:
    settings, clock, database = common.settings, common.clock, common.database
    zone = settings.roombot_timezone
    client = build_client(own.token, settings.slack_api_url, common.session, own.ended)
    rule_book = _rule_book(common, own)
    people = People(
        SlackDirectory(client, clock, zone),
        SqlAliases(database, clock),
        SqlPreferences(database, own.team_id),
        own.calendar,
        rule_book,
    )
    office = _office(common, own, people, rule_book)
    gaps = SqlGaps(database)
    replies = Replies(client, settings.slack_api_url, common.session)
    dialogue = Dialogue(
        office,
        common.offers,
        SqlConversations(database),
        gaps,
        SqlHabits(database),
        common.telemetry.counted(audited(handle)),
    )
    modals, connector = Modals(client), own.connector
    homes = HomePublisher(client, dialogue, SqlHomes(database), clock, zone, bool(connector))
    files = Files(client, settings.slack_api_url, common.session)
    return Exchange(
        dialogue=dialogue,
        people=people,
        replies=replies,
        pictures=Pictures(client, settings.slack_api_url, common.session),
        modals=modals,
        threads=Threads(client),
        notices=Notices(replies, SqlCards(database), people, SqlGatherings(database), zone),
        homes=homes,
        your_data=YourData(PersonData(database), office, homes, replies, files, zone),
        agent=AgentView(Extras(client), office, zone),
        administering=Administering(office, modals, zone),
        deliveries=SqlDeliveries(database),
        clock=clock,
        zone=zone,
        connecting=Connecting(connector, modals, office, zone) if connector else None,
        address=settings.roombot_url.rstrip("/"),
    )


def _office(common: Common, own: Particulars, people: People, rule_book: RuleBook) -> Office:
    database, clock = common.database, common.clock
    return Office(
        calendar=own.calendar,
        ledger=SqlLedger(database, clock, own.team_id),
        people=people,
        watches=SqlWatches(database, own.team_id),
        gatherings=SqlGatherings(database),
        handovers=SqlHandovers(database, own.team_id),
        approvals=SqlApprovals(database, own.team_id),
        notes=SqlNotes(database),
        series=SqlSeries(database, own.team_id),
        audit=SqlAudit(database),
        clock=clock,
        rules=rule_book.defaults,
        rule_book=rule_book,
    )


def _rule_book(common: Common, own: Particulars) -> RuleBook:
    database, clock = common.database, common.clock
    rules = _rules(common.settings, own)
    return RuleBook(rules, SqlRoomRules(database, clock), SqlPolicies(database, clock))


def _rules(settings: Settings, own: Particulars) -> Rules:
    return Rules(
        default_minutes=settings.roombot_default_minutes,
        office_hours=settings.roombot_office_hours,
        zone=settings.roombot_timezone,
        admins=settings.roombot_admins,
        slack_admins=own.team_id is not None,
        release_after=settings.roombot_release_after,
        release_up_to=settings.roombot_release_up_to,
        release_series=settings.roombot_release_series,
        never_released=settings.roombot_never_released,
        languages=frozenset(languages("answers")),
        keep_unknown=settings.roombot_keep_unknown,
    )
