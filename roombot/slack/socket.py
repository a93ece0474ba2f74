"""Socket Mode: the same deliveries over a WebSocket that the bot opens itself.

Slack renews connections every few hours. The successor is opened before the predecessor is
closed, so that there is no moment without one.
"""

import asyncio
import json
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

import aiohttp
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from roombot.booking.ports import Clock
from roombot.slack.bolt import Deliver, UnreadableDelivery
from roombot.slack.work import Work

HEARTBEAT_SECONDS = 10.0
FIRST_WAIT = 1.0
LONGEST_WAIT = 30.0
DRAIN_SECONDS = 25.0

Result = TypeVar("Result")

_log = logging.getLogger(__name__)


class _Connection:
    """A WebSocket, what it still has to acknowledge, and the notice that it ends."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.owed: set[asyncio.Task[None]] = set()
        self.ending = asyncio.Event()
        self.greeted = False

    async def close(self) -> None:
        """Close when everything that came in is acknowledged."""
        if self.owed:
            await asyncio.wait(self.owed)
        await self.socket.close()


class SocketMode:
    """Keeps a connection to Slack and hands on what comes in."""

    def __init__(
        self, client: AsyncWebClient, deliver: Deliver, app_token: str, clock: Clock, work: Work
    ) -> None:
        self._client = client
        self._deliver_on = deliver
        self._app_token = app_token
        self._clock = clock
        self._work = work
        self._current: _Connection | None = None
        self._readers: set[asyncio.Task[None]] = set()

    async def is_connected(self) -> bool:
        """Tell whether deliveries can come in."""
        return self._current is not None and not self._current.socket.closed

    async def run(self, stop: asyncio.Event, drain_seconds: float = DRAIN_SECONDS) -> None:
        """Serve until ``stop`` is set, then finish what was begun."""
        stopped = asyncio.create_task(stop.wait())
        async with aiohttp.ClientSession() as session:
            try:
                await self._serve(session, stopped)
            finally:
                stopped.cancel()
                await self._work.drain(drain_seconds)
                if self._current is not None:
                    await self._current.close()
                await asyncio.gather(*self._readers)

    async def _serve(self, session: aiohttp.ClientSession, stopped: "asyncio.Task[bool]") -> None:
        wait = FIRST_WAIT
        while not stopped.done():
            connection = await _unless(stopped, self._connect(session))
            if connection is not None:
                self._succeed(connection)
                await _unless(stopped, connection.ending.wait())
            if connection is not None and connection.greeted:
                wait = FIRST_WAIT
            else:
                await _unless(stopped, self._clock.sleep(wait))
                wait = min(wait * 2, LONGEST_WAIT)

    async def _connect(self, session: aiohttp.ClientSession) -> _Connection | None:
        try:
            opened = await self._client.apps_connections_open(app_token=self._app_token)
            url = str(opened["url"])
            return _Connection(await session.ws_connect(url, heartbeat=HEARTBEAT_SECONDS))
        except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
            _log.error("Socket Mode does not connect: %s", error)
            return None

    def _succeed(self, connection: _Connection) -> None:
        """Read from a new connection, and close the old one."""
        if self._current is not None:
            self._work.start(self._current.close(), "closing a Socket Mode connection")
        self._current = connection
        reader = asyncio.create_task(self._read(connection))
        self._readers.add(reader)
        reader.add_done_callback(self._readers.discard)
        _log.info("Socket Mode is connected")

    async def _read(self, connection: _Connection) -> None:
        try:
            async for frame in connection.socket:
                if frame.type is aiohttp.WSMsgType.TEXT:
                    self._take(connection, frame.data)
        finally:
            connection.ending.set()

    def _take(self, connection: _Connection, text: str) -> None:
        match _read_envelope(text):
            case {"type": "hello"}:
                connection.greeted = True
            case {"type": "disconnect"}:
                connection.ending.set()
            case {"envelope_id": _, "payload": dict()} as envelope if not self._work.draining:
                delivering = self._deliver(connection.socket, envelope)
                task = self._work.start(delivering, "Socket Mode delivery")
                connection.owed.add(task)
                task.add_done_callback(connection.owed.discard)

    async def _deliver(
        self, socket: aiohttp.ClientWebSocketResponse, envelope: dict[str, Any]
    ) -> None:
        """Acknowledge what Bolt acknowledges; the rest Slack repeats or reports itself."""
        try:
            answer = await self._deliver_on(envelope["payload"], _retry(envelope))
            if answer.status == 200:  # noqa: PLR2004 - HTTP's word for success
                await socket.send_json({"envelope_id": envelope["envelope_id"]} | _payload(answer))
        except UnreadableDelivery as error:
            _log.warning("a delivery cannot be read: %s", error)
        except (aiohttp.ClientError, ConnectionError) as error:
            _log.warning("an acknowledgement did not get through: %s", error)


def _read_envelope(text: str) -> dict[str, Any]:
    try:
        envelope = json.loads(text)
    except ValueError:
        _log.warning("Socket Mode brought no JSON")
        return {}
    return envelope if isinstance(envelope, dict) else {}


def _retry(envelope: dict[str, Any]) -> dict[str, str]:
    """Return what the headers of a repeated HTTP delivery would say."""
    names = {"x-slack-retry-num": "retry_attempt", "x-slack-retry-reason": "retry_reason"}
    return {name: str(envelope[key]) for name, key in names.items() if envelope.get(key)}


def _payload(answer: BoltResponse) -> dict[str, Any]:
    if not answer.body:
        return {}
    is_json = answer.body.startswith("{")
    return {"payload": json.loads(answer.body) if is_json else {"text": answer.body}}


async def _unless(
    stopped: "asyncio.Task[bool]", work: Coroutine[Any, Any, Result]
) -> Result | None:
    """Do some work, or give it up at the stop."""
    task = asyncio.create_task(work)
    await asyncio.wait({stopped, task}, return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        return task.result()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return None
