import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext

import aiohttp
import pytest
from starlette.types import ASGIApp

from roombot.slack import server as server_module
from roombot.slack.server import build_server
from roombot.slack.work import Work

Serve = Callable[[ASGIApp], Awaitable[str]]
Serving = Callable[[ASGIApp], AbstractAsyncContextManager[str]]


async def up() -> bool:
    return True


async def down() -> bool:
    return False


async def broken() -> bool:
    raise ConnectionError


async def hanging() -> bool:
    await asyncio.Event().wait()
    return True


async def test_a_server_that_lives_says_so(
    serve: Serve, session: aiohttp.ClientSession, work: Work
) -> None:
    url = await serve(build_server(None, work=work, checks={"joan": down}, lifetime=nullcontext))
    async with session.get(f"{url}/healthz") as answer:
        assert (answer.status, await answer.json()) == (200, {"alive": True})


async def test_a_server_is_ready_when_all_its_parts_are(
    serve: Serve, session: aiohttp.ClientSession, work: Work
) -> None:
    app = build_server(None, work=work, checks={"joan": up, "slack": up}, lifetime=nullcontext)
    url = await serve(app)
    async with session.get(f"{url}/readyz") as answer:
        parts = {"joan": "up", "slack": "up", "accepting": "up"}
        assert (answer.status, await answer.json()) == (200, {"ready": True, "parts": parts})


async def test_readiness_names_what_is_down(
    serve: Serve,
    session: aiohttp.ClientSession,
    work: Work,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server_module, "CHECK_SECONDS", 0.01)
    checks = {"a": up, "b": down, "c": broken, "d": hanging}
    url = await serve(build_server(None, work=work, checks=checks, lifetime=nullcontext))
    async with session.get(f"{url}/readyz") as answer:
        parts = {"a": "up", "b": "down", "c": "down", "d": "down", "accepting": "up"}
        assert (answer.status, await answer.json()) == (503, {"ready": False, "parts": parts})


async def test_a_draining_server_is_not_ready(
    serve: Serve, session: aiohttp.ClientSession, work: Work
) -> None:
    url = await serve(build_server(None, work=work, checks={}, lifetime=nullcontext))
    await work.drain(0)
    async with session.get(f"{url}/readyz") as answer:
        assert answer.status == 503


async def test_without_an_endpoint_there_are_no_deliveries(
    serve: Serve, session: aiohttp.ClientSession, work: Work
) -> None:
    url = await serve(build_server(None, work=work, checks={}, lifetime=nullcontext))
    async with session.post(f"{url}/slack/events") as answer:
        assert answer.status == 404


async def test_what_lives_with_the_server_outlives_its_work(
    serving: Serving, session: aiohttp.ClientSession, work: Work
) -> None:
    order: list[str] = []
    release = asyncio.Event()

    @asynccontextmanager
    async def lifetime() -> AsyncIterator[None]:
        order.append("open")
        yield
        order.append("close")

    async def finish() -> None:
        await release.wait()
        order.append("work")

    async with serving(build_server(None, work=work, checks={}, lifetime=lifetime)) as url:
        await session.get(f"{url}/healthz")
        work.start(finish(), "work")
        asyncio.get_running_loop().call_later(0.05, release.set)
    assert order == ["open", "work", "close"]
