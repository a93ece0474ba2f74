"""The HTTP server: Slack's endpoint, and what the people who run the bot ask of it."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from roombot.slack.work import Work

Check = Callable[[], Awaitable[bool]]
Lifetime = Callable[[], AbstractAsyncContextManager[None]]

CHECK_SECONDS = 3.0
DRAIN_SECONDS = 25.0

_log = logging.getLogger(__name__)


def build_server(
    endpoint: ASGIApp | None,
    *,
    work: Work,
    checks: Mapping[str, Check],
    lifetime: Lifetime,
    drain_seconds: float = DRAIN_SECONDS,
) -> Starlette:
    """Return the server; without an ``endpoint``, under Socket Mode, it tells its health only.

    ``lifetime`` is entered at the start and left at the end, when all work is done.
    """
    routes: list[BaseRoute] = [
        Route("/healthz", _alive),
        Route("/readyz", _readiness(work, checks)),
    ]
    if endpoint is not None:  # first, since routes are tried in order
        routes.insert(0, Route("/slack/events", endpoint, methods=["POST"]))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with lifetime():
            gc.freeze()  # what lives from the start need never be looked through again
            yield
            await work.drain(drain_seconds)

    return Starlette(routes=routes, lifespan=lifespan)


async def _alive(_: Request) -> JSONResponse:
    return JSONResponse({"alive": True})


def _readiness(
    work: Work, checks: Mapping[str, Check]
) -> Callable[[Request], Awaitable[JSONResponse]]:
    async def ready(_: Request) -> JSONResponse:
        results = await asyncio.gather(*(_passes(name, check) for name, check in checks.items()))
        parts = dict(zip(checks, results, strict=True)) | {"accepting": not work.draining}
        is_ready = all(parts.values())
        words = {name: "up" if up else "down" for name, up in parts.items()}
        return JSONResponse({"ready": is_ready, "parts": words}, 200 if is_ready else 503)

    return ready


async def _passes(name: str, check: Check) -> bool:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await check()
    except Exception as error:  # noqa: BLE001 - whatever it is, the part is down
        _log.warning("%s is down: %r", name, error)
        return False
