from pathlib import Path

import pytest

from roombot.domain.errors import RoombotError
from roombot.jobs import engine as engine_module
from roombot.jobs.engine import open_engine
from roombot.store.database import jobs_url
from tests.commands.process import Shell


async def perform(_kind: str, _details: object) -> None:
    raise RoombotError("never")


async def test_before_any_worker_has_run_no_job_was_given_up(
    shell: Shell, empty_postgres_url: str
) -> None:
    for address in ("sqlite:///roombot.db", empty_postgres_url):
        shell.settings["DATABASE_URL"] = address
        shown = await shell.run("jobs")
        assert (shown.status, shown.out) == (0, "No job was given up.\n"), shown.err
    assert not list(shell.folder.glob("*.db*"))


async def test_jobs_that_were_given_up_are_listed(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "TRIES", 1)
    address = jobs_url(f"sqlite:///{Path(shell.folder)}/roombot.db")
    async with open_engine(address, "one", perform) as engine:
        shown = await shell.run("jobs")
        assert (shown.status, shown.out) == (0, "No job was given up.\n")
        await engine.submit("soon/b1/1", "soon")
        while not await engine.failed():
            pass
    shown = await shell.run("jobs")
    assert shown.status == 1
    assert "soon/b1/1" in shown.out
