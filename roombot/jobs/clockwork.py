"""The clockwork: look in steady steps what has come in any workspace, and hand it to the engine."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from roombot.booking.ports import Clock
from roombot.jobs.ports import Engine
from roombot.jobs.rounds import Pace, Rounds

TICK = 1.0  # seconds between looks
PATIENCE = 3.0  # seconds after which the other workspaces go on


class Workplaces(Protocol):
    """The workspaces that are looked after."""

    async def rounds_of(self, team_id: str) -> Rounds | None:
        """Return the rounds in a workspace; None where the bot is no longer."""
        ...

    def busy(self) -> AsyncIterator[Rounds]:
        """Yield the rounds in each workspace that has something to be done."""
        ...


@dataclass
class Clockwork:
    """Looks after all workspaces; several processes may do so at the same time."""

    workplaces: Workplaces
    clock: Clock
    purge: Callable[[datetime], Awaitable[None]]
    _pace: Pace = field(init=False)
    _going: dict[Rounds, "asyncio.Task[None]"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take the pace of the clock."""
        self._pace = Pace(self.clock)

    async def perform(self, kind: str, details: Mapping[str, str]) -> None:
        """Do a job; what the engine calls."""
        rounds = await self.workplaces.rounds_of(details["team_id"])
        if rounds is not None:
            await rounds.perform(kind, details)

    async def run(self, engine: Engine, stop: asyncio.Event) -> None:
        """Look again and again until told to stop."""
        while not stop.is_set():
            await self.tick(engine, PATIENCE)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), TICK)
        await asyncio.gather(*self._going.values())

    async def tick(self, engine: Engine, patience: float | None = None) -> None:
        """Take one look; what takes longer than ``patience`` seconds goes on beside the next."""
        await self._pace.run("purge", timedelta(hours=6), lambda: self.purge(self.clock.now()))
        await self._pace.run("rounds", timedelta(0), lambda: self._go(engine, patience))
        await self._pace.run("given up", timedelta(minutes=5), lambda: self._report(engine))
        await self._pace.run("forget", timedelta(hours=6), engine.forget)

    async def _go(self, engine: Engine, patience: float | None) -> None:
        """Go all rounds at once: a workspace whose Joan is slow holds nobody else up."""
        async for rounds in self.workplaces.busy():
            if rounds not in self._going:
                self._going[rounds] = asyncio.create_task(rounds.go(engine), name="rounds")
        if self._going:
            await asyncio.wait(self._going.values(), timeout=patience)
        for rounds, task in tuple(self._going.items()):
            if task.done():
                del self._going[rounds]
                await task

    async def _report(self, engine: Engine) -> None:
        for job in await engine.failed():
            if rounds := await self.workplaces.rounds_of(job.details.get("team_id", "")):
                await rounds.report(job)
