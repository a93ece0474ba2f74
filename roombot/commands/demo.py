"""``roombot demo``: the bot and both its worlds in one process, and a page to try it on."""

import argparse
import webbrowser
from threading import Thread

from roombot.app import build_socket, build_web, open_roombot, run_jobs
from roombot.commands.problems import database_or_exit
from roombot.commands.sandbox import (
    BOT_PORT,
    Worlds,
    add_world_arguments,
    bot_environment,
    open_worlds,
    run_worlds,
)
from roombot.commands.stopping import stop_signal
from roombot.sandbox.serving import serve
from roombot.settings import Settings, read_settings
from roombot.slack.redaction import configure_logging


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the sandbox's arguments, and whether to open the page."""
    add_world_arguments(parser)
    parser.add_argument("--port", type=int, default=BOT_PORT, help="of the bot")
    parser.add_argument("--no-browser", action="store_true", help="do not open the page")
    parser.set_defaults(events_url=None)


def run(arguments: argparse.Namespace) -> int:
    """Serve everything until interrupted."""
    return run_worlds(_serve(arguments))


async def _serve(arguments: argparse.Namespace) -> None:
    stop = stop_signal()
    async with open_worlds(arguments, time_passes=True) as worlds:
        settings = _settings(worlds, arguments)
        database_or_exit(settings)
        configure_logging(settings.roombot_log_level, settings.secrets)
        async with open_roombot(settings, worlds.clock) as bot, run_jobs(bot):
            app = build_socket(bot) if arguments.socket_mode else build_web(bot)
            async with serve(app, port=arguments.port) as bot_url:
                worlds.slack.events_url = f"{bot_url}/slack/events"
                if arguments.socket_mode:
                    await worlds.slack.sockets.connected()
                _welcome(worlds.slack_url, arguments)
                await stop.wait()


def _settings(worlds: Worlds, arguments: argparse.Namespace) -> Settings:
    database = arguments.data.absolute() / "roombot.db"
    if arguments.reset:
        for file in database.parent.glob("roombot.db*"):
            file.unlink()
    environment = bot_environment(worlds, arguments.port)
    environment |= {"DATABASE_URL": f"sqlite:///{database}", "ROOMBOT_LOG_LEVEL": "WARNING"}
    return read_settings(environment=environment)


def _welcome(page: str, arguments: argparse.Namespace) -> None:
    print(f"roombot is ready: open {page} and write to it, for example")
    print("    a room for 6 tomorrow 2-3pm with a whiteboard")
    print("Everything lives on this machine. Ctrl-C stops it.", flush=True)
    if not arguments.no_browser:
        Thread(target=webbrowser.open, args=(page,), daemon=True).start()  # some wait for its end
