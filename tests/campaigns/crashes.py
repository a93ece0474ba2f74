"""Kill the bot again and again while people use it; in the end nothing is lost or doubled.

python -m tests.campaigns.crashes --kills 1000 --database sqlite
"""

import argparse
import asyncio
import logging
import random
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from roombot.sandbox.joan import JoanSandbox, JoanSettings, create_joan
from roombot.sandbox.serving import serve
from roombot.sandbox.slack import SlackSandbox, SlackSettings, create_slack
from roombot.store.migrations import upgrade
from tests.campaigns import truths, victim
from tests.campaigns.clock import SharedClock
from tests.campaigns.people import People
from tests.campaigns.truths import is_title
from tests.commands.process import free_port
from tests.conftest import PostgresServer, administer

MONDAY = datetime(2026, 5, 11, 6, 0, tzinfo=UTC)
A_ROUND = 25  # kills between two looks at the truth
AT_ONCE = 4  # things that people do in one life
LONGEST_LIFE = 2.0  # starts; the engine takes a second to go on with what was cut off
REST = 2.0  # starts: as long as that the bot has to do what has come
RESTS = 8
STEP = timedelta(seconds=45)  # by which the clock moves on in a rest


@dataclass(frozen=True)
class World:
    """Joan and Slack, which outlive the bot."""

    joan: JoanSandbox
    slack: SlackSandbox
    clock: SharedClock
    clock_file: Path
    environment: dict[str, str]


def main() -> int:
    """Run the campaign; 1 where anything was wrong."""
    arguments = _arguments()
    victim.prepare()
    logging.disable(logging.ERROR)  # of connections that break when the bot is killed
    with fresh_database(arguments.database) as (folder, url):
        return asyncio.run(_campaign(arguments, folder, url))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Kill the bot while it is used.")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


@contextmanager
def fresh_database(kind: str) -> Iterator[tuple[Path, str]]:
    folder = Path(tempfile.mkdtemp(prefix="roombot-crashes-"))
    try:
        if kind == "sqlite":
            yield folder, f"sqlite:///{folder}/roombot.db"
            return
        server_folder = Path(tempfile.mkdtemp(prefix="roombot-postgres-"))
        server = PostgresServer(server_folder)
        server.start()
        try:
            administer(server, "CREATE DATABASE crashes")
            yield folder, server.url("crashes")
        finally:
            server.stop()
            shutil.rmtree(server_folder, ignore_errors=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _campaign(arguments: argparse.Namespace, folder: Path, url: str) -> int:
    await asyncio.to_thread(upgrade, url)
    chance = random.Random(arguments.seed)
    began, wrong, kills = time.monotonic(), [], 0
    async with office_world(folder, url) as world:
        people = People(world.joan, world.slack, world.clock, chance)
        while kills < arguments.kills:
            for _ in range(min(A_ROUND, arguments.kills - kills)):
                await _one_life(world, people, chance)
                kills += 1
            wrong = await _truth(world, people)
            print(
                f"{kills:5} kills, {people.asked} bookings asked for: {len(wrong)} wrong",
                flush=True,
            )
            for line in wrong:
                print("     ", line, flush=True)
            if wrong:
                _tell(world, wrong)
                break
        seconds = time.monotonic() - began
        print(
            f"{arguments.database}, seed {arguments.seed}: {kills} kills in {seconds:.0f} s, "
            f"{len(world.joan.events())} events, {truths.reminders(world.slack)} reminders, "
            f"{truths.repeated(world.slack)} messages sent again; "
            f"{await asyncio.to_thread(truths.done, url)}: {len(wrong)} wrong"
        )
    return 1 if wrong else 0


def _tell(world: World, wrong: list[str]) -> None:
    """Print all that is known of what is wrong."""
    titles = {word.strip(",") for line in wrong for word in line.split() if is_title(word)}
    url = world.environment["DATABASE_URL"]
    for title in sorted(titles):
        for line in truths.story(url, world.joan, world.slack, title):
            print("       ", line)


async def _one_life(world: World, people: People, chance: random.Random) -> None:
    """Let people use the bot, and kill it at some moment."""
    began = time.monotonic()
    async with victim.lives(world.environment, world.clock_file):
        start = time.monotonic() - began
        doing = [asyncio.create_task(people.act()) for _ in range(AT_ONCE)]
        await asyncio.sleep(chance.uniform(0, LONGEST_LIFE) * start)
    await asyncio.gather(*doing)
    world.clock.advance(timedelta(seconds=chance.randint(5, 90)))


async def _truth(world: World, people: People) -> list[str]:
    """Let the bot settle what was left behind; return what is wrong nevertheless."""
    began = time.monotonic()
    async with victim.lives(world.environment, world.clock_file):
        rest = REST * (time.monotonic() - began)
        for _ in range(RESTS):
            await asyncio.sleep(rest)
            world.clock.advance(STEP)
        await world.slack.settle()
        await asyncio.sleep(rest)
    ledger = await asyncio.to_thread(truths.read, world.environment["DATABASE_URL"])
    return list(truths.untrue(ledger, world.joan, world.slack, people.given_up, world.clock.now()))


@asynccontextmanager
async def office_world(folder: Path, url: str) -> AsyncIterator[World]:
    clock_file = folder / "clock"
    clock = SharedClock(clock_file, MONDAY)
    joan = create_joan(
        JoanSettings(":memory:", clock.now, office="empty", requests_per_minute=10**6)
    )
    slack = create_slack(
        SlackSettings(
            clock.now, signed_at=lambda: clock.now().timestamp(), retry_delays=(0.3, 1.0, 2.0)
        )
    )
    async with serve(joan.app) as joan_url, serve(slack.app) as slack_url:
        slack.url = slack_url
        port = free_port()
        slack.events_url = f"http://127.0.0.1:{port}/slack/events"
        environment = {
            "SLACK_BOT_TOKEN": "xoxb-sandbox",
            "SLACK_SIGNING_SECRET": "sandbox-secret",
            "SLACK_API_URL": f"{slack_url}/api/",
            "JOAN_URL": joan_url,
            "JOAN_CLIENT_ID": "demo",
            "JOAN_CLIENT_SECRET": "demo",
            "DATABASE_URL": url,
            "PORT": str(port),
            "ROOMBOT_TIMEZONE": "Europe/Ljubljana",
            "ROOMBOT_RELEASE_AFTER": "10",
            "HONCHO_PROCESS_NAME": "victim",
        }
        yield World(joan, slack, clock, clock_file, environment)


if __name__ == "__main__":
    sys.exit(main())
