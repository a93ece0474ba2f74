"""A server that says what it is told to, over real HTTP: for replies that no sane server gives."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reply:
    """One answer: its body is sent as it is when it is text, and as JSON otherwise."""

    body: object = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    def encoded(self) -> bytes:
        """Return the bytes on the wire."""
        body = (self.body if isinstance(self.body, str) else json.dumps(self.body)).encode()
        lines = [f"HTTP/1.1 {self.status} Scripted", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body


@dataclass(frozen=True)
class Hang(Reply):
    """No answer until the server ends."""


@dataclass(frozen=True)
class Drop(Reply):
    """No answer, and the connection is closed."""


@dataclass(frozen=True)
class Seen:
    """A request that came in; header names are in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: str

    def json(self) -> object:
        """Return the body as JSON."""
        return json.loads(self.body)


class ScriptedServer:
    """Answers each path with what is on its script, and remembers what it was asked."""

    def __init__(self) -> None:
        """Begin with an empty script: everything is 404."""
        self.url = ""
        self.seen: list[Seen] = []
        self._script: dict[str, list[Reply]] = {}
        self._over = asyncio.Event()
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen on a free port of this machine."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        host, port = self._server.sockets[0].getsockname()
        self.url = f"http://{host}:{port}"

    async def stop(self) -> None:
        """Refuse connections from now on, and let go of those that hang."""
        self._over.set()
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    def says(self, path: str, *replies: Reply) -> None:
        """Answer a path with these in turn, the last one for ever."""
        self._script[path] = list(replies)

    def asked(self, path: str) -> list[Seen]:
        """Return the requests for a path."""
        return [one for one in self.seen if one.path == path]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen = await _request(reader)
        self.seen.append(seen)
        reply = self._next(seen.path)
        if isinstance(reply, Hang):
            await self._over.wait()
        elif not isinstance(reply, Drop):
            writer.write(reply.encoded())
            await writer.drain()
        writer.close()

    def _next(self, path: str) -> Reply:
        script = self._script.get(path, [Reply({"detail": "Not found."}, 404)])
        return script.pop(0) if len(script) > 1 else script[0]


@asynccontextmanager
async def scripted_server() -> AsyncIterator[ScriptedServer]:
    """Run a scripted server on a free port of this machine."""
    server = ScriptedServer()
    await server.start()
    yield server
    await server.stop()


async def _request(reader: asyncio.StreamReader) -> Seen:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    first, *lines = head.strip().split("\r\n")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    method, path, _ = first.split(" ")
    return Seen(method, path, headers, body.decode())
