"""The clockwork: look in steady steps what has come, and hand it to the engine."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from roombot.booking.caring import Care
from roombot.booking.digesting import Digests, digest_key
from roombot.booking.handing import HandoverDesk
from roombot.booking.holding import WaitingList
from roombot.booking.reporting import report_given_up
from roombot.booking.settling import settle
from roombot.booking.sweeping import sweep
from roombot.booking.thanking import thank, thanks_due
from roombot.domain.errors import RoombotError
from roombot.domain.occasions import Occasion

THANKS, DIGEST = "thanks", "digest"
TICK = 1.0  # seconds between looks
AGAIN = timedelta(minutes=2)  # after which a job that has not ended is handed over anew

_log = logging.getLogger(__name__)

Chore = Callable[[], Awaitable[None]]


class FailedJob(Protocol):
    """A job that was given up."""

    @property
    def id(self) -> str:
        """What names the job."""
        ...

    @property
    def kind(self) -> str:
        """What was to be done."""
        ...

    @property
    def details(self) -> Mapping[str, str]:
        """Of what, and for which workspace."""
        ...


class Engine(Protocol):
    """Does jobs, each once."""

    async def submit(self, job_id: str, kind: str, **details: str) -> None:
        """Have a job done; the same id is done once."""
        ...

    async def failed(self) -> Sequence[FailedJob]:
        """Return the jobs that were given up lately."""
        ...

    async def forget(self) -> None:
        """Delete what is known of jobs that ended long ago."""
        ...


@dataclass
class Clockwork:
    """Hands over what has come; several processes may do so at the same time."""

    care: Care
    waiting: WaitingList
    handovers: HandoverDesk
    digests: Digests
    purge: Callable[[datetime], Awaitable[None]]
    _submitted: dict[str, datetime] = field(default_factory=dict)
    _ran: dict[str, datetime] = field(default_factory=dict)

    async def perform(self, kind: str, details: Mapping[str, str]) -> None:
        """Do a job; what the engine calls."""
        if kind == THANKS:
            await thank(self.care, details["team_id"], details["slack_id"])
            return
        if kind == DIGEST:
            await self.digests.bring(details["team_id"], details["week"])
            return
        lead = int(details.get("lead", "0"))
        await self.care.bring(details["team_id"], details["booking_id"], Occasion(kind), lead)

    async def run(self, engine: Engine, stop: asyncio.Event) -> None:
        """Look again and again until told to stop."""
        while not stop.is_set():
            await self.tick(engine)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), TICK)

    async def tick(self, engine: Engine) -> None:
        """Take one look."""
        for name, every, chore in self._chores():
            await self._run(name, every, chore)
        await self._run("occasions", timedelta(0), lambda: self._hand_over(engine))
        await self._run(THANKS, timedelta(minutes=15), lambda: self._thank(engine))
        await self._run(DIGEST, timedelta(minutes=1), lambda: self._hand_over_digests(engine))
        await self._run("given up", timedelta(minutes=5), lambda: self._report_given_up(engine))
        await self._run("forget", timedelta(hours=6), engine.forget)

    def _chores(self) -> tuple[tuple[str, timedelta, Chore], ...]:
        office = self.care.office
        return (
            ("settle", timedelta(seconds=30), lambda: settle(self.care)),
            ("sweep", timedelta(minutes=1), lambda: sweep(office)),
            ("waiting list", timedelta(seconds=5), self.waiting.serve),
            ("handovers", timedelta(seconds=15), self.handovers.serve),
            ("purge", timedelta(hours=6), lambda: self.purge(office.clock.now())),
        )

    async def _run(self, name: str, every: timedelta, chore: Chore) -> None:
        """Run a chore when its time has come; one that fails is tried at the next."""
        now = self.care.office.clock.now()
        if name in self._ran and now - self._ran[name] < every:
            return
        self._ran[name] = now
        try:
            await chore()
        except RoombotError as error:
            _log.warning("%s: %s: %s", name, type(error).__name__, error)
        except Exception:  # noqa: BLE001 - one chore's defect must not stop the others
            _log.exception("%s failed", name)

    async def _hand_over(self, engine: Engine) -> None:
        now = self.care.office.clock.now()
        self._submitted = {
            key: at for key, at in self._submitted.items() if timedelta(0) <= now - at < AGAIN
        }
        for due in await self.care.due():
            if due.key in self._submitted:
                continue
            await engine.submit(
                due.key,
                due.occasion,
                team_id=due.booking.team_id,
                booking_id=due.booking.id,
                lead=str(due.lead),
            )
            self._submitted[due.key] = now

    async def _thank(self, engine: Engine) -> None:
        for due in await thanks_due(self.care.office):
            person = due.person
            await engine.submit(due.key, THANKS, team_id=person.team_id, slack_id=person.slack_id)

    async def _report_given_up(self, engine: Engine) -> None:
        for job in await engine.failed():
            await report_given_up(self.care, job.id, job.kind, job.details)

    async def _hand_over_digests(self, engine: Engine) -> None:
        today = self.care.office.clock.now().date()  # what was given up is tried again the next day
        for team_id, week in await self.digests.due():
            job_id = f"{digest_key(week, team_id)}/{today}"
            await engine.submit(job_id, DIGEST, team_id=team_id, week=week)
