"""What stock Bolt gets wrong and we do not; a failing first half tells that Bolt mended it."""

import asyncio
import logging
import re
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest
from starlette.applications import Starlette
from starlette.types import ASGIApp

from roombot.sandbox.slack import SlackSandbox
from roombot.slack.bolt import dispatch
from roombot.slack.catch_alls import register_catch_alls
from roombot.slack.signatures import sign
from roombot.slack.socket import SocketMode
from roombot.slack.work import Work
from roombot.system_clock import SystemClock

Serving = Callable[[ASGIApp], AbstractAsyncContextManager[str]]

ADA = "U0ADA"
DM = "D0ADA"
COMMAND = {
    "command": "/room",
    "text": "help",
    "team_id": "T0SANDBOX",
    "user_id": ADA,
    "channel_id": DM,
    "trigger_id": "1.2.3",
}


def listen(app: AsyncApp) -> list[str]:
    """Let an app hear commands; return what it hears."""
    heard: list[str] = []

    @app.command("/room")
    async def hear(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack()
        heard.append(command["text"])

    return heard


async def test_a_command_about_a_payload_is_a_command(
    slack: SlackSandbox, stock: AsyncApp, stock_url: str, bolt: AsyncApp, url: str
) -> None:
    lost, heard = listen(stock), listen(bolt)

    slack.events_url = stock_url
    delivery = await slack.command(ADA, DM, "/room", "book payload review")
    assert delivery is not None
    assert (delivery.last.status, lost) == (404, [])

    slack.events_url = url
    delivery = await slack.command(ADA, DM, "/room", "book payload review")
    assert delivery is not None
    assert (delivery.last.status, heard) == (200, ["book payload review"])


async def test_an_acknowledgement_does_not_wait_for_a_poll(
    stock: AsyncApp, bolt: AsyncApp, work: Work
) -> None:
    listen(stock)
    listen(bolt)
    await dispatch(bolt, COMMAND)  # the first delivery also asks who the bot is

    await stock.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=COMMAND))
    started = time.perf_counter()
    await stock.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=COMMAND))
    assert time.perf_counter() - started >= 0.0099

    answering = asyncio.create_task(dispatch(bolt, COMMAND))
    turns = 0
    while not answering.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns < 50  # of the event loop, which waits for no clock
    assert (await answering).status == 200
    assert await work.drain(1) == 0


class Slow:
    """A listener that goes on after its acknowledgement until it may end."""

    def __init__(self, app: AsyncApp) -> None:
        self.release = asyncio.Event()
        self.done = False

        @app.command("/room")
        async def take_time(ack: AsyncAck) -> None:
            await ack()
            await self.release.wait()
            self.done = True


async def test_stock_bolt_forgets_what_it_acknowledged(
    slack: SlackSandbox, stock: AsyncApp, stock_server: Starlette, serving: Serving
) -> None:
    slow = Slow(stock)
    async with serving(stock_server) as address:
        slack.events_url = f"{address}/slack/events"
        await slack.command(ADA, DM, "/room", "book")
    assert not slow.done  # the process would end here, and Slack does not repeat it
    slow.release.set()


async def test_what_was_acknowledged_is_done_before_the_server_ends(
    slack: SlackSandbox, bolt: AsyncApp, server: Starlette, serving: Serving
) -> None:
    slow = Slow(bolt)
    async with serving(server) as address:
        slack.events_url = f"{address}/slack/events"
        await slack.command(ADA, DM, "/room", "book")
        asyncio.get_running_loop().call_later(0.05, slow.release.set)
    assert slow.done


def signed_by_nobody(body: bytes, timestamp: str = "", signature: str = "v0=00") -> dict[str, Any]:
    headers = {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": timestamp or str(int(time.time())),
        "X-Slack-Signature": signature,
    }
    return {"data": body, "headers": headers}


