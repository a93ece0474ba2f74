"""``roombot report``: how the rooms were used in a week, as administrators get it on Mondays."""

import argparse
import asyncio
from datetime import date, timedelta

from roombot.app import open_roombot
from roombot.booking.digesting import digest
from roombot.commands.problems import complain, database_or_exit, settings_or_exit
from roombot.domain.digests import week_name, week_named
from roombot.domain.errors import RoombotError
from roombot.domain.outcomes import Answer
from roombot.domain.people import Person
from roombot.domain.time_zones import in_zone
from roombot.settings import JOAN, Settings
from roombot.slack.redaction import configure_logging
from roombot.slack.views import render
from roombot.store.ledger import SqlLedger
from roombot.system_clock import SystemClock


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the week."""
    parser.add_argument(
        "--week",
        metavar="YYYY-Www",
        nargs="?",
        type=_monday,
        help="such as 2026-W20; the last full week where none is named",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print a week, a paragraph for each workspace; 1 where Joan does not answer."""
    settings = settings_or_exit(*JOAN)
    configure_logging("WARNING", settings.secrets)
    database_or_exit(settings)
    try:
        print("\n\n".join(asyncio.run(_told(settings, arguments.week))))
    except RoombotError as error:
        complain(f"There is no report, since Joan does not help: {error}")
        return 1
    return 0


def _monday(name: str) -> date:
    try:
        return week_named(name)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{name!r} is no week such as 2026-W20") from error


async def _told(settings: Settings, monday: date | None) -> list[str]:
    clock, zone = SystemClock(), settings.roombot_timezone
    today = in_zone(clock.now(), zone).date()
    week = monday or today - timedelta(days=today.weekday(), weeks=1)
    async with open_roombot(settings, clock) as bot:
        parts = []
        for team_id in await SqlLedger(bot.database, clock).teams() or ("",):
            rounds = await bot.workspaces.rounds_of(team_id)
            if rounds is None:
                continue
            answer = Answer(await digest(rounds.care.office, team_id, week))
            reader = Person(team_id, "", "", time_zone=zone)
            message = render(answer, reader, clock.now(), zone)
            parts.append(f"{week_name(week)} {team_id}".strip() + "\n" + _plain(message.text))
    return parts


def _plain(markup: str) -> str:
    """Return markup as a terminal shows it."""
    for mark, letter in (("*", ""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        markup = markup.replace(mark, letter)
    return markup
