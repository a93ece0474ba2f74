"""The engine does each job once, tries again what fails, and goes on after a crash."""

import asyncio
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from roombot.domain.errors import RoombotError
from roombot.jobs import engine as engine_module
from roombot.jobs.engine import Engine, open_engine


class Doings:
    """Remembers what was done, and fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.done: list[tuple[str, dict[str, str]]] = []
        self.tried = asyncio.Event()
        self.failures = failures

    async def perform(self, kind: str, details: Mapping[str, str]) -> None:
        if self.failures:
            self.failures -= 1
            raise RoombotError("not yet")
        self.done.append((kind, dict(details)))
        self.tried.set()


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/jobs.db"


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "FIRST_PAUSE", 0.001)


async def submitted(engine: Engine, doings: Doings, job_id: str = "soon/b1/1") -> None:
    await engine.submit(job_id, "soon", booking_id="b1")
    await asyncio.wait_for(doings.tried.wait(), 10)


async def test_a_job_is_done_once_however_often_it_is_submitted(address: str) -> None:
    doings = Doings()
    async with open_engine(address, "one", doings.perform) as engine:
        await submitted(engine, doings)
        await submitted(engine, doings)
        await submitted(engine, doings, "soon/b2/1")
    assert doings.done == [("soon", {"booking_id": "b1"})] * 2


async def test_a_job_that_fails_is_tried_again(address: str) -> None:
    doings = Doings(failures=2)
    async with open_engine(address, "one", doings.perform) as engine:
        await submitted(engine, doings)
        assert await engine.failed() == ()
    assert len(doings.done) == 1


async def test_a_job_that_is_given_up_is_shown(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "TRIES", 2)
    doings = Doings(failures=99)
    async with open_engine(address, "one", doings.perform) as engine:
        await engine.submit("soon/b1/1", "soon", booking_id="b1")
        while not (given_up := await engine.failed()):
            assert doings.done == []
    assert [(one.id, one.kind) for one in given_up] == [("soon/b1/1", "soon")]


async def test_what_ended_long_ago_is_forgotten(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    doings = Doings()
    async with open_engine(address, "one", doings.perform) as engine:
        await submitted(engine, doings)
        await engine.forget()
        await submitted(engine, doings)
        assert len(doings.done) == 1
        monkeypatch.setattr(engine_module, "KEPT", timedelta(days=-1))
        while len(doings.done) == 1:  # it ends a moment after it was done
            await engine.forget()
            await submitted(engine, doings)
    assert len(doings.done) == 2


CRASH = """
import asyncio, os, sys
from roombot.jobs.engine import open_engine

async def perform(kind, details):
    os._exit(9)

async def main():
    async with open_engine(sys.argv[1], "one", perform) as engine:
        await engine.submit("soon/b1/1", "soon", booking_id="b1")
        await asyncio.sleep(30)

asyncio.run(main())
"""


async def test_a_job_whose_process_died_is_gone_on_with(address: str) -> None:
    crashed = await asyncio.create_subprocess_exec(sys.executable, "-c", CRASH, address)
    assert await crashed.wait() == 9
    doings = Doings()
    async with open_engine(address, "one", doings.perform):
        await asyncio.wait_for(doings.tried.wait(), 10)
    assert doings.done == [("soon", {"booking_id": "b1"})]


async def test_a_job_of_a_process_that_does_not_come_back_is_taken_over(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "INHERITING", 0.05)
    monkeypatch.setattr(engine_module, "LEASE_MS", 0)
    crashed = await asyncio.create_subprocess_exec(sys.executable, "-c", CRASH, address)
    assert await crashed.wait() == 9
    doings = Doings()
    async with open_engine(address, "another", doings.perform):
        await asyncio.wait_for(doings.tried.wait(), 20)
    assert doings.done == [("soon", {"booking_id": "b1"})]
