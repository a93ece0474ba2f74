"""Asking again: reads only, patiently but not for ever."""

import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from roombot.joan.clock import Clock
from roombot.joan.errors import JoanError

T = TypeVar("T")

ATTEMPTS = 4
LONGEST = 10.0  # seconds after which nothing is asked again
FIRST_WAIT = 0.3


async def patiently(ask: Callable[[], Awaitable[T]], clock: Clock) -> T:
    """Return what ``ask`` returns, asking again after what may pass."""
    began = clock.now()
    for attempt in range(ATTEMPTS - 1):
        try:
            return await ask()
        except JoanError as error:
            wait = _wait(error, attempt)
            spent = (clock.now() - began).total_seconds()
            if not error.may_pass or spent + wait > LONGEST:
                raise
            structlog.get_logger(__name__).info(
                "joan_asked_again", endpoint=error.endpoint, after=type(error).__name__, wait=wait
            )
        await clock.sleep(wait)
    return await ask()


def _wait(error: JoanError, attempt: int) -> float:
    """Return Joan's own wish, or twice as long each time, jittered so that callers part."""
    jitter = 0.5 + random.random()  # noqa: S311 - nothing secret about it
    return error.retry_after or FIRST_WAIT * 2**attempt * jitter
