"""Socket Mode, with Slack's own client."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from roombot.sandbox.slack.trial import Start, Trial


class SocketBot:
    """Acknowledge everything that comes over a socket, with a body for commands."""

    def __init__(self, url: str) -> None:
        web = AsyncWebClient("xoxb-sandbox", base_url=f"{url}/api/")
        self.client = SocketModeClient("xapp-sandbox", web_client=web, ping_interval=60)
        self.client.socket_mode_request_listeners.append(self._receive)
        self.heard: list[SocketModeRequest] = []

    async def _receive(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        self.heard.append(request)
        body = {"text": "at once"} if request.accepts_response_payload else None
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, body))


@pytest.fixture
async def world(start: Start) -> Trial:
    return await start(socket_mode=True, ack_seconds=1)


@pytest.fixture
async def bot(world: Trial) -> AsyncIterator[SocketBot]:
    bot = SocketBot(world.slack.url)
    await bot.client.connect()  # type: ignore[no-untyped-call] # slack_sdk leaves it untyped
    await world.slack.sockets.connected()
    yield bot
    await bot.client.close()  # type: ignore[no-untyped-call] # slack_sdk leaves it untyped


async def test_events_commands_and_clicks_arrive_over_the_socket(
    world: Trial, bot: SocketBot
) -> None:
    [event] = await world.slack.say("U0ADA", "D0ADA", "hello")
    await world.slack.command("U0ADA", "D0ADA", "/room", "help")
    button = {"type": "button", "text": {"type": "plain_text", "text": "Go"}, "action_id": "go"}
    ts = await world.show([{"type": "actions", "elements": [button]}])
    click = await world.slack.click("U0ADA", "D0ADA", ts, "go")
    assert [heard.type for heard in bot.heard] == ["events_api", "slash_commands", "interactive"]
    assert event.acknowledged
    assert click.acknowledged
    assert bot.heard[0].payload["event"]["text"] == "hello"
    assert world.slack.messages("D0ADA", "U0ADA")[1]["text"] == "at once"


async def test_repetitions_say_so(world: Trial, bot: SocketBot) -> None:
    [delivery] = await world.slack.say("U0ADA", "D0ADA", "hello")
    await world.slack.redeliver(delivery.number)
    assert [heard.retry_attempt for heard in bot.heard] == [0, 1]


async def test_without_a_connection_nothing_arrives(world: Trial) -> None:
    [delivery] = await world.slack.say("U0ADA", "D0ADA", "hello")
    assert delivery.last.problem == "connection_failed"
    await world.slack.command("U0ADA", "D0ADA", "/room", "help")
    assert "dispatch_failed" in world.slack.messages("D0ADA", "U0ADA")[1]["text"]


async def test_the_bot_comes_back_after_a_refresh(world: Trial, bot: SocketBot) -> None:
    await world.ask("/refresh")
    await world.slack.sockets.connected()
    [delivery] = await world.slack.say("U0ADA", "D0ADA", "hello")
    assert delivery.acknowledged
    assert len(bot.heard) == 1


async def _raw(world: Trial) -> str:
    return str((await world.api("apps.connections.open", token="xapp-sandbox"))["url"])


async def test_a_connection_is_invited_and_opened_once(world: Trial) -> None:
    url = await _raw(world)
    async with world.http.ws_connect(url) as socket:
        hello = await socket.receive_json()
        assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    with pytest.raises(Exception, match="403"):
        await world.http.ws_connect(url)


async def test_a_silent_bot_is_too_late(start: Start) -> None:
    world = await start(socket_mode=True, ack_seconds=0.05)
    async with world.http.ws_connect(await _raw(world)) as socket:
        await socket.receive_json()
        [delivery] = await world.slack.say("U0ADA", "D0ADA", "hello")
        assert delivery.last.problem == "http_timeout"


async def test_noise_is_passed_over_and_an_ack_taken_once(world: Trial) -> None:
    async with world.http.ws_connect(await _raw(world)) as socket:
        await socket.receive_json()
        saying = asyncio.create_task(world.slack.say("U0ADA", "D0ADA", "hello"))
        envelope = await socket.receive_json()
        for text in ("ping", '{"envelope_id": "other"}', *[json.dumps(envelope)] * 2):
            await socket.send_str(text)
        [delivery] = await saying
        assert delivery.acknowledged


async def test_a_connection_that_drops_in_between_is_a_problem(world: Trial) -> None:
    socket = await world.http.ws_connect(await _raw(world))
    await socket.receive_json()
    saying = asyncio.create_task(world.slack.say("U0ADA", "D0ADA", "hello"))
    await socket.receive_json()
    await socket.close()
    [delivery] = await saying
    assert delivery.last.problem == "connection_failed"


async def test_deliveries_take_turns_among_connections(world: Trial) -> None:
    first = await world.http.ws_connect(await _raw(world))
    second = await world.http.ws_connect(await _raw(world))
    for socket in (first, second):
        await socket.receive_json()
    saying = asyncio.gather(*(world.slack.say("U0ADA", "D0ADA", text) for text in ("a", "b")))
    for socket in (first, second):
        envelope = await socket.receive_json()
        await socket.send_json({"envelope_id": envelope["envelope_id"]})
    assert all(delivery.acknowledged for [delivery] in await saying)
    await first.close()
    await second.close()
