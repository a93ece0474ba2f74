"""``roombot demo``: the bot and both its worlds in one process, and a page to try it on."""

import argparse
import asyncio
import webbrowser

from roombot.app import build_web, open_roombot
from roombot.commands import sandbox
from roombot.commands.problems import database_or_exit
from roombot.commands.sandbox import BOT_PORT, bot_environment, open_worlds
from roombot.sandbox.serving import serve
from roombot.settings import Settings, read_settings
from roombot.slack.redaction import configure_logging
from roombot.system_clock import SystemClock


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the sandbox's arguments, and whether to open the page."""
    sandbox.add_arguments(parser)
    parser.add_argument("--port", type=int, default=BOT_PORT, help="of the bot")
    parser.add_argument("--no-browser", action="store_true", help="do not open the page")


def run(arguments: argparse.Namespace) -> int:
    """Serve everything until interrupted."""
    try:
        asyncio.run(_serve(arguments))
    except KeyboardInterrupt:
        print()
    return 0


async def _serve(arguments: argparse.Namespace) -> None:
    arguments.events_url = f"http://127.0.0.1:{arguments.port}/slack/events"
    async with open_worlds(arguments) as worlds:
        environment = bot_environment(worlds, arguments.port)
        database = arguments.data.absolute() / "roombot.db"
        if arguments.reset:
            for file in database.parent.glob("roombot.db*"):
                file.unlink()
        environment |= {"DATABASE_URL": f"sqlite:///{database}", "ROOMBOT_LOG_LEVEL": "WARNING"}
        settings = read_settings(environment=environment)
        database_or_exit(settings)
        configure_logging(settings.roombot_log_level, settings.secrets)
        await _serve_bot(settings, worlds.slack_url, arguments)


async def _serve_bot(settings: Settings, page: str, arguments: argparse.Namespace) -> None:
    async with (
        open_roombot(settings, SystemClock()) as bot,
        serve(build_web(bot), port=arguments.port),
    ):
        print(f"roombot is ready: open {page} and write to it, for example")
        print("    a room for 6 tomorrow 2-3pm with a whiteboard")
        print("Everything lives on this machine. Ctrl-C stops it.")
        if not arguments.no_browser:
            await asyncio.to_thread(webbrowser.open, page)
        await asyncio.Event().wait()
