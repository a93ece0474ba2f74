"""One office served by several processes: two of each kind, as honcho starts the Procfile."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from roombot.domain.bookings import Booking
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.slack.courier import Courier
from roombot.sandbox.slack.wire import Json
from roombot.store.database import open_database
from roombot.store.ledger import SqlLedger
from roombot.system_clock import SystemClock
from tests.commands.process import Running, Shell, free_port

BEN, DM, TEAM = "U0BEN", "D0BEN", "T0SANDBOX"
PROCFILE = Path(__file__).parents[2] / "Procfile"
HONCHO = f"start web worker -c web=2,worker=2 -f {PROCFILE}".split()
LEAD = timedelta(minutes=15)  # of a reminder
SOON = timedelta(seconds=2)


@pytest.fixture
def office(shell: Shell, postgres_url: str) -> Shell:
    """Keep everything in one database of PostgreSQL."""
    shell.settings["DATABASE_URL"] = postgres_url
    return shell


def said(shell: Shell) -> list[Json]:
    return [one for one in shell.slack.messages(DM, BEN) if one["user"] != BEN]


async def answered(shell: Shell, running: Running, times: int) -> Json:
    """Wait for so many messages of the bot; return the newest."""

    async def seen() -> Json | None:
        return said(shell)[-1] if len(said(shell)) >= times else None

    return await running.until(seen)


@asynccontextmanager
async def honcho(shell: Shell) -> AsyncIterator[tuple[Running, tuple[str, str]]]:
    """Start what the Procfile says, twice; yield the addresses of both web processes."""
    port = two_ports()
    shell.settings["PORT"] = str(port)
    running = await shell.start_program(
        [sys.executable, "-m", "honcho", *HONCHO, "-d", str(shell.folder)],
        PATH=f"{Path(sys.executable).parent}:{os.environ['PATH']}",  # noqa: TID251 - platforms set it
        COVERAGE_PROCESS_CONFIG="",  # what one process does is measured elsewhere
    )
    urls = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}"
    try:
        for url in urls:
            await running.ready(url)
        yield running, urls
    finally:
        await running.stop()


def two_ports() -> int:
    """Return a port that nobody listens on, with the next one free as well."""
    while True:
        port = free_port()
        with socket.socket() as next_one:
            if next_one.connect_ex(("127.0.0.1", port + 1)):
                return port


async def in_soon(shell: Shell, title: str) -> None:
    """Book a meeting long ago whose reminder is due in a moment."""
    clock = SystemClock()
    start = (clock.now() + LEAD + SOON).replace(microsecond=0)
    room, ben = shell.joan.room("Oak"), shell.joan.person("Ben")
    event = shell.joan.add_event("Oak", start, start + timedelta(hours=1), title, ben.email)
    slot = TimeSlot(start, start + timedelta(hours=1))
    where = Room(room.email, room.name)
    booking = Booking(title, TEAM, where, slot, BEN, ben.email, title, event.id)
    yesterday = SandboxClock(clock.now() - timedelta(days=1))
    async with aclosing(open_database(shell.settings["DATABASE_URL"])) as database:
        await SqlLedger(database, yesterday).save(booking)


async def test_the_same_delivery_to_two_processes_acts_once(office: Shell) -> None:
    async with honcho(office) as (running, urls):
        (delivery,) = await office.slack.say(BEN, DM, "book everest tomorrow 10-11")
        couriers = [Courier(office.slack.workspace.settings) for _ in urls]
        for courier, url in zip(couriers, urls, strict=True):
            courier.url = f"{url}/slack/events"
        both = await asyncio.gather(*[one.carry(delivery, 0, None) for one in couriers])
        assert [attempt.status for attempt in both] == [200, 200]
        await answered(office, running, 1)
        for courier in couriers:
            await courier.close()
    assert len(office.joan.events("Everest")) == 1
    assert len(said(office)) == 1


async def test_what_one_process_has_booked_another_moves_and_cancels(office: Shell) -> None:
    async with honcho(office) as (running, (one, other)):
        office.slack.events_url = f"{one}/slack/events"
        await office.slack.say(BEN, DM, "book everest tomorrow 10-11")
        await answered(office, running, 1)
        office.slack.events_url = f"{other}/slack/events"
        await office.slack.say(BEN, DM, "move my meeting to oak")
        assert "Oak" in str(await answered(office, running, 2))
        office.slack.events_url = f"{one}/slack/events"
        await office.slack.say(BEN, DM, "cancel my meeting in oak")
        last = await answered(office, running, 3)
        assert "ancelled" in last["text"]
    assert office.joan.events() == []


async def test_a_reminder_goes_out_once_and_also_when_a_worker_is_killed(office: Shell) -> None:
    assert (await office.run("migrate")).status == 0
    workers = []
    for number in (1, 2):
        office.settings["HONCHO_PROCESS_NAME"] = f"worker.{number}"
        workers.append(await office.start("worker"))
    await in_soon(office, "first")
    assert "first" in str(await answered(office, workers[0], 1))
    workers[0].process.send_signal(signal.SIGKILL)
    await workers[0].process.wait()
    await in_soon(office, "second")
    assert "second" in str(await answered(office, workers[1], 2))
    await workers[1].stop()
    assert len(said(office)) == 2
