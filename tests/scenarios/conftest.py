from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from roombot.sandbox.clock import SandboxClock
from tests.scenarios.world import MONDAY, Start, World, open_world


@pytest.fixture
def clock() -> SandboxClock:
    return SandboxClock(MONDAY)


@pytest.fixture
async def start(clock: SandboxClock, sqlite_url: str) -> AsyncIterator[Start]:
    """Start a world, with settings of one's own."""
    async with AsyncExitStack() as stack:

        async def begin(*, office: str = "empty", rooms: int = 0, **settings: str) -> World:
            opened = open_world(clock, sqlite_url, office=office, rooms=rooms, **settings)
            return await stack.enter_async_context(opened)

        yield begin


@pytest.fixture
async def world(start: Start) -> World:
    return await start()
