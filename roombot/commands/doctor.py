"""``roombot doctor``: hold the settings against the database, Slack and Joan."""

import argparse
import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing

from roombot.commands.database_check import examine_database
from roombot.commands.slack_checks import examine_slack
from roombot.commands.workspace_checks import examine_app, examine_workspaces
from roombot.joan.calendar import open_calendar
from roombot.joan.client import open_client
from roombot.joan.doctor import examine
from roombot.joan.findings import Finding, Level
from roombot.joan.trial import try_writing
from roombot.settings import JOAN, KEYS, OAUTH, SLACK, Settings, examine_settings
from roombot.slack.doctor import Questions
from roombot.slack.redaction import configure_logging, redactor
from roombot.slack.web import open_session
from roombot.system_clock import SystemClock

WORDS = {Level.OK: "ok", Level.WARN: "warning", Level.FAIL: "problem"}
NO_WAY_IN = "SLACK_SIGNING_SECRET (for `serve`) or SLACK_APP_TOKEN (for `socket`) is missing"

Problems = dict[str, str]
Look = Callable[[Settings, argparse.Namespace], AsyncIterator[Finding]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take whether to try writing in Joan, too."""
    parser.add_argument(
        "--write-test",
        metavar="ROOM",
        help="book, extend, check in to and cancel 15 minutes in this room of Joan's",
    )
    parser.add_argument("--organizer", default="", metavar="EMAIL", help="of the write test")


def run(arguments: argparse.Namespace) -> int:
    """Print what is found; return 1 when there are problems."""
    settings, problems = examine_settings(*SLACK, *JOAN)
    if not (settings.slack_signing_secret or settings.slack_app_token):
        problems.setdefault("slack_signing_secret", NO_WAY_IN)
    configure_logging("ERROR", settings.secrets)
    return asyncio.run(_report(settings, problems, arguments))


async def _report(settings: Settings, problems: Problems, arguments: argparse.Namespace) -> int:
    redact = redactor(settings.secrets)
    levels = []
    async for finding in _findings(settings, problems, arguments):
        _show(finding, redact)
        levels.append(finding.level)
    wrong, doubtful = levels.count(Level.FAIL), levels.count(Level.WARN)
    print(f"\n{len(levels)} checks: problems {wrong}, warnings {doubtful}.")
    return 1 if wrong else 0


def _show(finding: Finding, redact: Callable[[str], str]) -> None:
    # A dash: what follows "token:" is taken for a secret, and hidden.
    detail = f" - {finding.detail}" if finding.detail else ""
    print(redact(f"{WORDS[finding.level]:8} {finding.name}{detail}"), flush=True)
    if finding.advice:
        print(redact(f"{'':8} -> {finding.advice}"), flush=True)


async def _findings(
    settings: Settings, problems: Problems, arguments: argparse.Namespace
) -> AsyncIterator[Finding]:
    """Look at all that the settings allow to look at."""
    for finding in _settings(settings, problems):
        yield finding
    parts = {
        "Database": ({"database_url"}, _database),
        "Slack": ({"slack_api_url"}, _slack),
        **(MANY if settings.many_workspaces else ONE),
    }
    for name, (needed, look) in parts.items():
        if lacking := sorted(needed & problems.keys()):
            detail = f"not looked at for want of {', '.join(lacking).upper()}"
            yield Finding(name, Level.WARN, detail)
            continue
        async for finding in look(settings, arguments):
            yield finding


def _settings(settings: Settings, problems: Problems) -> Iterator[Finding]:
    for sentence in problems.values():
        yield Finding("Settings", Level.FAIL, sentence, "docs/settings.md tells what it is for.")
    ways = {
        "`serve`": settings.slack_signing_secret,
        "`socket`": settings.slack_app_token,
    }
    if not problems:
        set_up = " and ".join(way for way, secret in ways.items() if secret)
        yield Finding("Settings", Level.OK, f"complete for {set_up}")


async def _database(settings: Settings, _: argparse.Namespace) -> AsyncIterator[Finding]:
    yield await asyncio.to_thread(examine_database, settings.database_url)


async def _slack(settings: Settings, _: argparse.Namespace) -> AsyncIterator[Finding]:
    async with open_session() as session:
        questions = Questions(session, settings.slack_api_url, SystemClock())
        async for finding in examine_slack(settings, questions):
            yield finding


async def _joan(settings: Settings, arguments: argparse.Namespace) -> AsyncIterator[Finding]:
    clock, zone = SystemClock(), settings.roombot_timezone
    account = {
        "base_url": settings.joan_url,
        "client_id": settings.joan_client_id,
        "client_secret": settings.joan_client_secret.get_secret_value(),
    }
    async with aclosing(open_client(**account, clock=clock, watch=None)) as client:
        async for finding in examine(client, clock, zone):
            yield finding
    if not arguments.write_test:
        return
    async with aclosing(
        open_calendar(**account, clock=clock, watch=None, default_zone=zone)
    ) as calendar:
        trial = try_writing(calendar, clock, arguments.write_test, arguments.organizer)
        async for finding in trial:
            yield finding


async def _app(settings: Settings, _: argparse.Namespace) -> AsyncIterator[Finding]:
    async for finding in examine_app(settings):
        yield finding


async def _workspaces(settings: Settings, _: argparse.Namespace) -> AsyncIterator[Finding]:
    async for finding in examine_workspaces(settings):
        yield finding


ONE: dict[str, tuple[set[str], Look]] = {"Joan": ({"joan_url", *JOAN}, _joan)}
MANY: dict[str, tuple[set[str], Look]] = {
    "Workspaces": ({"database_url", *KEYS}, _workspaces),
    "Slack: app": ({"slack_api_url", *OAUTH}, _app),
}
