"""Run the bot until it is told to stop."""

import asyncio

import uvicorn
import uvloop

from roombot.app import Roombot, build_socket_mode, build_web, open_roombot
from roombot.settings import Settings
from roombot.slack.redaction import configure_logging
from roombot.system_clock import SystemClock


def run_until_stopped(settings: Settings, *, over_http: bool) -> int:
    """Serve until SIGTERM or SIGINT, then finish what was begun."""
    configure_logging(settings.roombot_log_level, settings.secrets)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(settings, over_http=over_http))
    return 0


async def _serve(settings: Settings, *, over_http: bool) -> None:
    async with open_roombot(settings, SystemClock()) as bot:
        if over_http:
            await server_for(build_web(bot), settings.port).serve()
        else:
            await _serve_socket_mode(bot)


async def _serve_socket_mode(bot: Roombot) -> None:
    """Keep the connection for as long as the server that tells its health runs."""
    socket, app = build_socket_mode(bot)
    stop = asyncio.Event()
    connection = asyncio.create_task(socket.run(stop))
    await server_for(app, bot.settings.port).serve()
    stop.set()
    await connection


def server_for(app: object, port: int) -> uvicorn.Server:
    """Return a server on all of the machine's addresses, which is where platforms look."""
    config = uvicorn.Config(
        app,  # type: ignore[arg-type]  # uvicorn types applications by protocol
        host="0.0.0.0",  # noqa: S104 - platforms route to the container's address
        port=port,
        http="httptools",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
    )
    return uvicorn.Server(config)
