"""Chores that are done in steady steps, each beside the others."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from roombot.booking.ports import Clock
from roombot.domain.errors import RoombotError

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chore:
    """What is to be done again and again."""

    name: str
    every: timedelta
    do: Callable[[], Awaitable[None]]


@dataclass
class Pace:
    """Begins chores, each when its time has come; one that is still under way is left to it."""

    clock: Clock
    _began: dict[str, datetime] = field(default_factory=dict)
    _tasks: dict[str, "asyncio.Task[None]"] = field(default_factory=dict)

    def begin(self, chores: Iterable[Chore]) -> set["asyncio.Task[None]"]:
        """Begin what is due, and return it; none waits for another."""
        now = self.clock.now()
        return {self._begin(chore, now) for chore in chores if self._is_due(chore, now)}

    def _is_due(self, chore: Chore, now: datetime) -> bool:
        task, began = self._tasks.get(chore.name), self._began.get(chore.name)
        if task is not None and not task.done():
            return False
        return began is None or not timedelta(0) <= now - began < chore.every

    def _begin(self, chore: Chore, now: datetime) -> "asyncio.Task[None]":
        self._began[chore.name] = now
        task = asyncio.create_task(_tried(chore), name=chore.name)
        self._tasks[chore.name] = task
        return task


async def _tried(chore: Chore) -> None:
    """Do a chore; one that fails is tried again when its time comes."""
    try:
        await chore.do()
    except RoombotError as error:
        _log.warning("%s: %s: %s", chore.name, type(error).__name__, error)
    except Exception:  # noqa: BLE001 - one chore's defect must not stop the others
        _log.exception("%s failed", chore.name)
