"""Live through thousands of days in an office, and hold each moment against a model.

python -m tests.campaigns.days --days 1000 --seed 1
"""

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from roombot.booking.occasions import ENDING
from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import in_zone
from roombot.sandbox.clock import SandboxClock
from roombot.store.migrations import upgrade
from tests.campaigns import truths
from tests.campaigns.colleagues import ZONE, Colleagues
from tests.campaigns.model import GRACE, LEAD, Model, UntrueError, as_kept, reminded
from tests.scenarios.world import Now, World, open_world

STARTS = (  # of weeks: usual ones, and those in which the clocks change
    datetime(2026, 5, 11, 5, 0, tzinfo=UTC),
    datetime(2026, 3, 27, 6, 0, tzinfo=UTC),
    datetime(2026, 10, 23, 5, 0, tzinfo=UTC),
    datetime(2026, 12, 28, 6, 0, tzinfo=UTC),
)
A_WEEK = 5  # days in one office
EVENING = 18
TICK = timedelta(minutes=5)
STIR = timedelta(minutes=15)  # after a deed, in which a room may still be held for somebody
AT_ONCE = 0.5  # how likely somebody answers at once when a room is held for them
DEED = (5, 60)  # minutes between two deeds


class Week:
    """Some days in one office."""

    def __init__(self, world: World, url: str, chance: random.Random, *, release: bool) -> None:
        """Begin with an empty office."""
        self.model = Model(world.joan)
        self.people = Colleagues(world, self.model, chance)
        self._world, self._url, self._chance = world, url, chance
        self._release = release
        self._engine = Now(world.bot)
        self._stirred = world.clock.now()

    async def live(self, days: int) -> None:
        """Live through the days; ``UntrueError`` where anything is not as it should be."""
        for _ in range(days):
            while in_zone(self._world.clock.now(), ZONE).hour < EVENING:
                await self.people.act()
                self._stirred = self._world.clock.now()
                await self.pass_time(timedelta(minutes=self._chance.randint(*DEED)))
            await self.pass_time(timedelta(hours=13))
            await self._look_back()

    async def pass_time(self, time_to_pass: timedelta) -> None:
        """Let time pass, and what has come be done."""
        until = self._world.clock.now() + time_to_pass
        while (before := self._world.clock.now()) < until:
            self._world.clock.advance(min(TICK, until - before))
            now = self._world.clock.now()
            self.model.pass_over(before, now)
            self.people.give_up_waiting()
            if self._is_quiet(now):
                continue
            await self._world.bot.scheduler.tick(self._engine)
            await self._world.bot.work.settled()
            self._take_note_of_releases(now)
            self.model.check()
            if self._chance.random() < AT_ONCE:
                await self.people.take()

    def _is_quiet(self, now: datetime) -> bool:
        """Tell whether nothing can come: no moment is here, no room held, nothing done lately."""
        lately = TimeSlot(now - TICK, now + timedelta(seconds=1))
        moments = [until for _, until in self.model.lines.values()]
        for one in self.model.meetings.values():
            moments += [one.start - LEAD, one.start, one.start + GRACE, one.end - ENDING, one.end]
        events = self._world.joan.events()
        is_held = any(one.summary in self.model.lines for one in events)
        is_stirred = now - self._stirred <= STIR and bool(self.model.lines)
        return not is_held and not is_stirred and not any(map(lately.contains, moments))

    def _take_note_of_releases(self, now: datetime) -> None:
        """See that those who are not there lose their room in time, and nobody else."""
        for title, meeting in tuple(self.model.meetings.items()):
            gone = meeting.start + GRACE <= now < meeting.end and not meeting.checked_in
            if not (self._release and gone):
                continue
            shown = self.model.shown(title, meeting.since)
            if shown is not None and shown.end > now:
                raise UntrueError(f"{meeting} should have been released by {now}")
            if shown is None:
                raise UntrueError(f"{meeting} was to be ended, not deleted")
            self.model.meetings[title] = shown
            self._stirred = now

    async def _look_back(self) -> None:
        """See that the records agree, nothing is left behind, and each was reminded once."""
        ledger = await asyncio.to_thread(truths.read, self._url)
        for attempt in ledger.open_attempts:
            raise UntrueError(f"unsettled: {attempt}")
        for row in ledger.bookings:
            as_kept(row, self.model)
        holds = [
            one
            for one in self._world.joan.events()
            if self.model.named(one) not in self.model.meetings.keys() | self.model.lines.keys()
            and one.summary != "Meeting of others"
        ]
        if holds:
            raise UntrueError(f"left behind: {holds}")
        titles = {
            str(row.id): self.model.name(str(row.title), row.starts_at) for row in ledger.bookings
        }
        told = reminded(dict(truths.marks(self._world.slack)), titles)
        if silent := self.model.owed - told:
            raise UntrueError(f"not reminded: {sorted(silent)}")
        if needless := {one for one in told if one[0] not in ("", "None")} - self.model.allowed:
            raise UntrueError(f"reminded for nothing: {sorted(needless)}")


async def live_through(days: int, seed: int, *, release: bool | None = None) -> list[str]:
    """Live through days of one seed; return the story where it went wrong, else nothing."""
    chance = random.Random(seed)
    with _database() as url:
        clock = SandboxClock(chance.choice(STARTS))
        releases = chance.random() < 0.5 if release is None else release
        minutes = str(GRACE.seconds // 60) if releases else "0"
        async with open_world(clock, url, ROOMBOT_RELEASE_AFTER=minutes) as world:
            week = Week(world, url, chance, release=releases)
            try:
                await week.live(days)
            except UntrueError as wrong:
                return [*week.people.story, f"{clock.now()}: {wrong}"]
    return []


@contextmanager
def _database() -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="roombot-days-"))
    try:
        url = f"sqlite:///{folder}/roombot.db"
        upgrade(url)
        yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run the campaign; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description="Live through days in an office.")
    parser.add_argument("--days", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    began, lived = time.monotonic(), 0
    for seed in range(arguments.seed, arguments.seed + arguments.days // A_WEEK):
        if story := asyncio.run(live_through(A_WEEK, seed)):
            print(*story, f"wrong: --days {A_WEEK} --seed {seed}", sep="\n")
            return 1
        lived += A_WEEK
        if lived % 100 == 0:
            print(f"{lived:6} days, 0 wrong", flush=True)
    print(f"{lived} days in {time.monotonic() - began:.0f} s, from seed {arguments.seed}: 0 wrong")
    return 0


if __name__ == "__main__":
    sys.exit(main())
