"""The sweep: what nobody uses is let go in steady steps, also when nothing is delivered."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

PAUSE = 30.0  # seconds between two sweeps

_log = logging.getLogger(__name__)


@asynccontextmanager
async def sweeping(
    let_go: Callable[[], Awaitable[None]], pause: float = PAUSE
) -> AsyncIterator[None]:
    """Sweep again and again while the context lasts."""
    stop = asyncio.Event()
    sweep = asyncio.create_task(_sweep(let_go, pause, stop), name="sweep")
    try:
        yield
    finally:
        stop.set()
        await sweep


async def _sweep(let_go: Callable[[], Awaitable[None]], pause: float, stop: asyncio.Event) -> None:
    while not await _is_set(stop, pause):
        try:
            await let_go()
        except Exception:  # noqa: BLE001 - a connection that does not close must not end the sweep
            _log.exception("the sweep has failed")


async def _is_set(stop: asyncio.Event, seconds: float) -> bool:
    """Wait a while, and tell whether it is time to stop."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
    return stop.is_set()
