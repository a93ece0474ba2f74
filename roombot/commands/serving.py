"""Run the bot until it is told to stop."""

import asyncio
import gc
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
import uvloop
from starlette.applications import Starlette

from roombot.app import build_socket, build_web, open_roombot
from roombot.settings import Settings
from roombot.slack.redaction import configure_logging
from roombot.system_clock import SystemClock

EVERYWHERE = "0.0.0.0"  # noqa: S104 - platforms route to the container's address
LOOPBACK = "127.0.0.1"


def run_until_stopped(settings: Settings, *, over_http: bool) -> int:
    """Serve until SIGTERM or SIGINT, then finish what was begun."""
    configure_logging(
        settings.roombot_log_level, settings.secrets, form=settings.roombot_log_format
    )
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(settings, over_http=over_http))
    return 0


async def _serve(settings: Settings, *, over_http: bool) -> None:
    async with open_roombot(settings, SystemClock()) as bot:
        app = build_web(bot) if over_http else build_socket(bot)
        await server_for(app, settings.port).serve()


class GracefulServer(uvicorn.Server):
    """A server that ends on SIGTERM and SIGINT, and lets the process tidy up after it."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start; what lives from then on need never be looked through again for garbage."""
        await super().startup(sockets)
        gc.freeze()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take the signals; unlike uvicorn, do not raise them again at the end."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield


class Beside(uvicorn.Server):
    """A server beside a program that minds the signals itself."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take none."""
        yield


def server_for(app: Starlette, port: int) -> GracefulServer:
    """Return a server on all of the machine's addresses, which is where platforms look."""
    return GracefulServer(config_for(app, port, EVERYWHERE))


def config_for(app: Starlette, port: int, host: str) -> uvicorn.Config:
    """Return how an application is served."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http="httptools",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
    )
