"""The rounds in one workspace: what is looked after there, in steady steps."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from roombot.booking.caring import Care
from roombot.booking.digesting import Digests, digest_key
from roombot.booking.granting import ApprovalDesk
from roombot.booking.handing import HandoverDesk
from roombot.booking.holding import WaitingList
from roombot.booking.parting import Partings
from roombot.booking.ports import Clock
from roombot.booking.reporting import report_given_up
from roombot.booking.resuming import SeriesDesk
from roombot.booking.settling import settle
from roombot.booking.sweeping import sweep
from roombot.booking.thanking import thank, thanks_due
from roombot.domain.errors import RoombotError
from roombot.domain.occasions import Due, Occasion
from roombot.jobs.ports import Engine, FailedJob

THANKS, DIGEST = "thanks", "digest"
AGAIN = timedelta(minutes=2)  # after which a job that has not ended is handed over anew

_log = logging.getLogger(__name__)

Chore = Callable[[], Awaitable[None]]


@dataclass
class Pace:
    """Runs chores, each when its time has come; one that fails is tried at the next."""

    clock: Clock
    _ran: dict[str, datetime] = field(default_factory=dict)

    async def run(self, name: str, every: timedelta, chore: Chore) -> None:
        """Run a chore, unless it ran a moment ago."""
        now = self.clock.now()
        if name in self._ran and now - self._ran[name] < every:
            return
        self._ran[name] = now
        try:
            await chore()
        except RoombotError as error:
            _log.warning("%s: %s: %s", name, type(error).__name__, error)
        except Exception:  # noqa: BLE001 - one chore's defect must not stop the others
            _log.exception("%s failed", name)


@dataclass(eq=False)
class Rounds:
    """Hands over what has come in a workspace; several processes may do so at the same time."""

    care: Care
    waiting: WaitingList
    handovers: HandoverDesk
    approvals: ApprovalDesk
    digests: Digests
    series: SeriesDesk
    partings: Partings
    _submitted: dict[str, datetime] = field(default_factory=dict)
    _pace: Pace = field(init=False)

    def __post_init__(self) -> None:
        """Take the pace of the office's clock."""
        self._pace = Pace(self.care.office.clock)

    async def perform(self, kind: str, details: Mapping[str, str]) -> None:
        """Do a job."""
        if kind == THANKS:
            await thank(self.care, details["team_id"], details["slack_id"])
            return
        if kind == DIGEST:
            await self.digests.bring(details["team_id"], details["week"])
            return
        lead = int(details.get("lead", "0"))
        await self.care.bring(details["team_id"], details["booking_id"], Occasion(kind), lead)

    async def report(self, job: FailedJob) -> None:
        """Tell the administrators what was given up."""
        await report_given_up(self.care, job.id, job.kind, job.details)

    async def go(self, engine: Engine) -> None:
        """Take one look; what waits for Joan or Slack holds nothing else up."""
        chores = self._chores(engine)
        await asyncio.gather(*[self._pace.run(*one) for one in chores])

    def _chores(self, engine: Engine) -> tuple[tuple[str, timedelta, Chore], ...]:
        office = self.care.office
        return (
            ("settle", timedelta(seconds=30), lambda: settle(self.care)),
            ("sweep", timedelta(minutes=1), lambda: sweep(office)),
            ("waiting list", timedelta(seconds=5), self.waiting.serve),
            ("handovers", timedelta(seconds=15), self.handovers.serve),
            ("approvals", timedelta(seconds=2), self.approvals.serve),
            ("series", timedelta(seconds=15), self.series.serve),
            ("occasions", timedelta(0), lambda: self._hand_over(engine)),
            (THANKS, timedelta(minutes=15), lambda: self._thank(engine)),
            ("leavers", timedelta(hours=6), self.partings.sweep),
            (DIGEST, timedelta(minutes=1), lambda: self._hand_over_digests(engine)),
        )

    async def _hand_over(self, engine: Engine) -> None:
        now = self.care.office.clock.now()
        self._submitted = {
            key: at for key, at in self._submitted.items() if timedelta(0) <= now - at < AGAIN
        }
        new = [due for due in await self.care.due() if due.key not in self._submitted]
        await asyncio.gather(*[self._submit(engine, due, now) for due in new])

    async def _submit(self, engine: Engine, due: Due, now: datetime) -> None:
        booking = due.booking
        details = {"team_id": booking.team_id, "booking_id": booking.id, "lead": str(due.lead)}
        await engine.submit(due.key, due.occasion, **details)
        self._submitted[due.key] = now

    async def _thank(self, engine: Engine) -> None:
        for due in await thanks_due(self.care.office):
            person = due.person
            await engine.submit(due.key, THANKS, team_id=person.team_id, slack_id=person.slack_id)

    async def _hand_over_digests(self, engine: Engine) -> None:
        today = self.care.office.clock.now().date()  # what was given up is tried again the next day
        for team_id, week in await self.digests.due():
            job_id = f"{digest_key(week, team_id)}/{today}"
            await engine.submit(job_id, DIGEST, team_id=team_id, week=week)
