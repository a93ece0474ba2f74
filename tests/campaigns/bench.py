"""What the campaigns have in common: a bot between sandboxes, and the faults that are found."""

import argparse
import io
import logging
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from starlette.types import ASGIApp

from roombot.app import Roombot, open_roombot
from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.joan import JoanSandbox, JoanSettings, create_joan
from roombot.sandbox.serving import serve
from roombot.sandbox.slack import SlackSandbox, SlackSettings, create_slack
from roombot.settings import read_settings
from roombot.slack.redaction import configure_logging
from roombot.store.migrations import upgrade
from tests.campaigns.hostile import PLANTED

MONDAY = datetime(2026, 5, 11, 8, 5, tzinfo=UTC)
SECRETS = ("xoxb-sandbox", "signing-secret-of-the-campaign", "joan-secret-of-the-campaign")
MOST_TOLD = 20


@dataclass
class Findings:
    """What came of a campaign."""

    done: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    _kinds: set[str] = field(default_factory=set)

    def fault(self, kind: str, details: str = "") -> None:
        """Note a fault; of each kind the first is told with its details."""
        self.done[f"fault: {kind}"] += 1
        if kind not in self._kinds and len(self._kinds) < MOST_TOLD:
            self._kinds.add(kind)
            self.faults.append(f"{kind}: {details}")


@dataclass(frozen=True)
class Bench:
    """A bot that is tried."""

    bot: Roombot
    joan: JoanSandbox
    slack: SlackSandbox
    clock: SandboxClock
    database: Path


def campaign_arguments(what: str) -> argparse.Namespace:
    """Return how many there are to be, and the seed that repeats them."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


@asynccontextmanager
async def bench(wrap_joan: Callable[[ASGIApp], ASGIApp] | None = None) -> AsyncIterator[Bench]:
    """Put the bot between its sandboxes; what the campaign changes is thrown away."""
    folder = Path(tempfile.mkdtemp(prefix="roombot-campaign-"))
    url = f"sqlite:///{folder / 'roombot.db'}"
    upgrade(url)
    clock = SandboxClock(MONDAY)
    joan = create_joan(
        JoanSettings(":memory:", clock.now, client_secret=SECRETS[2], office="empty")
    )
    slack = create_slack(
        SlackSettings(clock.now, signed_at=lambda: clock.now().timestamp(), retry_delays=())
    )
    app: ASGIApp = wrap_joan(joan.app) if wrap_joan else joan.app
    try:
        async with serve(app) as joan_url, serve(slack.app) as slack.url:
            settings = read_settings(
                environment={
                    "SLACK_BOT_TOKEN": SECRETS[0],
                    "SLACK_SIGNING_SECRET": SECRETS[1],
                    "SLACK_API_URL": f"{slack.url}/api/",
                    "JOAN_URL": joan_url,
                    "JOAN_CLIENT_ID": "demo",
                    "JOAN_CLIENT_SECRET": SECRETS[2],
                    "DATABASE_URL": url,
                    "ROOMBOT_ADMINS": "ada.novak@example.com",
                    "ROOMBOT_TIMEZONE": "Europe/Ljubljana",
                }
            )
            async with open_roombot(settings, clock) as bot:
                yield Bench(bot, joan, slack, clock, folder / "roombot.db")
    finally:
        shutil.rmtree(folder)


class _Crashes(logging.Handler):
    def __init__(self, findings: Findings) -> None:
        super().__init__(logging.ERROR)
        self._findings = findings

    def emit(self, record: logging.LogRecord) -> None:
        """Count what was logged with an exception, which is what a defect looks like."""
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            place = error.__traceback__
            while place is not None and place.tb_next is not None:
                place = place.tb_next
            where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
            self._findings.fault(f"crash {type(error).__name__} {where}", str(error)[:200])


@contextmanager
def watched_log(findings: Findings) -> Iterator[None]:
    """Look through everything that is logged, for crashes and for what must not be there."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level, logging.raiseExceptions)
    output = io.StringIO()
    configure_logging("INFO", SECRETS, output)
    root.addHandler(_Crashes(findings))
    try:
        yield
    finally:
        logging.captureWarnings(capture=False)
        root.handlers[:], level, logging.raiseExceptions = before
        root.setLevel(level)
    for planted in (*SECRETS, PLANTED):
        if planted in output.getvalue():
            line = next(one for one in output.getvalue().splitlines() if planted in one)
            findings.fault("leak into the log", line[:400])


def told(name: str, findings: Findings, began: float) -> int:
    """Print what was done; return 1 where there was a fault."""
    print(f"{name}: {time.monotonic() - began:.0f} seconds")
    for what, number in sorted(findings.done.items()):
        print(f"  {number:>8} {what}")
    for fault in findings.faults:
        print(f"  FAULT {fault}")
    print("  no fault" if not findings.faults else "  faults: see above")
    return 1 if findings.faults else 0
