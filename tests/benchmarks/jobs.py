"""How late jobs are with 10,000 waiting, and what Joan is asked in idle: jobs.py.

The worker is a process of its own; Joan and Slack are sandboxes on loopback. All live on a clock
that runs as fast as a real one, but on a Monday morning. Some minutes long.
"""

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine, insert

from roombot.app import open_roombot, run_jobs
from roombot.domain.bookings import BookingState
from roombot.domain.intents import Wish
from roombot.domain.watches import Watch
from roombot.sandbox.joan import JoanSandbox, JoanSettings, create_joan
from roombot.sandbox.joan.office import Person
from roombot.sandbox.serving import serve
from roombot.sandbox.slack import SlackSandbox, SlackSettings, create_slack
from roombot.settings import read_settings
from roombot.store.database import open_database
from roombot.store.migrations import upgrade
from roombot.store.schema import bookings
from roombot.store.watches import SqlWatches
from tests.conftest import PostgresServer, administer

MONDAY = datetime(2026, 5, 11, 6, 0, tzinfo=UTC)
TEAM = "T0SANDBOX"
LEAD = timedelta(minutes=15)  # of a reminder, unless a person wishes another
WAITING, DUE, BURST, LIVING, WATCHERS = 10_000, 120, 100, 1_000, 200
FIRST = timedelta(seconds=60)  # after the start, when the first reminder is due
SPREAD = timedelta(seconds=60)  # over which reminders come one by one; then the burst
IDLE = 180.0  # seconds over which Joan's requests are counted


@dataclass(frozen=True)
class RunningClock:
    """Runs like a real one, from Monday morning on."""

    began: float

    def now(self) -> datetime:
        """Return the instant."""
        return MONDAY + timedelta(seconds=time.time() - self.began)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


@dataclass(frozen=True)
class Office:
    """What outlives the worker."""

    joan: JoanSandbox
    slack: SlackSandbox
    clock: RunningClock
    url: str
    environment: dict[str, str]


def main() -> None:
    """Print the tables; or be the worker that is measured."""
    parser = argparse.ArgumentParser(description="Measure the jobs.")
    parser.add_argument("--worker", type=float, help=argparse.SUPPRESS)
    began = parser.parse_args().worker
    if began is not None:
        asyncio.run(_work(RunningClock(began)))
        return
    print(f"{WAITING:,} jobs waiting{'due':>14}{'median':>9}{'p99':>9}{'latest':>9}")
    for kind in ("sqlite", "postgresql"):
        with _database(kind) as url:
            asyncio.run(_latency(kind, url))
    with _database("sqlite") as url:
        asyncio.run(_idle(url))


async def _work(clock: RunningClock) -> None:
    async with open_roombot(read_settings(), clock) as bot, run_jobs(bot):
        await asyncio.Event().wait()


