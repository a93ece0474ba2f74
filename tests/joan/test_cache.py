import asyncio
from datetime import timedelta

import pytest

from roombot.joan.cache import Cache
from roombot.sandbox.clock import SandboxClock


class Well:
    """A source whose answers count up, each given when the test lets it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._gates: list[asyncio.Future[int]] = []

    async def fetch(self, key: str) -> int:
        self.asked.append(key)
        gate: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._gates.append(gate)
        return await gate

    def give(self, index: int) -> None:
        self._gates[index].set_result(index)

    def fail(self, index: int) -> None:
        self._gates[index].set_exception(RuntimeError("dry"))


@pytest.fixture
def well() -> Well:
    return Well()


@pytest.fixture
def cache(well: Well, clock: SandboxClock) -> Cache[str, int]:
    return Cache(well.fetch, 20.0, clock)


async def ask(cache: Cache[str, int], key: str = "k", *, fresh: bool = False) -> asyncio.Task[int]:
    task = asyncio.create_task(cache.get(key, fresh=fresh))
    for _ in range(3):  # far enough for the source to be asked
        await asyncio.sleep(0)
    return task


async def test_many_who_ask_at_once_cause_one_request(cache: Cache[str, int], well: Well) -> None:
    waiting = [await ask(cache) for _ in range(50)]
    well.give(0)
    assert await asyncio.gather(*waiting) == [0] * 50
    assert well.asked == ["k"]


async def test_a_value_is_kept_for_its_lifetime(
    cache: Cache[str, int], well: Well, clock: SandboxClock
) -> None:
    first = await ask(cache)
    well.give(0)
    await first
    clock.advance(timedelta(seconds=19))
    assert await cache.get("k") == 0
    clock.advance(timedelta(seconds=1))
    second = await ask(cache)
    well.give(1)
    assert await second == 1


async def test_a_clock_that_goes_back_does_not_keep_a_value_alive(
    cache: Cache[str, int], well: Well, clock: SandboxClock
) -> None:
    first = await ask(cache)
    well.give(0)
    await first
    clock.advance(timedelta(hours=-1))
    second = await ask(cache)
    well.give(1)
    assert await second == 1


async def test_keys_do_not_meet(cache: Cache[str, int], well: Well) -> None:
    one, two = await ask(cache, "one"), await ask(cache, "two")
    well.give(1)
    well.give(0)
    assert (await one, await two) == (0, 1)
    assert well.asked == ["one", "two"]


async def test_a_drop_during_a_flight_keeps_its_result_out(
    cache: Cache[str, int], well: Well
) -> None:
    waiting = await ask(cache)
    cache.drop()
    well.give(0)
    assert await waiting == 0
    later = await ask(cache)
    well.give(1)
    assert await later == 1


async def test_who_asks_after_a_drop_does_not_join_an_earlier_flight(
    cache: Cache[str, int], well: Well
) -> None:
    before = await ask(cache)
    cache.drop()
    after = await ask(cache)
    well.give(1)
    well.give(0)
    assert (await before, await after) == (0, 1)
    assert await cache.get("k") == 1


async def test_a_fresh_read_never_takes_what_was_fetched_before(
    cache: Cache[str, int], well: Well
) -> None:
    stale = await ask(cache)
    fresh = await ask(cache, fresh=True)
    well.give(1)
    assert await fresh == 1
    well.give(0)
    assert await stale == 0
    assert await cache.get("k") == 1


async def test_who_does_not_mind_joins_a_fresh_flight(cache: Cache[str, int], well: Well) -> None:
    fresh = await ask(cache, fresh=True)
    other = await ask(cache)
    well.give(0)
    assert (await fresh, await other) == (0, 0)


async def test_an_error_reaches_all_who_wait_and_is_not_kept(
    cache: Cache[str, int], well: Well
) -> None:
    one, two = await ask(cache), await ask(cache)
    well.fail(0)
    for waiting in (one, two):
        with pytest.raises(RuntimeError, match="dry"):
            await waiting
    again = await ask(cache)
    well.give(1)
    assert await again == 1


async def test_one_who_gives_up_does_not_disturb_the_others(
    cache: Cache[str, int], well: Well
) -> None:
    first, second = await ask(cache), await ask(cache)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    well.give(0)
    assert await second == 0


async def test_an_error_that_nobody_waits_for_any_more_is_quiet(
    cache: Cache[str, int], well: Well
) -> None:
    only = await ask(cache)
    only.cancel()
    with pytest.raises(asyncio.CancelledError):
        await only
    well.fail(0)
    await asyncio.sleep(0)
    again = await ask(cache)
    well.give(1)
    assert await again == 1


async def test_old_values_do_not_pile_up(
    cache: Cache[str, int], well: Well, clock: SandboxClock
) -> None:
    for index, key in enumerate(("one", "two")):
        waiting = await ask(cache, key)
        well.give(index)
        await waiting
        clock.advance(timedelta(seconds=30))
    again = await ask(cache, "one")
    well.give(2)
    assert await again == 2
    assert well.asked == ["one", "two", "one"]


def test_a_fetch_that_ends_with_the_program_is_quiet(
    cache: Cache[str, int], caplog: pytest.LogCaptureFixture
) -> None:
    asyncio.run(_leave_while_fetching(cache))
    assert caplog.records == []


async def _leave_while_fetching(cache: Cache[str, int]) -> None:
    await ask(cache)
