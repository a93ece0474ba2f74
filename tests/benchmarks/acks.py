"""Acknowledgements a second: our endpoint against bare Bolt, same server, same listeners.

Run as ``python tests/benchmarks/acks.py``. Each server runs in a process of its own; the load
comes from this one, over loopback, with 50 deliveries in flight.
"""

import argparse
import asyncio
import json
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from statistics import median
from typing import cast
from urllib.parse import urlencode

import aiohttp
import uvicorn
import uvloop
from aiohttp import web
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from roombot.slack.bolt import BoltOptions, build_bolt, dispatch
from roombot.slack.endpoint import Endpoint
from roombot.slack.server import build_server
from roombot.slack.signatures import sign
from roombot.slack.web import open_session
from roombot.slack.work import Work
from roombot.system_clock import SystemClock

SECRET = "benchmark"
TOKEN = "xoxb-benchmark"
IN_FLIGHT = 50
AIMS = {"event": 0.8, "command": 1.2, "action": 1.2}

WHO = {"team_id": "T1", "api_app_id": "A1"}
EVENT = {
    **WHO,
    "type": "event_callback",
    "event_id": "Ev1",
    "event": {"type": "app_mention", "user": "U1", "channel": "C1", "text": "hi", "ts": "1.0"},
    "authorizations": [{"team_id": "T1", "user_id": "U2", "is_bot": True}],
}
COMMAND = {
    **WHO,
    "command": "/room",
    "text": "find a room for 6 tomorrow",
    "user_id": "U1",
    "channel_id": "C1",
    "response_url": "https://hooks.slack.com/commands/1/2/3",
    "trigger_id": "1.2.3",
}
ACTION = {
    "type": "block_actions",
    "team": {"id": "T1"},
    "user": {"id": "U1", "team_id": "T1"},
    "channel": {"id": "C1"},
    "container": {"type": "message", "message_ts": "1.0", "channel_id": "C1"},
    "message": {"ts": "1.0", "text": "Which room?"},
    "response_url": "https://hooks.slack.com/actions/1/2/3",
    "trigger_id": "1.2.3",
    "actions": [{"type": "button", "action_id": "go", "block_id": "b", "value": "1"}],
}
FORM = "application/x-www-form-urlencoded"
DELIVERIES = {
    "event": ("application/json", json.dumps(EVENT)),
    "command": (FORM, urlencode(COMMAND)),
    "action": (FORM, urlencode({"payload": json.dumps(ACTION)})),
}


@dataclass
class Result:
    """One run: its rate and each delivery's seconds."""

    rate: float
    seconds: list[float] = field(repr=False)

    def at(self, share: float) -> float:
        """Return the milliseconds within which a share of the deliveries was acknowledged."""
        return sorted(self.seconds)[int(len(self.seconds) * share)] * 1000


def register(app: AsyncApp) -> None:
    """Listen with next to nothing to do."""

    async def acknowledge(ack: AsyncAck) -> None:
        await ack()

    app.event("app_mention")(acknowledge)
    app.command("/room")(acknowledge)
    app.action("go")(acknowledge)


def bare(slack_url: str) -> Starlette:
    """Return Bolt with the adapter it brings for Starlette."""
    app = AsyncApp(signing_secret=SECRET, client=AsyncWebClient(TOKEN, slack_url))
    register(app)
    handler = AsyncSlackRequestHandler(app)

    async def answer(request: Request) -> Response:
        return await handler.handle(request)

    return Starlette(routes=[Route("/slack/events", answer, methods=["POST"])])


def ours(slack_url: str, session: aiohttp.ClientSession) -> Starlette:
    """Return what `roombot serve` serves, with the listeners of the benchmark."""

    async def fail(error: Exception, _body: object, _context: AsyncBoltContext) -> None:
        raise error

    work, clock = Work(), SystemClock()
    app = build_bolt(BoltOptions(TOKEN, slack_url, session, clock, work, fail))
    register(app)
    endpoint = Endpoint(partial(dispatch, app), SECRET, clock, work)
    return build_server(endpoint, work=work, checks={}, lifetime=nullcontext)


async def serve(kind: str, port: int, slack_url: str) -> None:
    """Run one of the two servers."""
    async with open_session() as session:
        app = bare(slack_url) if kind == "bare" else ours(slack_url, session)
        config = uvicorn.Config(app, port=port, http="httptools", log_config=None, access_log=False)
        await uvicorn.Server(config).serve()


