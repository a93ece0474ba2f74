"""One process serves, another looks after what must happen later: what each has read grows old."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from roombot.app import Roombot, open_roombot
from tests.scenarios.world import BEN, Now, World


@dataclass
class Worker:
    """The other process."""

    bot: Roombot
    engine: Now

    async def tick(self) -> None:
        await self.bot.scheduler.tick(self.engine)


@pytest.fixture
async def worker(world: World) -> AsyncIterator[Worker]:
    async with open_roombot(world.bot.settings, world.clock) as bot:
        yield Worker(bot, Now(bot))


async def test_what_was_booked_since_joan_was_read_is_not_taken_for_cancelled(
    world: World, worker: Worker
) -> None:
    await worker.tick()
    world.clock.advance(timedelta(seconds=55))
    await worker.bot.rounds.care.office.calendar.events()
    world.clock.advance(timedelta(seconds=6))
    shown = await world.say(BEN, "book oak tomorrow 2-3pm")
    await worker.tick()
    await world.click(BEN, shown, "cancel")
    assert world.held("Oak") == []


async def test_the_reminder_tells_the_time_that_the_meeting_has_just_got(
    world: World, worker: Worker
) -> None:
    await world.say(BEN, "book oak today 11-12")
    world.clock.advance(timedelta(minutes=39, seconds=10))
    await worker.tick()
    world.clock.advance(timedelta(seconds=30))
    await world.say(BEN, "extend my meeting in oak by 30 minutes")
    world.clock.advance(timedelta(seconds=20))
    before = len(world.messages(world.dm(BEN), BEN))
    await worker.tick()
    told = [one["text"] for one in world.messages(world.dm(BEN), BEN)[before:]]
    assert len(told) == 1
    assert "12:30" in told[0]
