"""Many workspaces in one deployment: what memory and time the active ones take.

Run as ``python tests/benchmarks/workspaces.py``. Ten thousand workspaces have added the bot; of
these some are active, more in every line. Each is put together as in the running bot, with a
cache, a limit and a connection of its own; only Joan's replies come from this process, for an
office of 40 rooms with 200 events. The clock stands still: all are in use within the same instant,
so that nothing grows old. At the end half an hour passes and the sweep lets all of them go.
"""

import argparse
import asyncio
import gc
import multiprocessing
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from roombot.app import Roombot, open_roombot
from roombot.domain.installations import Installation, JoanCredentials
from roombot.joan.auth import Account
from roombot.joan.calendar import JoanCalendar
from roombot.joan.client import JoanClient
from roombot.joan.limits import RateLimiter
from roombot.joan.models import WireDevice, WireRoom, WireRoomEvents, WireUser
from roombot.joan.transport import Transport
from roombot.sandbox.clock import SandboxClock
from roombot.settings import read_settings
from roombot.store.installation_tables import installations, joan_accounts
from roombot.store.migrations import upgrade
from roombot.store.secrets import Vault, new_key
from roombot.system_clock import SystemClock
from roombot.workspaces.installed import IDLE, InstalledWorkspaces

ALL = 10_000
ACTIVE = (100, 500, 1_000, 2_000, 5_000, 10_000)
ROOMS, EVENTS_EACH = 40, 5
PAGE = Path("/proc/self/statm")
PAGE_KB = 4
KEY = new_key()


class Company(JoanClient):
    """A company's Joan that answers at once, within the company's limit."""

    def __init__(self, account: JoanCredentials, clock: SandboxClock) -> None:
        limiter = RateLimiter(clock)
        own = Account(account.url, account.client_id, account.client_secret)
        super().__init__(Transport(own, clock, limiter))
        self._limiter = limiter
        self._name = account.client_id
        self._now = clock.now()

    async def rooms(self) -> list[WireRoom]:
        """Return the rooms."""
        await self._limiter.turn("rooms/", is_write=False)
        return [
            WireRoom.model_validate(
                {"id": n, "email": self._email(n), "name": f"Room {n}", "capacity": n % 12}
            )
            for n in range(ROOMS)
        ]

    async def devices(self) -> list[WireDevice]:
        """Return no devices."""
        await self._limiter.turn("devices/", is_write=False)
        return []

    async def users(self) -> list[WireUser]:
        """Return nobody."""
        return []

    async def events(self) -> list[WireRoomEvents]:
        """Return the events."""
        await self._limiter.turn("events/", is_write=False)
        return [
            WireRoomEvents.model_validate(
                {"room": {"email": self._email(n)}, "events": self._events(n)}
            )
            for n in range(ROOMS)
        ]

    def _email(self, number: int) -> str:
        return f"room{number}@{self._name}.example.com"

    def _events(self, room: int) -> list[dict[str, object]]:
        starts = [self._now + timedelta(hours=2 * n) for n in range(EVENTS_EACH)]
        return [
            {
                "id": f"{self._name}-{room}-{n}",
                "summary": f"Meeting {n}",
                "start": start.isoformat(),
                "end": (start + timedelta(hours=1)).isoformat(),
                "organizer": {"email": f"person{n}@{self._name}.example.com"},
            }
            for n, start in enumerate(starts)
        ]


@dataclass(frozen=True)
class Line:
    """What a number of active workspaces takes; times are milliseconds, of uses p50 and p95."""

    active: int
    megabytes: float
    cold: tuple[float, float]
    warm: tuple[float, float]
    sweep: float

    def __str__(self) -> str:
        """Return the line of the table."""
        each = self.megabytes * 1024 / self.active
        times = "  ".join(f"{value:7.2f}" for value in (*self.cold, *self.warm))
        return f"{self.active:7}  {self.megabytes:8.0f}  {each:8.0f}  {times}  {self.sweep:8.0f}"


