"""The clockwork looks after many workspaces, and a slow one holds nobody up."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime

from roombot.jobs.clockwork import Clockwork
from roombot.sandbox.clock import SandboxClock


class Office:
    """Rounds that are gone at once, or when they are let."""

    def __init__(self, *, slow: bool = False) -> None:
        self.may_go = asyncio.Event()
        self.gone = 0
        if not slow:
            self.may_go.set()

    async def go(self, _engine: object) -> None:
        await self.may_go.wait()
        self.gone += 1

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


def clockwork_of(town: Town) -> Clockwork:
    clock = SandboxClock(datetime(2026, 5, 11, 9, tzinfo=UTC))
    return Clockwork(town, clock, nothing)  # type: ignore[arg-type]  # offices stand for rounds


async def test_a_slow_workspace_holds_nobody_up() -> None:
    town = Town(slow=Office(slow=True), quick=Office())
    clockwork, engine = clockwork_of(town), Idle()
    for number in (1, 2, 3):
        await clockwork.tick(engine, 0.01)  # type: ignore[arg-type]  # it has no failed jobs
        assert town.offices["quick"].gone == number
    assert town.offices["slow"].gone == 0
    town.offices["slow"].may_go.set()
    await asyncio.gather(*clockwork._going.values())  # noqa: SLF001 - what goes on beside
    await clockwork.tick(engine)  # type: ignore[arg-type]  # see above
    assert town.offices["slow"].gone >= 1  # its round was one all the time


async def test_a_job_of_a_workspace_that_has_gone_is_dropped() -> None:
    town = Town(here=Office())
    clockwork = clockwork_of(town)
    await clockwork.perform("soon", {"team_id": "gone"})
    await clockwork.perform("soon", {"team_id": "here"})
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

    office = Office(slow=True)
    clockwork = clockwork_of(Town(here=office))
    await clockwork._report(Failing())  # type: ignore[arg-type]  # noqa: SLF001 - without the rounds
    assert office.gone == 1
