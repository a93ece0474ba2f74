import asyncio

import pytest

from roombot.slack.work import Work


async def test_draining_waits_for_work_and_for_what_it_starts(work: Work) -> None:
    done: list[str] = []

    async def inner() -> None:
        done.append("inner")

    async def outer() -> None:
        await asyncio.sleep(0)
        work.start(inner(), "inner")
        done.append("outer")

    work.start(outer(), "outer")
    assert await work.drain(5) == 0
    assert done == ["outer", "inner"]


async def test_what_takes_too_long_is_cut_off_and_named(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    task = work.start(asyncio.Event().wait(), "a booking")
    assert await work.drain(0.01) == 1
    assert task.cancelled()
    assert "a booking did not end" in caplog.text


async def test_a_failure_is_logged(work: Work, caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise RuntimeError("planted")

    work.start(fail(), "a booking")
    assert await work.drain(1) == 0
    assert "a booking failed" in caplog.text
    assert "planted" in caplog.text
