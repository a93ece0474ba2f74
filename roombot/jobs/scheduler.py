"""The scheduler: look in steady steps what has come in any workspace, and set it going."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from roombot.booking.ports import Clock
from roombot.jobs.pace import Chore, Pace
from roombot.jobs.ports import Engine
from roombot.jobs.rounds import Rounds

TICK = 1.0  # seconds between looks
SELDOM = timedelta(hours=6)


class Workplaces(Protocol):
    """The workspaces that are looked after."""

    async def rounds_of(self, team_id: str) -> Rounds | None:
        """Return the rounds in a workspace; None where the bot is no longer."""
        ...

    def busy(self) -> AsyncIterator[Rounds]:
        """Yield the rounds in each workspace that has something to be done."""
        ...


@dataclass
class Scheduler:
    """Looks after all workspaces; several processes may do so at the same time."""

    workplaces: Workplaces
    clock: Clock
    purge: Callable[[datetime], Awaitable[None]]
    _pace: Pace = field(init=False)
    _under_way: set["asyncio.Task[None]"] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Take the pace of the clock."""
        self._pace = Pace(self.clock)

    async def perform(self, kind: str, details: Mapping[str, str]) -> None:
        """Do a job; what the engine calls."""
        rounds = await self.workplaces.rounds_of(details["team_id"])
        if rounds is not None:
            await rounds.perform(kind, details)

    async def run(self, engine: Engine, stop: asyncio.Event) -> None:
        """Look again and again until told to stop, then see through what has begun."""
        while not stop.is_set():
            self.look(engine)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), TICK)
        await self._settled()

    async def tick(self, engine: Engine) -> None:
        """Take one look, and see through what it began."""
        self.look(engine)
        await self._settled()

    def look(self, engine: Engine) -> None:
        """Begin what is due; what an earlier look began goes on beside it."""
        self._keep(
            self._pace.begin(
                (
                    Chore("purge", SELDOM, lambda: self.purge(self.clock.now())),
                    Chore("rounds", timedelta(0), lambda: self._make_rounds(engine)),
                    Chore("given up", timedelta(minutes=5), lambda: self._report(engine)),
                    Chore("forget", SELDOM, engine.forget),
                )
            )
        )

    def _keep(self, begun: set["asyncio.Task[None]"]) -> None:
        self._under_way = {one for one in self._under_way if not one.done()} | begun

    async def _settled(self) -> None:
        while self._under_way:
            await asyncio.wait(self._under_way)
            self._keep(set())

    async def _make_rounds(self, engine: Engine) -> None:
        """Go all rounds at once: neither a slow workspace nor a slow chore holds others up."""
        async for rounds in self.workplaces.busy():
            self._keep(rounds.begin(engine))

    async def _report(self, engine: Engine) -> None:
        for job in await engine.failed():
            if rounds := await self.workplaces.rounds_of(job.details.get("team_id", "")):
                await rounds.report(job)
