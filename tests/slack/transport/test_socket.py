import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket, WebSocketDisconnect

from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.slack import Fault, SlackSandbox
from roombot.slack.bolt import dispatch
from roombot.slack.socket import SocketMode
from roombot.slack.work import Work

Serve = Callable[[ASGIApp], Awaitable[str]]

ADA, DM = "U0ADA", "D0ADA"
START = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Running:
    """Socket Mode while it runs."""

    def __init__(self, socket: SocketMode) -> None:
        self.socket = socket
        self.stop = asyncio.Event()
        self.task: asyncio.Task[None] = asyncio.create_task(socket.run(self.stop, 5))

    async def end(self) -> None:
        self.stop.set()
        await self.task


@pytest.fixture
def clock() -> SandboxClock:
    return SandboxClock(START)


@pytest.fixture
async def run(
    bolt: AsyncApp, clock: SandboxClock, work: Work
) -> AsyncIterator[Callable[[], Running]]:
    """Start Socket Mode; it is stopped when the test ends."""
    started: list[Running] = []

    def start() -> Running:
        started.append(
            Running(SocketMode(bolt.client, partial(dispatch, bolt), "xapp-sandbox", clock, work))
        )
        return started[-1]

    yield start
    for running in started:
        await running.end()


@pytest.fixture
async def running(slack: SlackSandbox, run: Callable[[], Running]) -> Running:
    """Connect to the sandbox."""
    slack.socket_mode = True
    running = run()
    await slack.sockets.connected()
    return running


async def test_events_come_in_and_say_when_they_are_repeated(
    slack: SlackSandbox, running: Running, bolt: AsyncApp
) -> None:
    heard: list[tuple[str, Any]] = []

    @bolt.event("message")
    async def hear(event: dict[str, Any], request: AsyncBoltRequest) -> None:
        heard.append((event["text"], request.headers.get("x-slack-retry-num")))

    [delivery] = await slack.say(ADA, DM, "book a room")
    await slack.redeliver(delivery.number)
    await running.end()
    assert heard == [("book a room", None), ("book a room", ["1"])]
    assert [attempt.problem for attempt in delivery.attempts] == [None, None]