async def measured(clock: SandboxClock, workspaces: InstalledWorkspaces, active: int) -> Line:
    """Use some workspaces, each twice, and let them go."""
    gc.collect()
    before = memory()
    cold: list[float] = []
    warm: list[float] = []
    for number in range(active):
        for spent in (cold, warm):
            began = time.perf_counter()
            await used(workspaces, name(number))
            spent.append((time.perf_counter() - began) * 1000)
    gc.collect()
    taken = memory() - before
    began = time.perf_counter()
    await workspaces.let_go()  # nothing has grown old: what a sweep costs while all are in use
    sweep = (time.perf_counter() - began) * 1000
    clock.advance(IDLE + timedelta(seconds=1))
    await workspaces.let_go()
    gc.collect()
    assert not [one for one in gc.get_objects() if isinstance(one, Company)]
    return Line(active, taken, middle_and_late(cold), middle_and_late(warm), sweep)


async def used(workspaces: InstalledWorkspaces, team_id: str) -> None:
    """Do what a delivery does before it is read: find the workspace, its rooms and events."""
    workspace = await workspaces.of(team_id)
    assert workspace is not None
    calendar = workspace.exchange.dialogue.office.calendar
    assert len(await calendar.rooms()) == ROOMS
    assert len(await calendar.events()) == ROOMS * EVENTS_EACH


def middle_and_late(spent: list[float]) -> tuple[float, float]:
    """Return how long a use takes, the middle one and that of one in twenty."""
    cuts = quantiles(spent, n=20)
    return cuts[9], cuts[18]


def memory() -> float:
    """Return the megabytes that the process has."""
    return int(PAGE.read_text().split()[1]) * PAGE_KB / 1024


def name(number: int) -> str:
    """Return a workspace's id."""
    return f"T{number:08}"


async def fill(bot: Roombot) -> None:
    """Let all workspaces add the bot and connect Joan."""
    now, vault = bot.clock.now(), Vault([KEY])
    added = [
        Installation(name(n), f"Company {n}", f"xoxb-{n}", "UBOT", (), "U1", now)
        for n in range(ALL)
    ]
    tokens = [
        {
            "team_id": one.id,
            "name": one.name,
            "bot_token": vault.seal(one.id, one.bot_token),
            "bot_user_id": one.bot_user_id,
            "scopes": "",
            "installer_id": one.installer_id,
            "installed_at": now,
        }
        for one in added
    ]
    accounts = [
        {
            "team_id": one.id,
            "url": "https://joan.example.com",
            "client_id": one.id.lower(),
            "client_secret": vault.seal(one.id, "hush"),
            "set_by": "U1",
            "set_at": now,
        }
        for one in added
    ]
    async with bot.database.transaction() as connection:
        await connection.execute(installations.insert(), tokens)
        await connection.execute(joan_accounts.insert(), accounts)


async def run(active: int) -> Line:
    """Measure a number of active workspaces."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        url = f"sqlite:///{folder}/roombot.db"
        await asyncio.to_thread(upgrade, url)
        environment = {
            "SLACK_CLIENT_ID": "1.1",
            "SLACK_CLIENT_SECRET": "hush",
            "SLACK_SIGNING_SECRET": "hush",
            "ROOMBOT_URL": "https://roombot.example.com",
            "ROOMBOT_SECRET_KEYS": KEY,
            "DATABASE_URL": url,
        }
        clock = SandboxClock(SystemClock().now())
        bot = await stack.enter_async_context(
            open_roombot(read_settings(environment=environment), clock)
        )
        workspaces = bot.workspaces
        assert isinstance(workspaces, InstalledWorkspaces)
        workspaces.calendars.open = lambda account: JoanCalendar(
            Company(account, clock), clock, "UTC"
        )
        await fill(bot)
        await measured(clock, workspaces, 50)  # what is loaded once is nobody's
        return await measured(clock, workspaces, active)


def print_line(active: int) -> None:
    """Print a line, in a process of its own: memory that was let go is not given back."""
    print(asyncio.run(run(active)), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--active", type=int, nargs="+", default=list(ACTIVE))
    print(f"{ALL} workspaces, times in ms\n", flush=True)
    print(" active        MB   KB each  cold50   cold95   warm50   warm95     sweep", flush=True)
    for number in parser.parse_args().active:
        process = multiprocessing.get_context("spawn").Process(target=print_line, args=(number,))
        process.start()
        process.join()
