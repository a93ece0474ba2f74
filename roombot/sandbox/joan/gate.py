"""The door: who may come in, what is written down, and what goes wrong on purpose."""

import asyncio
import contextlib

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from roombot.sandbox.joan.api import answer
from roombot.sandbox.joan.bodies import readable
from roombot.sandbox.joan.faults import Fault
from roombot.sandbox.joan.replies import detail, page, unauthorized
from roombot.sandbox.joan.world import Recorded, World
from roombot.sandbox.serving import DROP

_SERVER_ERROR, _UNAUTHORIZED = 500, 401
_BOOK = "/api/v1.0/events/book/"


class Gate:
    """An ASGI application that lets requests in to the API."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or close the connection without a word."""
        request = Request(scope, receive)
        body = await request.body()
        recorded = Recorded(request.method, request.url.path, request.url.query, readable(body))
        self._world.record(recorded)
        response = await self._respond(request, body)
        if response is None:
            await _drop(request)
        else:
            recorded.status = response.status_code
            await response(scope, receive, send)

    async def _respond(self, request: Request, body: bytes) -> Response | None:
        if not request.headers.get("user-agent"):
            return None
        seconds, fault = self._world.faults.strike(request.method, request.url.path)
        if seconds:
            await _client_left(request, seconds)
        if fault is None:
            return answer(self._world, request, body)
        if fault.kind in ("status", "drop", "hang"):
            if fault.after:
                answer(self._world, request, body)
            return await _failed(request, fault)
        return self._spoiled(fault, request, body)

    def _spoiled(self, fault: Fault, request: Request, body: bytes) -> Response:
        """Do what is asked, and spoil the answer or what was done."""
        before = {event.id for event in self._world.events.all()}
        response = answer(self._world, request, body)
        if fault.kind == "declined":
            for event in self._world.events.all():
                if event.id not in before and request.url.path == _BOOK:
                    self._world.events.delete(event.id)
            return response
        whole = bytes(response.body)
        spoiled = whole[: len(whole) // 2] if fault.kind == "truncated" else b"{'not': JSON}"
        return Response(spoiled, response.status_code, media_type="application/json")


async def _failed(request: Request, fault: Fault) -> Response | None:
    if fault.kind == "hang":
        await _client_left(request, None)
        return None
    if fault.kind == "drop":
        return None
    if fault.status == _UNAUTHORIZED:
        return unauthorized("The access token is invalid.")
    response: Response = (
        page(fault.status) if fault.status >= _SERVER_ERROR else detail(fault.status)
    )
    if fault.retry_after is not None:
        response.headers["Retry-After"] = str(fault.retry_after)
    return response


async def _drop(request: Request) -> None:
    """Close the connection; then wait until it is closed, or uvicorn would answer 500."""
    request.scope["extensions"][DROP]["close"]()
    await _client_left(request, None)


async def _client_left(request: Request, seconds: float | None) -> None:
    """Wait until the client has gone, or some seconds."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await request.receive()  # all has come but the news of the end