@pytest.mark.usefixtures("running")
async def test_the_acknowledgement_carries_what_the_listener_says(
    slack: SlackSandbox, bolt: AsyncApp
) -> None:
    @bolt.command("/room")
    async def hear(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack(command["text"] if command["text"] == "plain" else {"text": command["text"]})

    for text in ("plain", "json"):
        delivery = await slack.command(ADA, DM, "/room", text)
        assert delivery is not None
        assert json.loads(delivery.last.body) == {"text": text}


async def test_a_refreshed_connection_is_opened_anew(
    slack: SlackSandbox, running: Running, bolt: AsyncApp
) -> None:
    heard: list[str] = []

    @bolt.event("message")
    async def hear(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    await slack.sockets.refresh()
    await slack.sockets.connected()
    [delivery] = await slack.say(ADA, DM, "book a room")
    await running.end()
    assert (delivery.acknowledged, heard) == (True, ["book a room"])


async def test_readiness_follows_the_connection(
    slack: SlackSandbox, running: Running, bolt: AsyncApp
) -> None:
    ready: list[bool] = []

    @bolt.event("message")
    async def hear() -> None:
        ready.append(await running.socket.is_connected())

    await slack.say(ADA, DM, "hello")
    await running.end()
    assert (ready, await running.socket.is_connected()) == ([True], False)


async def test_what_cannot_connect_waits_longer_each_time(
    slack: SlackSandbox, run: Callable[[], Running], clock: SandboxClock
) -> None:
    slack.socket_mode = True
    slack.faults["apps.connections.open"] = Fault(error="internal_error", times=6)
    running = run()
    assert not await running.socket.is_connected()
    await slack.sockets.connected()
    assert clock.now() - START == timedelta(seconds=1 + 2 + 4 + 8 + 16 + 30)


async def test_stopping_does_not_wait_for_a_connection(
    slack: SlackSandbox, run: Callable[[], Running]
) -> None:
    slack.faults["apps.connections.open"] = Fault(latency=3)
    running = run()
    await asyncio.sleep(0.05)
    async with asyncio.timeout(1):
        await running.end()


async def test_what_was_begun_is_finished_before_the_end(
    slack: SlackSandbox, running: Running, bolt: AsyncApp, work: Work
) -> None:
    release, done = asyncio.Event(), []

    @bolt.command("/room")
    async def hear(ack: AsyncAck) -> None:
        await ack()
        await release.wait()
        done.append("booked")

    await slack.command(ADA, DM, "/room", "book")
    running.stop.set()
    await asyncio.sleep(0.01)
    assert work.draining
    [refused] = await slack.say(ADA, DM, "one more")
    release.set()
    await running.task
    assert (done, refused.acknowledged) == (["booked"], False)


class Script:
    """A Slack that sends what a test wants, and remembers what comes back."""

    def __init__(self) -> None:
        self.sockets: list[WebSocket] = []
        self.opened: asyncio.Queue[WebSocket] = asyncio.Queue()
        self.received: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.closed: asyncio.Queue[WebSocket] = asyncio.Queue()
        self.app = Starlette(
            routes=[
                Route("/api/apps.connections.open", self._open, methods=["POST"]),
                Route("/api/auth.test", self._who, methods=["POST"]),
                WebSocketRoute("/link", self._link),
            ]
        )

    async def _open(self, request: Request) -> Response:
        return JSONResponse({"ok": True, "url": f"ws://{request.url.netloc}/link"})

    async def _who(self, _request: Request) -> Response:
        return JSONResponse({"ok": True, "user_id": "UB", "bot_id": "BB"})

    async def _link(self, socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_json({"type": "hello"})
        await self.opened.put(socket)
        try:
            while True:
                await self.received.put(await socket.receive_json())
        except WebSocketDisconnect:
            await self.closed.put(socket)


@pytest.fixture
async def script(serve: Serve, bolt: AsyncApp) -> Script:
    script = Script()
    bolt.client.base_url = f"{await serve(script.app)}/api/"
    return script


def command(envelope_id: str, name: str = "/room") -> dict[str, Any]:
    payload = {"command": name, "text": "", "team_id": "T1", "user_id": "U1", "channel_id": "D1"}
    return {"type": "slash_commands", "envelope_id": envelope_id, "payload": payload}


async def test_the_successor_is_there_before_the_predecessor_goes(
    script: Script, bolt: AsyncApp, run: Callable[[], Running]
) -> None:
    release = asyncio.Event()

    @bolt.command("/room")
    async def hear(ack: AsyncAck) -> None:
        await release.wait()
        await ack()

    run()
    first = await script.opened.get()
    await first.send_json(command("1"))
    await first.send_json({"type": "disconnect", "reason": "warning"})
    second = await script.opened.get()
    await first.send_json(command("2"))
    await asyncio.sleep(0.05)
    assert script.closed.empty()  # it still owes two acknowledgements

    release.set()
    received = [(await script.received.get())["envelope_id"] for _ in range(2)]
    assert sorted(received) == ["1", "2"]
    assert await script.closed.get() is first
    await second.send_json(command("3"))
    assert await script.received.get() == {"envelope_id": "3"}


async def test_what_makes_no_sense_is_passed_over(
    script: Script, bolt: AsyncApp, run: Callable[[], Running]
) -> None:
    @bolt.command("/room")
    async def hear(ack: AsyncAck) -> None:
        await ack()

    run()
    socket = await script.opened.get()
    await socket.send_text("no JSON")
    await socket.send_text("[]")
    await socket.send_bytes(b"\x00")
    await socket.send_json({"envelope_id": "1"})
    await socket.send_json({"envelope_id": "2", "payload": {"authorizations": 1}})
    await socket.send_json(command("3", "/unheard-of"))
    await socket.send_json(command("4"))
    assert await script.received.get() == {"envelope_id": "4"}


async def test_an_acknowledgement_that_does_not_get_through_is_logged(
    script: Script,
    bolt: AsyncApp,
    run: Callable[[], Running],
    caplog: pytest.LogCaptureFixture,
) -> None:
    release = asyncio.Event()

    @bolt.command("/room")
    async def hear(ack: AsyncAck) -> None:
        await release.wait()
        await ack()

    running = run()
    socket = await script.opened.get()
    await socket.send_json(command("1"))
    await asyncio.sleep(0.05)
    await socket.close()
    await script.opened.get()
    release.set()
    await running.end()
    assert "an acknowledgement did not get through" in caplog.text
