"""The HTTP server: Slack's endpoint, and what the people who run the bot ask of it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from enum import StrEnum

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from roombot.slack.metrics_page import Page, metrics_route
from roombot.slack.pages import routes as pages
from roombot.slack.work import Work

Check = Callable[[], Awaitable["Part | bool"]]
Lifetime = Callable[[], AbstractAsyncContextManager[None]]

CHECK_SECONDS = 3.0
DRAIN_SECONDS = 25.0


class Part(StrEnum):
    """How a part of the bot is; one whose schema is newer still works while it is replaced."""

    UP = "up"
    NEWER = "newer"
    BEHIND = "behind"
    DOWN = "down"


WORKING = {Part.UP, Part.NEWER}

_log = logging.getLogger(__name__)


def build_server(  # noqa: PLR0913 - all by name
    endpoint: ASGIApp | None,
    *,
    work: Work,
    checks: Mapping[str, Check],
    lifetime: Lifetime,
    told: Mapping[str, Check] | None = None,
    metrics: Page | None = None,
    drain_seconds: float = DRAIN_SECONDS,
) -> Starlette:
    """Return the server; without an ``endpoint``, under Socket Mode, it tells its health only.

    It is ready when all ``checks`` are well; what is ``told`` besides does not make it unready.
    ``lifetime`` is entered at the start and left at the end, when all work is done.
    """
    routes: list[BaseRoute] = [
        Route("/healthz", _alive),
        Route("/readyz", _readiness(work, checks, told or {})),
        *pages(),
        *([metrics_route(metrics)] if metrics else []),
    ]
    if endpoint is not None:  # first, since routes are tried in order
        routes.insert(0, Route("/slack/events", endpoint, methods=["POST"]))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with lifetime():
            yield
            await work.drain(drain_seconds)

    return Starlette(routes=routes, lifespan=lifespan)


async def _alive(_: Request) -> JSONResponse:
    return JSONResponse({"alive": True})


def _readiness(
    work: Work, checks: Mapping[str, Check], told: Mapping[str, Check]
) -> Callable[[Request], Awaitable[JSONResponse]]:
    async def ready(_: Request) -> JSONResponse:
        accepting = Part.DOWN if work.draining else Part.UP
        own, others = await asyncio.gather(_all_checked(checks), _all_checked(told))
        is_ready = WORKING.issuperset((accepting, *own.values()))
        parts = {**others, **own, "accepting": accepting}
        return JSONResponse({"ready": is_ready, "parts": parts}, 200 if is_ready else 503)

    return ready


async def _all_checked(checks: Mapping[str, Check]) -> dict[str, Part]:
    found = await asyncio.gather(*(_checked(name, check) for name, check in checks.items()))
    return dict(zip(checks, found, strict=True))


async def _checked(name: str, check: Check) -> Part:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            found = await check()
    except Exception as error:  # noqa: BLE001 - whatever it is, the part is down
        _log.warning("%s is down: %s", name, type(error).__name__)
        return Part.DOWN
    if isinstance(found, Part):
        return found
    return Part.UP if found else Part.DOWN
