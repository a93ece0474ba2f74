"""Serve an application inside the running loop, over real HTTP."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State

GRACE = 3.0  # seconds that requests have to end in
DROP = "roombot.drop"  # the scope's extension that closes the connection without an answer


class _Protocol(HttpToolsProtocol):
    """HTTP whose connection an application may drop, which ASGI has no word for."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {DROP: {"close": self.transport.close}}


class _WebSocket(WebSocketsSansIOProtocol):
    """A WebSocket that can be shut down in the instant in which its peer closes it."""

    def shutdown(self) -> None:
        if self.conn.state in {State.CLOSING, State.CLOSED}:
            self.stop_keepalive()
            self.transport.close()
        else:
            super().shutdown()


@asynccontextmanager
async def serve(app: ASGIApp, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve while the context lasts; yield the base URL. Port 0 takes a free one.

    Signals stay with the caller, as does the log. Raises ``RuntimeError`` when the application
    does not start, and ``OSError`` when the port is taken.
    """
    listener = _listen(host, port)
    try:
        url = f"http://{host}:{listener.getsockname()[1]}"
        server = await _start(app, listener)
        try:
            yield url
        finally:
            await _stop(server)
    finally:
        listener.close()


def _listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; asyncio sends without delay only where TCP is named."""
    unnamed = socket.create_server((host, port), backlog=512)
    number = unnamed.detach()
    return socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, number)


async def _start(app: ASGIApp, listener: socket.socket) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        lifespan="on",
        http=_Protocol,
        ws=_WebSocket,
        log_config=None,
        access_log=False,
    )
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)  # what ``Server.serve`` does, bar the signals
    try:
        await server.startup([listener])
    except SystemExit as error:  # uvicorn's word for it, which would end the whole loop
        raise RuntimeError("the application did not start") from error
    return server


async def _stop(server: uvicorn.Server) -> None:
    """Do what ``Server.shutdown`` does, without its fixed tenth of a second."""
    for listening in server.servers:
        listening.close()
    for connection in list(server.server_state.connections):
        connection.shutdown()
    if requests := set(server.server_state.tasks):
        _, late = await asyncio.wait(requests, timeout=GRACE)
        for request in late:
            request.cancel("the server stops")
    await server.lifespan.shutdown()
