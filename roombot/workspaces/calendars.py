"""The companies' calendars: one for each account with Joan, with a cache and a limit of its own."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from roombot.booking.ports import Calendar, Clock
from roombot.domain.installations import JoanCredentials
from roombot.joan.calendar import JoanCalendar
from roombot.workspaces.no_calendar import NoCalendar

OpenCalendar = Callable[[JoanCredentials], JoanCalendar]


@dataclass
class _Kept:
    calendar: JoanCalendar
    used: datetime


@dataclass
class Calendars:
    """Opens calendars on first use; the workspaces of an organisation share its one."""

    open: OpenCalendar
    clock: Clock
    _kept: dict[JoanCredentials, _Kept] = field(default_factory=dict)  # the least recent first

    def of(self, account: JoanCredentials | None) -> Calendar:
        """Return the calendar of an account."""
        if account is None:
            return NoCalendar()
        now = self.clock.now()
        kept = self._kept.pop(account, None) or _Kept(self.open(account), now)
        kept.used = now
        self._kept[account] = kept
        return kept.calendar

    @property
    def are_answering(self) -> bool:
        """Whether Joan answers anybody at all, as far as she was asked."""
        answering = [kept.calendar.is_answering for kept in self._kept.values()]
        return any(answering) or not answering

    async def let_go(self, before: datetime) -> None:
        """Close what was not used since an instant; the others let go of what has grown old."""
        for account, kept in tuple(self._kept.items()):
            kept.calendar.forget()
            if kept.used < before and self._kept.get(account) is kept:
                del self._kept[account]
                await kept.calendar.aclose()
            await asyncio.sleep(0)  # of thousands none keeps a delivery waiting

    async def aclose(self) -> None:
        """Close all connections."""
        while self._kept:
            _, kept = self._kept.popitem()
            await kept.calendar.aclose()
