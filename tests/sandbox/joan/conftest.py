"""A served Joan in an empty office on a Monday at nine, and a client that has its token."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any

import pytest

from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.joan import JoanSettings
from roombot.sandbox.joan.trial import Trial, on_trial


@pytest.fixture
def clock() -> SandboxClock:
    return SandboxClock(datetime(2026, 11, 23, 8, tzinfo=UTC))  # 09:00 in Ljubljana


@pytest.fixture
async def start(clock: SandboxClock) -> AsyncIterator[Callable[..., Awaitable[Trial]]]:
    """Serve Joans with settings of their own."""
    async with AsyncExitStack() as stack:

        async def begin(**changes: Any) -> Trial:
            usual: dict[str, Any] = {"database": ":memory:", "now": clock.now, "office": "empty"}
            settings = JoanSettings(**(usual | changes))
            return await stack.enter_async_context(on_trial(settings))

        yield begin


@pytest.fixture
async def trial(start: Callable[..., Awaitable[Trial]]) -> Trial:
    return await start()
