"""A whole turn, from a sentence to a booked and answered room: python tests/benchmarks/turns.py.

The bot is a process of its own; Joan and Slack are sandboxes on loopback. CPU time is that of the
bot's process and its threads, as Linux counts it.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from roombot.sandbox.joan import JoanSettings, create_joan
from roombot.sandbox.serving import serve
from roombot.sandbox.slack import SlackSandbox, SlackSettings, create_slack

PORT, TURNS, WARM_UP, BEN = 8399, 40, 5, "U0BEN"


def sentences() -> Iterator[str]:
    """Return requests for many free rooms and times."""
    for days in (2, 3, 4):
        for hour in range(8, 18):
            for half in ("00", "30"):
                yield f"a room for 4 with a whiteboard in {days} days at {hour}:{half} for 30 min"


async def start_bot(joan_url: str, slack_url: str, folder: str) -> asyncio.subprocess.Process:
    """Start ``roombot serve`` and wait until it is ready."""
    environment = {
        **os.environ,  # noqa: TID251 - the bot inherits the path
        "SLACK_BOT_TOKEN": "xoxb-sandbox",
        "SLACK_SIGNING_SECRET": "sandbox-secret",
        "SLACK_API_URL": f"{slack_url}/api/",
        "JOAN_URL": joan_url,
        "JOAN_CLIENT_ID": "demo",
        "JOAN_CLIENT_SECRET": "demo",
        "DATABASE_URL": f"sqlite:///{folder}/roombot.db",
        "ROOMBOT_TIMEZONE": "Europe/Ljubljana",
        "ROOMBOT_LOG_LEVEL": "WARNING",
        "PORT": str(PORT),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "roombot", "serve", env=environment
    )
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", PORT)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return process


def cpu_milliseconds(pid: int) -> float:
    """Return the CPU time of a process and all its threads so far."""
    threads = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e6


async def turn(slack: SlackSandbox, text: str) -> None:
    """Say a sentence and wait for the answer."""
    before = len(slack.requests)
    await slack.say(BEN, "D0BEN", text)
    while not any(  # noqa: ASYNC110 - the sandbox tells nobody
        one.method == "chat.postMessage" for one in slack.requests[before:]
    ):
        await asyncio.sleep(0.0005)


async def main() -> None:
    """Print the table."""

    def now() -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - a benchmark lives in real time

    joan = create_joan(JoanSettings(":memory:", now, office="empty"))
    slack = create_slack(SlackSettings(now, events_url=f"http://127.0.0.1:{PORT}/slack/events"))
    cpu, wall, requests = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        async with serve(joan.app) as joan_url, serve(slack.app) as slack_url:
            slack.url = slack_url
            bot = await start_bot(joan_url, slack_url, folder)
            for number, text in zip(range(TURNS + WARM_UP), sentences(), strict=False):
                used, asked, start = cpu_milliseconds(bot.pid), len(joan.requests), time.time()
                await turn(slack, text)
                if number >= WARM_UP:
                    wall.append((time.time() - start) * 1000)
                    await asyncio.sleep(0.02)  # what the bot does after it has answered counts too
                    cpu.append(cpu_milliseconds(bot.pid) - used)
                    requests.append(float(len(joan.requests) - asked))
            bot.terminate()
            await bot.wait()
    booked = sum(len(joan.events(room.email)) for room in joan.rooms)
    print(f"{TURNS} turns, {booked} bookings in Joan (with {WARM_UP} to warm up)")
    print(f"{'':24}{'median':>8}{'max':>8}")
    rows = {"CPU of the bot, ms": cpu, "wall, ms": wall, "requests to Joan": requests}
    for name, figures in rows.items():
        print(f"{name:24}{statistics.median(figures):8.1f}{max(figures):8.1f}")


if __name__ == "__main__":
    asyncio.run(main())
