import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from roombot.sandbox import serving
from roombot.sandbox.serving import serve


async def _hello(_request: Request) -> Response:
    return PlainTextResponse("hello")


def _app(said: list[str]) -> Starlette:
    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        said.append("begun")
        yield
        said.append("ended")

    return Starlette(routes=[Route("/", _hello)], lifespan=lifespan)


async def test_an_application_is_served_from_its_beginning_to_its_end() -> None:
    said: list[str] = []
    async with serve(_app(said)) as url, httpx.AsyncClient() as http:
        assert (await http.get(url)).text == "hello"
        assert said == ["begun"]
    assert said == ["begun", "ended"]


async def test_nothing_listens_afterwards() -> None:
    async with serve(_app([])) as url:
        pass
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])))


async def test_a_port_can_be_asked_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    async with serve(_app([]), port=port) as url:
        assert url == f"http://127.0.0.1:{port}"
        with pytest.raises(OSError, match="in use"):
            async with serve(_app([]), port=port):
                pytest.fail("two servers at one port")


async def test_an_application_that_cannot_start_is_an_error() -> None:
    @asynccontextmanager
    async def broken(app: Starlette) -> AsyncIterator[None]:
        yield app.state.database

    with pytest.raises(RuntimeError, match="did not start"):
        async with serve(Starlette(lifespan=broken)):
            pytest.fail("a broken application was served")


async def test_requests_that_are_begun_may_end() -> None:
    begun = asyncio.Event()

    async def slow(_request: Request) -> Response:
        begun.set()
        await asyncio.sleep(0.02)
        return PlainTextResponse("done")

    async with httpx.AsyncClient() as http:
        async with serve(Starlette(routes=[Route("/", slow)])) as url:
            asking = asyncio.create_task(http.get(url))
            await begun.wait()
        assert (await asking).text == "done"


async def test_requests_that_never_end_are_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "GRACE", 0.02)
    begun, cancelled = asyncio.Event(), asyncio.Event()

    async def endless(_request: Request) -> Response:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()
        return Response()

    async with httpx.AsyncClient() as http:
        async with serve(Starlette(routes=[Route("/", endless)])) as url:
            asking = asyncio.create_task(http.get(url))
            await begun.wait()
        await cancelled.wait()
        asking.cancel()