@pytest.mark.parametrize(
    "forgery",
    [
        {"body": b"{}", "timestamp": "soon"},
        {"body": b"{}", "signature": "v0=ä"},
        {"body": b"{"},
        {"body": b"\xff"},
    ],
    ids=["timestamp", "signature", "json", "utf-8"],
)
async def test_a_stranger_learns_nothing(
    stock_url: str, url: str, session: aiohttp.ClientSession, forgery: dict[str, Any]
) -> None:
    request = signed_by_nobody(**forgery)  # now: what was made at collection may be stale
    async with session.post(stock_url, **request) as answer:
        assert answer.status == 500
    async with session.post(url, **request) as answer:
        assert (answer.status, await answer.text()) == (401, "")


@pytest.fixture
def debugging(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Log everything; Bolt's loggers take over the level when they are made."""
    caplog.set_level(logging.DEBUG)
    return caplog


async def test_a_forged_body_is_not_logged(
    debugging: pytest.LogCaptureFixture, stock_url: str, url: str, session: aiohttp.ClientSession
) -> None:
    forgery = signed_by_nobody(b'{"secret": "planted"}')
    await session.post(stock_url, **forgery)
    assert "planted" in debugging.text

    debugging.clear()
    await session.post(url, **forgery)
    assert "planted" not in debugging.text


async def test_an_unknown_command_over_socket_mode_is_acknowledged(
    slack: SlackSandbox, stock: AsyncApp, bolt: AsyncApp, work: Work
) -> None:
    slack.socket_mode = True
    handler = AsyncSocketModeHandler(stock, "xapp-sandbox")
    await handler.client.connect()  # type: ignore[no-untyped-call]  # slack_sdk leaves it so
    await slack.sockets.connected()
    delivery = await slack.command(ADA, DM, "/room", "help")
    await handler.client.close()  # type: ignore[no-untyped-call]  # slack_sdk leaves it so
    assert delivery is not None
    assert delivery.last.problem == "http_timeout"

    helped: list[str] = []

    async def help_out(body: dict[str, Any]) -> None:
        helped.append(body["command"])

    register_catch_alls(bolt, help_out)
    stop = asyncio.Event()
    running = asyncio.create_task(
        SocketMode(bolt.client, partial(dispatch, bolt), "xapp-sandbox", SystemClock(), work).run(
            stop
        )
    )
    await slack.sockets.connected()
    delivery = await slack.command(ADA, DM, "/room", "help")
    stop.set()
    await running
    assert delivery is not None
    assert (delivery.acknowledged, helped) == (True, ["/room"])


@pytest.mark.usefixtures("url")
async def test_a_repetition_is_served_when_the_first_delivery_was_refused(
    slack: SlackSandbox, bolt: AsyncApp, work: Work
) -> None:
    heard: list[tuple[str, str]] = []

    @bolt.event("message")
    async def hear(body: dict[str, Any], request: AsyncBoltRequest) -> None:
        heard.append((body["event_id"], request.headers["x-slack-retry-num"][0]))

    work.draining = True
    [delivery] = await slack.say(ADA, DM, "book a room")
    assert (delivery.last.status, heard) == (503, [])

    work.draining = False
    await slack.redeliver(delivery.number)
    assert await work.drain(1) == 0
    assert heard == [(delivery.payload["event_id"], "1")]


async def test_stock_bolt_tells_repetitions_apart_by_nothing(
    slack: SlackSandbox, stock: AsyncApp, stock_url: str
) -> None:
    heard: list[str] = []

    @stock.event(re.compile(""))
    async def hear(body: dict[str, Any]) -> None:
        heard.append(body["event_id"])

    slack.events_url = stock_url
    [delivery] = await slack.say(ADA, DM, "book a room")
    await slack.redeliver(delivery.number)
    await asyncio.sleep(0)
    assert heard == [delivery.payload["event_id"]] * 2


def test_our_signatures_are_slacks() -> None:
    # the example of Slack's documentation
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
        b"&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        b"&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2F"
        b"commands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=3987"
        b"38663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    signature = sign("8f742231b10e8888abcd99yyyzzz85a5", b"1531420618", body)
    assert signature == b"v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
