"""The scheduler looks after many workspaces, and what is slow holds nothing else up."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta

from roombot.jobs.pace import Chore, Pace
from roombot.jobs.scheduler import Scheduler
from roombot.sandbox.clock import SandboxClock

CLOCK = SandboxClock(datetime(2026, 5, 11, 9, tzinfo=UTC))


class Office:
    """Rounds of a quick chore and one that ends when it is let."""

    def __init__(self) -> None:
        self.may_end = asyncio.Event()
        self.may_end.set()
        self.slow = {"begun": 0, "ended": 0}
        self.gone = 0
        self._more = asyncio.Condition()
        self._pace = Pace(CLOCK)

    def begin(self, _engine: object) -> set[asyncio.Task[None]]:
        at_once = timedelta(0)
        return self._pace.begin(
            (Chore("slow", at_once, self._slow), Chore("quick", at_once, self._quick))
        )

    async def reached(self, times: int) -> None:
        async with self._more:
            await self._more.wait_for(lambda: self.gone >= times)

    async def _slow(self) -> None:
        self.slow["begun"] += 1
        await self.may_end.wait()
        self.slow["ended"] += 1

    async def _quick(self) -> None:
        async with self._more:
            self.gone += 1
            self._more.notify_all()

    async def perform(self, kind: str, details: Mapping[str, str]) -> None:
        assert kind
        assert details
        self.gone += 1

    async def report(self, _job: object) -> None:
        self.gone += 1


class Idle:
    """An engine without jobs."""

    async def submit(self, job_id: str, kind: str, **details: str) -> None:
        raise AssertionError((job_id, kind, details))

    async def failed(self) -> list[object]:
        return []

    async def forget(self) -> None:
        """Know nothing anyway."""


class Town:
    """Some offices by their workspace."""

    def __init__(self, **offices: Office) -> None:
        self.offices = offices

    async def rounds_of(self, team_id: str) -> Office | None:
        return self.offices.get(team_id)

    async def busy(self) -> AsyncIterator[Office]:
        for office in self.offices.values():
            yield office


async def nothing(_now: datetime) -> None:
    """Purge nothing."""


def scheduler_of(town: Town) -> Scheduler:
    return Scheduler(town, CLOCK, nothing)  # type: ignore[arg-type]  # offices stand for rounds


async def test_a_slow_chore_holds_up_neither_others_nor_other_workspaces() -> None:
    town = Town(here=Office(), there=Office())
    here, there = town.offices["here"], town.offices["there"]
    here.may_end.clear()
    scheduler = scheduler_of(town)
    for look in (1, 2):
        scheduler.look(Idle())  # type: ignore[arg-type]  # it has no failed jobs
        await asyncio.gather(here.reached(look), there.reached(look))
    assert here.slow == {"begun": 1, "ended": 0}
    here.may_end.set()
    await scheduler.tick(Idle())  # type: ignore[arg-type]  # see above
    assert here.slow == {"begun": 2, "ended": 2}  # what has begun is seen through


async def test_a_job_of_a_workspace_that_has_gone_is_dropped() -> None:
    town = Town(here=Office())
    scheduler = scheduler_of(town)
    await scheduler.perform("soon", {"team_id": "gone"})
    await scheduler.perform("soon", {"team_id": "here"})
    assert town.offices["here"].gone == 1


async def test_what_was_given_up_is_told_where_it_belongs() -> None:
    class Failing(Idle):
        async def failed(self) -> list[object]:
            return [Job("1", "here"), Job("2", "gone")]

    class Job:
        kind = "soon"

        def __init__(self, job_id: str, team_id: str) -> None:
            self.id = job_id
            self.details = {"team_id": team_id}

    office = Office()
    scheduler = scheduler_of(Town(here=office))
    await scheduler._report(Failing())  # type: ignore[arg-type]  # noqa: SLF001 - without the rounds
    assert office.gone == 1
