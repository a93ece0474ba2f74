"""Socket Mode: deliveries over WebSockets that the bot opens."""

import asyncio
import json
import secrets
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter

from starlette.requests import Request
from starlette.websockets import WebSocket, WebSocketDisconnect

from roombot.sandbox.slack.deliveries import Attempt, Delivery
from roombot.sandbox.slack.people import APP_ID
from roombot.sandbox.slack.settings import SlackSettings
from roombot.sandbox.slack.wire import Json

_TYPES = {"event": "events_api", "command": "slash_commands", "interaction": "interactive"}
_HOURS_OPEN = 5


@dataclass(eq=False)
class _Connection:
    socket: WebSocket
    waiting: dict[str, asyncio.Future[Json | None]] = field(default_factory=dict)


class Sockets:
    """The open connections; deliveries take turns among them."""

    def __init__(self, settings: SlackSettings) -> None:
        self._settings = settings
        self._tickets: set[str] = set()
        self._connections: list[_Connection] = []
        self._turn = count()
        self._connected = asyncio.Event()

    def invite(self, request: Request) -> str:
        """Return the address of a connection to be opened once."""
        ticket = secrets.token_urlsafe(12)
        self._tickets.add(ticket)
        scheme = "wss" if request.url.scheme == "https" else "ws"
        return f"{scheme}://{request.url.netloc}/link/?ticket={ticket}&app_id={APP_ID}"

    async def accept(self, socket: WebSocket) -> None:
        """Serve one connection until it closes."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(1008)
            return
        self._tickets.remove(ticket)
        await socket.accept()
        connection = _Connection(socket)
        self._connections.append(connection)
        await socket.send_json(self._hello())
        self._connected.set()
        try:
            while True:
                _acknowledge(connection, await socket.receive_text())
        except WebSocketDisconnect:
            self._forget(connection)

    async def connected(self) -> None:
        """Wait until the bot has opened a connection."""
        await self._connected.wait()

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask every connection to be opened anew, as Slack does now and then."""
        self._connected.clear()
        for connection in [*self._connections]:
            self._forget(connection)
            notice = {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
            await connection.socket.send_json(notice)
            await connection.socket.close()

    async def carry(self, delivery: Delivery, retry: int, reason: str | None) -> Attempt:
        """Send once over one connection and wait for the acknowledgement."""
        if not self._connections:
            return Attempt(None, "", 0.0, "connection_failed", retry)
        connection = self._connections[next(self._turn) % len(self._connections)]
        envelope_id = secrets.token_hex(16)
        answer = asyncio.get_running_loop().create_future()
        connection.waiting[envelope_id] = answer
        started = perf_counter()
        try:
            async with asyncio.timeout(self._settings.ack_seconds):
                envelope = _envelope(envelope_id, delivery, retry, reason)
                await connection.socket.send_json(envelope)
                payload = await answer
        except TimeoutError:
            return Attempt(None, "", perf_counter() - started, "http_timeout", retry)
        except ConnectionError:
            return Attempt(None, "", perf_counter() - started, "connection_failed", retry)
        finally:
            del connection.waiting[envelope_id]
        body = json.dumps(payload) if payload else ""
        return Attempt(200, body, perf_counter() - started, None, retry)

    def _forget(self, connection: _Connection) -> None:
        if connection in self._connections:
            self._connections.remove(connection)
        for answer in connection.waiting.values():
            if not answer.done():
                answer.set_exception(ConnectionResetError())
        if not self._connections:
            self._connected.clear()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": {
                "host": "sandbox",
                "build_number": 1,
                "approximate_connection_time": _HOURS_OPEN * 3600,
            },
            "connection_info": {"app_id": APP_ID},
        }


def _acknowledge(connection: _Connection, text: str) -> None:
    try:
        message = json.loads(text)
    except ValueError:
        return  # clients may send pings of their own as text
    answer = connection.waiting.get(message.get("envelope_id", ""))
    if answer is not None and not answer.done():
        answer.set_result(message.get("payload"))


def _envelope(envelope_id: str, delivery: Delivery, retry: int, reason: str | None) -> Json:
    envelope = {
        "envelope_id": envelope_id,
        "type": _TYPES[delivery.kind],
        "payload": delivery.payload,
        "accepts_response_payload": delivery.kind != "event",
    }
    if delivery.kind == "event":
        envelope |= {"retry_attempt": retry, "retry_reason": reason or ""}
    return envelope