async def _latency(kind: str, url: str) -> None:
    async with _office(url) as office:
        burst_at = MONDAY + FIRST + SPREAD + timedelta(seconds=10)
        single = [MONDAY + FIRST + SPREAD * number / DUE for number in range(DUE)]
        later = [
            MONDAY + timedelta(days=1) + timedelta(seconds=37) * number
            for number in range(WAITING - DUE - BURST)
        ]
        due = {f"b{number}": at for number, at in enumerate([*single, *[burst_at] * BURST, *later])}
        _book(office, due)
        async with _worker(office):
            await asyncio.sleep((burst_at - office.clock.now()).total_seconds() + 20)
        arrived = dict(_reminders(office.slack))
    for name, ids in (
        ("one by one", [f"b{number}" for number in range(DUE)]),
        ("at once", [f"b{number}" for number in range(DUE, DUE + BURST)]),
    ):
        late = sorted((arrived[one] - due[one]).total_seconds() for one in ids)
        figures = late[len(late) // 2], late[int(len(late) * 0.99)], late[-1]
        cells = "".join(f"{figure:8.2f}s" for figure in figures)
        print(f"{kind:20}{len(ids):4} {name:10}{cells}", flush=True)


async def _idle(url: str) -> None:
    async with _office(url) as office:
        spread = timedelta(hours=11) / LIVING
        _book(office, {f"b{number}": MONDAY + spread * number for number in range(LIVING)})
        for room in office.joan.rooms:
            office.joan.add_event(
                room.email, MONDAY + timedelta(hours=6), MONDAY + timedelta(hours=9)
            )
        await _line_up(office)
        async with _worker(office):
            await asyncio.sleep(60)
            office.joan.requests.clear()
            await asyncio.sleep(IDLE)
        asked = Counter(f"{one.method} {one.path}" for one in office.joan.requests)
    print(f"\nrequests to Joan a minute: {sum(asked.values()) * 60 / IDLE:.1f}", end=" ")
    print(f"({LIVING:,} bookings live, {WATCHERS} people watch)")
    for name, times in asked.most_common():
        print(f"  {times * 60 / IDLE:5.1f} {name}")


def _book(office: Office, due: dict[str, datetime]) -> None:
    """Put meetings into Joan and the database whose reminders are due at the given instants."""
    rows = []
    for number, (booking_id, at) in enumerate(due.items()):
        room = office.joan.rooms[number % len(office.joan.rooms)]
        person = office.joan.people[number % len(office.joan.people)]
        start, end = at + LEAD, at + LEAD + timedelta(minutes=20)
        event = office.joan.add_event(room.email, start, end, booking_id, person.email)
        rows.append(
            {
                "team_id": TEAM,
                "id": booking_id,
                "room_email": room.email,
                "room_name": room.name,
                "room_zone": "Europe/Ljubljana",
                "starts_at": start,
                "ends_at": end,
                "organizer_id": _slack_id(person),
                "organizer_email": person.email,
                "title": booking_id,
                "event_id": event.id,
                "state": BookingState.BOOKED,
                "checked_in": False,
                "amenities": [],
                "changed_at": MONDAY - timedelta(days=1),
            }
        )
    engine = create_engine(office.url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(insert(bookings), rows)
    engine.dispose()


async def _line_up(office: Office) -> None:
    """Have many people wait for a room in hours that are full."""
    database = open_database(office.url)
    start = MONDAY + timedelta(hours=7)
    wish = Wish(start=start, end=start + timedelta(hours=1), capacity=4)
    for number in range(WATCHERS):
        person = office.joan.people[number % len(office.joan.people)]
        until = start + timedelta(minutes=45)
        watch = Watch(f"w{number}", TEAM, _slack_id(person), wish, until, MONDAY)
        await SqlWatches(database).add(watch)
    await database.aclose()


def _slack_id(person: Person) -> str:
    return f"U0{person.first_name.upper()}"


def _reminders(slack: SlackSandbox) -> Iterator[tuple[str, datetime]]:
    """Yield the bookings of which a reminder came, and when."""
    for channel in slack.workspace.channels:
        for message in slack.workspace.timeline.visible(channel):
            key = ((message.metadata or {}).get("event_payload") or {}).get("key", "")
            if key.startswith("soon/"):
                yield key.split("/")[1], datetime.fromtimestamp(float(message.ts), UTC)


@asynccontextmanager
async def _worker(office: Office) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, __file__, "--worker", str(office.clock.began), env=office.environment
    )
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def _office(url: str) -> AsyncIterator[Office]:
    await asyncio.to_thread(upgrade, url)
    clock = RunningClock(time.time())
    joan = create_joan(JoanSettings(":memory:", clock.now, office="empty"))
    slack = create_slack(SlackSettings(clock.now))
    async with serve(joan.app) as joan_url, serve(slack.app) as slack_url:
        slack.url = slack_url
        environment = {
            **os.environ,  # noqa: TID251 - the worker inherits the path
            "SLACK_BOT_TOKEN": "xoxb-sandbox",
            "SLACK_SIGNING_SECRET": "sandbox-secret",
            "SLACK_API_URL": f"{slack_url}/api/",
            "JOAN_URL": joan_url,
            "JOAN_CLIENT_ID": "demo",
            "JOAN_CLIENT_SECRET": "demo",
            "DATABASE_URL": url,
            "ROOMBOT_TIMEZONE": "Europe/Ljubljana",
        }
        yield Office(joan, slack, clock, url, environment)


@contextmanager
def _database(kind: str) -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="roombot-jobs-"))
    try:
        if kind == "sqlite":
            yield f"sqlite:///{folder}/roombot.db"
            return
        server = PostgresServer(folder)
        server.start()
        try:
            administer(server, "CREATE DATABASE jobs")
            yield server.url("jobs")
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
