import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from roombot.joan.errors import Throttled
from roombot.joan.limits import RateLimiter
from roombot.sandbox.clock import SandboxClock


class GatedClock(SandboxClock):
    """A clock on which those who wait do so until the test moves it."""

    def __init__(self) -> None:
        super().__init__(datetime(2030, 1, 14, tzinfo=UTC))
        self._moved = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        wake = self.now() + timedelta(seconds=seconds)
        while self.now() < wake:
            await self._moved.wait()

    async def pass_by(self, seconds: float) -> None:
        self.advance(timedelta(seconds=seconds))
        self._moved.set()
        self._moved = asyncio.Event()
        for _ in range(10):
            await asyncio.sleep(0)


@pytest.fixture
def gated() -> GatedClock:
    return GatedClock()


async def test_up_to_the_limit_nobody_waits(clock: SandboxClock) -> None:
    limiter, began = RateLimiter(clock, 230), clock.now()
    for _ in range(230):
        await limiter.turn("rooms/", is_write=False)
    assert clock.now() == began


async def test_no_minute_sees_more_than_the_limit(clock: SandboxClock) -> None:
    limiter, sent = RateLimiter(clock, 5), []
    for _ in range(23):
        await limiter.turn("rooms/", is_write=False)
        sent.append(clock.now())
        clock.advance(timedelta(seconds=11))
    assert all(
        later - earlier >= timedelta(minutes=1)
        for earlier, later in zip(sent, sent[5:], strict=False)
    )
    assert sent[-1] - sent[0] < timedelta(minutes=5)


async def test_a_write_goes_before_reads_that_wait(gated: GatedClock) -> None:
    limiter, order = RateLimiter(gated, 1), []

    async def go(name: str, *, is_write: bool) -> None:
        await limiter.turn(name, is_write=is_write)
        order.append(name)

    await go("first", is_write=False)
    await gated.pass_by(55)
    read = asyncio.create_task(go("read", is_write=False))
    await asyncio.sleep(0)
    write = asyncio.create_task(go("write", is_write=True))
    await gated.pass_by(5)
    assert order == ["first", "write"]
    with pytest.raises(Throttled):
        await read
    await write


async def test_those_who_wait_go_in_order_of_arrival(gated: GatedClock) -> None:
    limiter, order = RateLimiter(gated, 2), []

    async def go(number: int) -> None:
        await limiter.turn("rooms/", is_write=False)
        order.append(number)

    await go(0)
    await gated.pass_by(2)
    await go(1)
    await gated.pass_by(53)
    tasks = [asyncio.create_task(go(number)) for number in (2, 3)]
    await asyncio.sleep(0)
    await gated.pass_by(5)
    assert order == [0, 1, 2]
    await gated.pass_by(2)
    assert order == [0, 1, 2, 3]
    await asyncio.gather(*tasks)


async def test_a_read_that_would_wait_too_long_is_told_when_to_come_back(
    clock: SandboxClock,
) -> None:
    limiter = RateLimiter(clock, 1)
    await limiter.turn("rooms/", is_write=False)
    clock.advance(timedelta(seconds=20))
    with pytest.raises(Throttled) as caught:
        await limiter.turn("rooms/", is_write=False)
    assert caught.value.retry_after == 40.0


async def test_a_queue_longer_than_the_window_is_turned_away(gated: GatedClock) -> None:
    limiter = RateLimiter(gated, 1)
    await limiter.turn("one", is_write=True)
    await gated.pass_by(40)
    waiting = asyncio.create_task(limiter.turn("two", is_write=True))
    await asyncio.sleep(0)
    with pytest.raises(Throttled) as caught:
        await limiter.turn("three", is_write=True)
    assert caught.value.retry_after == 60.0
    await gated.pass_by(20)
    await waiting


async def test_one_who_gives_up_leaves_the_queue(gated: GatedClock) -> None:
    limiter = RateLimiter(gated, 1)
    await limiter.turn("one", is_write=True)
    await gated.pass_by(55)
    impatient = asyncio.create_task(limiter.turn("two", is_write=True))
    await asyncio.sleep(0)
    impatient.cancel()
    with pytest.raises(asyncio.CancelledError):
        await impatient
    third = asyncio.create_task(limiter.turn("three", is_write=False))
    await asyncio.sleep(0)
    await gated.pass_by(5)
    await asyncio.wait_for(third, 1)


async def test_a_clock_that_goes_back_does_not_block(clock: SandboxClock) -> None:
    limiter = RateLimiter(clock, 1)
    await limiter.turn("rooms/", is_write=False)
    clock.advance(timedelta(hours=-1))
    began = clock.now()
    await limiter.turn("rooms/", is_write=False)
    assert clock.now() == began