class Sender(asyncio.Protocol):
    """Sends a delivery again as soon as it is acknowledged."""

    def __init__(self, request: bytes, left: Iterator[int], seconds: list[float]) -> None:
        self._request = request
        self._left = left
        self._seconds = seconds
        self._buffer = b""
        self._started = 0.0
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._next()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, found, body = self._buffer.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return
        if not head.startswith(b"HTTP/1.1 200"):
            self.done.set_exception(RuntimeError(head.decode()))
        self._buffer = b""
        self._seconds.append(time.perf_counter() - self._started)
        self._next()

    def _next(self) -> None:
        if next(self._left, None) is None:
            self._transport.close()
            if not self.done.done():
                self.done.set_result(None)
            return
        self._started = time.perf_counter()
        self._transport.write(self._request)


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name == b"content-length":
            return int(value)
    return 0


async def load(port: int, kind: str, count: int) -> Result:
    """Deliver ``count`` times with 50 in flight."""
    content_type, text = DELIVERIES[kind]
    body, timestamp = text.encode(), str(int(time.time())).encode()
    head = (
        f"POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(body)}\r\nX-Slack-Request-Timestamp: {timestamp.decode()}\r\n"
        f"X-Slack-Signature: {sign(SECRET, timestamp, body).decode()}\r\n\r\n"
    )
    left, seconds = iter(range(count)), list[float]()
    loop = asyncio.get_running_loop()
    started = time.perf_counter()
    senders = [
        await loop.create_connection(
            lambda: Sender(head.encode() + body, left, seconds), "127.0.0.1", port
        )
        for _ in range(IN_FLIGHT)
    ]
    async with asyncio.timeout(60):
        await asyncio.gather(*(sender.done for _, sender in senders))
    return Result(count / (time.perf_counter() - started), seconds)


@asynccontextmanager
async def slack() -> AsyncIterator[str]:
    """Serve the one method that both ask for."""

    async def who(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "user_id": "U2", "bot_id": "B2", "team_id": "T1"})

    app = web.Application()
    app.router.add_post("/api/auth.test", who)
    runner = web.AppRunner(app)
    await runner.setup()
    port = _free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield f"http://127.0.0.1:{port}/api/"
    await runner.cleanup()


@contextmanager
def server(kind: str, slack_url: str) -> Iterator[int]:
    """Run a server in a process of its own."""
    port = _free_port()
    command = [sys.executable, __file__, "--serve", kind, str(port), slack_url]
    process = subprocess.Popen(command)
    try:
        yield port
    finally:
        process.terminate()
        process.wait()


async def _reachable(port: int) -> None:
    async with asyncio.timeout(20):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.1)
            else:
                writer.close()
                return


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


async def compare(rounds: int, count: int) -> None:
    """Print both servers side by side; the rounds take turns, so that both meet the same noise."""
    print(f"{'':8} {'':5} {'acks/s':>8} {'p50 ms':>8} {'p99 ms':>8}   ours : bare")
    async with slack() as url:
        with server("bare", url) as bare_port, server("ours", url) as our_port:
            ports = {"bare": bare_port, "ours": our_port}
            for port in ports.values():
                await _reachable(port)
            for kind, aim in AIMS.items():
                results: dict[str, list[Result]] = {name: [] for name in ports}
                for number in range(rounds + 1):
                    for name, port in ports.items():
                        result = await load(port, kind, count if number else count // 5)
                        results[name] += [result] if number else []  # the first one warms up
                _print(kind, aim, results)


def _print(kind: str, aim: float, results: dict[str, list[Result]]) -> None:
    rates = {name: median(run.rate for run in runs) for name, runs in results.items()}
    for name, runs in results.items():
        p50, p99 = (median(run.at(share) for run in runs) for share in (0.5, 0.99))
        line = f"{kind:8} {name:5} {rates[name]:8,.0f} {p50:8.1f} {p99:8.1f}"
        if name == "ours":
            line += f"   {rates['ours'] / rates['bare']:.2f} (aim: {aim})"
        print(line)


def main() -> None:
    """Compare, or be one of the two servers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--serve", nargs=3, metavar=("KIND", "PORT", "SLACK_URL"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--count", type=int, default=5_000)
    given = parser.parse_args()
    if given.serve:
        kind, port, slack_url = given.serve
        uvloop.run(serve(kind, int(port), slack_url))
    else:
        uvloop.run(compare(given.rounds, given.count))


if __name__ == "__main__":
    main()
