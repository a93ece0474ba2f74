"""Kill the bot at one line after the other of what writes to Joan; nothing is lost or doubled.

python -m tests.campaigns.lines --database sqlite --deeds book,swap --every 3
"""

import argparse
import asyncio
import logging
import random
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

from roombot.store.migrations import upgrade
from tests.campaigns import trap, truths, victim
from tests.campaigns.crashes import MONDAY, World, fresh_database, office_world
from tests.campaigns.deeds import DEEDS, Deed, Place, place, shown
from tests.campaigns.people import PEOPLE, People

DIED_FOR = timedelta(seconds=65)  # attempts older than a minute are settled at the start
STEP = timedelta(seconds=45)  # by which the clock moves on until all is settled
FEWEST_STEPS, MOST_STEPS = 2, 12
A_STEP, A_LOOK = 0.7, 0.05
LONGEST_DEED = 30.0
LOST = "lost"  # as which counts what differs between Joan and the records too
WRONG = ("doubled", LOST, "unsettled", "left behind", "not told")


def main() -> int:
    """Run the campaign; 1 where anything was wrong."""
    arguments = _arguments()
    victim.prepare()
    logging.disable(logging.ERROR)  # of connections that break when the bot dies
    began, lines, wrong = time.monotonic(), 0, 0
    for name in arguments.deeds.split(","):
        with fresh_database(arguments.database) as (folder, url):
            found = asyncio.run(_campaign(name, arguments.every, folder, url))
        told = ", ".join(f"{found[kind]} {kind}" for kind in WRONG)
        print(
            f"{name}: {found['lines']} lines tried, {found['amid']} amid a write, {told}",
            flush=True,
        )
        lines, wrong = lines + found["lines"], wrong + sum(found[kind] for kind in WRONG)
    seconds = time.monotonic() - began
    print(f"{arguments.database}: died at {lines} lines in {seconds:.0f} s: {wrong} wrong")
    return 1 if wrong else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Kill the bot at one line after the other.")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--deeds", default=",".join(DEEDS))
    parser.add_argument("--every", type=int, default=1, help="line of all deeds but book")
    return parser.parse_args()


async def _campaign(name: str, every: int, folder: Path, url: str) -> Counter[str]:
    """Do a deed once for every line at which the bot can die in it."""
    await asyncio.to_thread(upgrade, url)
    async with office_world(folder, url) as world:
        people = People(world.joan, world.slack, world.clock, random.Random(1))
        trial = Trial(world, people, DEEDS[name])
        await trial.begin()
        line = 1
        while await trial.die_at(line):
            line += 1 if name == "book" else every
    return trial.found


@dataclass
class Trial:
    """A deed that is done again and again, each time in a place of its own."""

    world: World
    people: People
    deed: Deed
    found: Counter[str] = field(default_factory=Counter)
    _known: set[str] = field(default_factory=set)
    _number: int = 0

    async def begin(self) -> None:
        """Prepare the first time."""
        async with victim.lives(self.world.environment, self.world.clock_file):
            await self._prepare()

    async def die_at(self, line: int) -> bool:
        """Do the deed, die, live again, see what is wrong; False where it came to its end."""
        has_died = await self._cut_off(line)
        before = self._shown()
        owed = await self._owed()
        self.world.clock.advance(DIED_FOR)
        async with victim.lives(self.world.environment, self.world.clock_file):
            wrong = await self._settled(before if owed else None)
            self._number += 1
            await self._prepare()
        self._note(wrong, line)
        self.found["lines"] += has_died
        self.found["amid"] += has_died and owed
        return has_died

    async def _cut_off(self, line: int) -> bool:
        """Begin the deed; tell whether the bot died before it had come to its end."""
        before = shown(self.world.slack, self.deed.done_for(self._place()))
        settings = {
            trap.LINE: str(line),
            trap.MODULES: self.deed.modules,
            trap.NOTE: str(self._last_line),
        }
        environment = self.world.environment | settings
        async with victim.lives(environment, self.world.clock_file) as bot:
            doing = asyncio.create_task(self._do())
            has_died = await self._end(bot, before)
            doing.cancel()
            await asyncio.gather(doing, return_exceptions=True)
        return has_died

    async def _do(self) -> None:
        await self.deed.do(self.people, self._place())

    async def _end(self, bot: BaseProcess, before: list[str]) -> bool:
        """Wait until the bot is dead, or has said that the deed is done, and a little longer."""
        limit = time.monotonic() + LONGEST_DEED
        while bot.is_alive():
            new = [
                one
                for one in shown(self.world.slack, self.deed.done_for(self._place()))
                if one not in before
            ]
            if any("bot_id" in one and re.search(self.deed.done, one) for one in new):
                await asyncio.sleep(A_STEP)
                break
            if time.monotonic() > limit:
                raise TimeoutError(self._place(), *new)
            await asyncio.sleep(A_LOOK)
        return not bot.is_alive()

    async def _settled(self, told_before: list[list[str]] | None) -> list[str]:
        """Let the bot settle what was cut off; return what is wrong nevertheless, and new."""
        for _ in range(FEWEST_STEPS):
            await self._step()
        wrong = await self._wrong(told_before)
        for _ in range(MOST_STEPS):
            if not wrong:
                break
            await self._step()
            wrong = await self._wrong(told_before)
        return wrong

    async def _step(self) -> None:
        await asyncio.sleep(A_STEP)
        self.world.clock.advance(STEP)

    async def _wrong(self, told_before: list[list[str]] | None) -> list[str]:
        ledger = await self._ledger()
        world = self.world
        found = truths.untrue(ledger, world.joan, world.slack, set(), world.clock.now())
        wrong = [one for one in found if one not in self._known]
        if self._shown() == told_before:
            wrong.append(f"not told: what became of {self._place().title}")
        return wrong

    async def _owed(self) -> bool:
        """Tell whether somebody is owed word of what was cut off."""
        ledger = await self._ledger()
        return bool(ledger.open_attempts or ledger.cut_series)

    async def _ledger(self) -> truths.Ledger:
        return await asyncio.to_thread(truths.read, self.world.environment["DATABASE_URL"])

    def _shown(self) -> list[list[str]]:
        return [shown(self.world.slack, user) for user in PEOPLE]

    def _note(self, wrong: list[str], line: int) -> None:
        self._known |= set(wrong)
        for one in wrong:
            kind = next((kind for kind in WRONG if one.startswith(kind)), LOST)
            self.found[kind] += 1
            print(f"  {line}, {self._last_line.read_text()}: {one}", flush=True)

    @property
    def _last_line(self) -> Path:
        return self.world.clock_file.with_name("last line")

    async def _prepare(self) -> None:
        if self.deed.prepare is not None:
            await self.deed.prepare(self.people, self._place())

    def _place(self) -> Place:
        rooms = [room.name for room in self.world.joan.rooms]
        return place(rooms, MONDAY, self._number)


if __name__ == "__main__":
    sys.exit(main())
