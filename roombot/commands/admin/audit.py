"""``roombot admin audit``: who did what, when, through which delivery, with which result."""

import argparse
import asyncio
import json
from collections.abc import Sequence
from contextlib import aclosing
from datetime import UTC, datetime
from itertools import starmap

from roombot.commands.problems import database_or_exit, settings_or_exit
from roombot.domain.audit import Deed
from roombot.settings import Settings
from roombot.store.audit import SqlAudit
from roombot.store.database import open_database

COLUMNS = ("at", "team", "actor", "action", "subject", "result", "delivery")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take whose deeds, and since when."""
    about = "a Slack id, `roombot` for jobs, or `command line`; without it everybody"
    parser.add_argument("--person", metavar="ID", help=about)
    about = "a day such as 2026-05-11; without it all that is kept"
    parser.add_argument("--since", metavar="DAY", type=_day, help=about)
    parser.add_argument("--json", action="store_true", help="a JSON object a line")


def run(arguments: argparse.Namespace) -> int:
    """Print the deeds, the oldest first; the database alone is asked."""
    settings = settings_or_exit()
    database_or_exit(settings)
    deeds = asyncio.run(_read(settings, arguments))
    rows = [_row(deed) for deed in deeds]
    if arguments.json:
        lines = [json.dumps(dict(zip(COLUMNS, row, strict=True))) for row in rows]
    else:
        lines = _aligned(rows) if rows else ["Nothing was done."]
    print(*lines, sep="\n", end="\n" if lines else "")
    return 0


async def _read(settings: Settings, arguments: argparse.Namespace) -> tuple[Deed, ...]:
    async with aclosing(open_database(settings.database_url)) as database:
        kept = SqlAudit(database)
        return await kept.read(arguments.team, arguments.person, arguments.since)


def _row(deed: Deed) -> tuple[str, ...]:
    at, by = deed.at.isoformat(timespec="seconds"), deed.by
    return at, by.team_id, by.actor, deed.action, deed.subject, deed.result, by.delivery


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the rows under their headings, each column as wide as its widest cell."""
    shown = [COLUMNS, *(tuple(cell or "-" for cell in row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    return ["  ".join(starmap(str.ljust, zip(row, widths, strict=True))).rstrip() for row in shown]


def _day(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2026-05-11") from error
