"""``roombot sandbox``: a Joan and a Slack of one's own, for trying and for testing."""

import argparse
import asyncio
import errno
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from roombot.commands.problems import complain
from roombot.commands.stopping import stop_signal
from roombot.sandbox.clock import RunningClock
from roombot.sandbox.joan import JoanSandbox, JoanSettings, create_joan
from roombot.sandbox.serving import serve
from roombot.sandbox.slack import SlackSandbox, SlackSettings, create_slack
from roombot.system_clock import SystemClock

HOST = "127.0.0.1"
SLACK_PORT, JOAN_PORT, BOT_PORT = 8300, 8301, 8302


@dataclass(frozen=True)
class Worlds:
    """The outside worlds, running."""

    slack: SlackSandbox
    slack_url: str
    joan: JoanSandbox
    joan_url: str
    clock: RunningClock


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what the worlds are, and where their bot listens."""
    add_world_arguments(parser)
    parser.add_argument(
        "--events-url",
        default=f"http://{HOST}:{BOT_PORT}/slack/events",
        help="where the bot listens",
    )


def add_world_arguments(parser: argparse.ArgumentParser) -> None:
    """Take where the worlds keep their state and listen."""
    parser.add_argument("--data", type=Path, default=Path(".roombot"), help="folder of its state")
    parser.add_argument("--reset", action="store_true", help="start anew")
    parser.add_argument("--slack-port", type=int, default=SLACK_PORT, help="of the page")
    parser.add_argument("--joan-port", type=int, default=JOAN_PORT)
    parser.add_argument("--socket-mode", action="store_true", help="deliver over Socket Mode")


def run(arguments: argparse.Namespace) -> int:
    """Serve both worlds until interrupted."""
    return run_worlds(_serve(arguments))


def run_worlds(serving: Coroutine[None, None, None]) -> int:
    """Run until interrupted; return 1 when a port is taken."""
    try:
        asyncio.run(serving)
    except KeyboardInterrupt:  # the second one, which waits for nothing
        return 130
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        complain("A port is taken: is another one running? See --help for ports of your own.")
        return 1
    return 0


@asynccontextmanager
async def open_worlds(
    arguments: argparse.Namespace, *, time_passes: bool = False
) -> AsyncIterator[Worlds]:
    """Serve a Joan and a Slack on loopback; their clock can be moved if the bot shares it."""
    clock = RunningClock(SystemClock().now)
    joan, slack = _create(arguments, clock, time_passes=time_passes)
    async with (
        serve(joan.app, port=arguments.joan_port) as joan_url,
        serve(slack.app, port=arguments.slack_port) as slack_url,
    ):
        slack.url, slack.office_url = slack_url, joan_url
        yield Worlds(slack, slack_url, joan, joan_url, clock)


def _create(
    arguments: argparse.Namespace, clock: RunningClock, *, time_passes: bool
) -> tuple[JoanSandbox, SlackSandbox]:
    data: Path = arguments.data
    data.mkdir(parents=True, exist_ok=True)
    slack = create_slack(
        SlackSettings(
            now=clock.now,
            signed_at=lambda: clock.now().timestamp(),
            database=data / "slack.db",
            events_url=arguments.events_url,
            socket_mode=arguments.socket_mode,
            unfurl_domains=(HOST,),
            reset=arguments.reset,
        )
    )

    def pass_time(by: timedelta) -> None:
        clock.advance(by)
        slack.tell_time()

    joan = create_joan(
        JoanSettings(
            database=str(data / "joan.db"),
            now=clock.now,
            reset=arguments.reset,
            pass_time=pass_time if time_passes else None,
        )
    )
    return joan, slack


async def _serve(arguments: argparse.Namespace) -> None:
    stop = stop_signal()
    async with open_worlds(arguments) as worlds:
        print(f"Slack: {worlds.slack_url}  (open it in a browser)")
        print(f"Joan:  {worlds.joan_url}  (client id and secret: demo, demo)")
        print("\nSettings for a bot that lives here:")
        port = urlsplit(arguments.events_url).port or BOT_PORT
        for name, value in bot_environment(worlds, port).items():
            print(f"  {name}={value}")
        print("\nCtrl-C stops it.", flush=True)
        await stop.wait()


def bot_environment(worlds: Worlds, port: int) -> dict[str, str]:
    """Return the settings with which a bot finds the worlds."""
    return {
        "ROOMBOT_URL": f"http://{HOST}:{port}",
        "SLACK_BOT_TOKEN": "xoxb-sandbox",
        "SLACK_SIGNING_SECRET": "sandbox-secret",
        "SLACK_APP_TOKEN": "xapp-sandbox",
        "SLACK_API_URL": f"{worlds.slack_url}/api/",
        "JOAN_URL": worlds.joan_url,
        "JOAN_CLIENT_ID": "demo",
        "JOAN_CLIENT_SECRET": "demo",
        "PORT": str(port),
        "ROOMBOT_TIMEZONE": "Europe/Ljubljana",
        "ROOMBOT_ADMINS": "ada.novak@example.com",
    }
