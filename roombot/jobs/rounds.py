"""The rounds in one workspace: what is looked after there, in steady steps."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from roombot.booking.caring import Care
from roombot.booking.digesting import Digests, digest_key
from roombot.booking.granting import ApprovalDesk
from roombot.booking.handing import HandoverDesk
from roombot.booking.holding import WaitingList
from roombot.booking.parting import Partings
from roombot.booking.reporting import report_given_up
from roombot.booking.resuming import SeriesDesk
from roombot.booking.settling import settle
from roombot.booking.sweeping import sweep
from roombot.booking.thanking import thank, thanks_due
from roombot.domain.occasions import Due, Occasion
from roombot.jobs.pace import Chore, Pace
from roombot.jobs.ports import Engine, FailedJob

THANKS, DIGEST = "thanks", "digest"
AGAIN = timedelta(minutes=2)  # after which a job that has not ended is handed over anew


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

    def begin(self, engine: Engine) -> set["asyncio.Task[None]"]:
        """Begin what is due, and return it; what waits for Joan or Slack holds nothing else up."""
        return self._pace.begin(self._chores(engine))

    def _chores(self, engine: Engine) -> tuple[Chore, ...]:
        office, seconds = self.care.office, timedelta(seconds=1)
        minutes, hours = 60 * seconds, 3600 * seconds
        return (
            Chore("settle", 30 * seconds, lambda: settle(self.care)),
            Chore("sweep", 1 * minutes, lambda: sweep(office)),
            Chore("waiting list", 5 * seconds, self.waiting.serve),
            Chore("handovers", 15 * seconds, self.handovers.serve),
            Chore("approvals", 2 * seconds, self.approvals.serve),
            Chore("series", 15 * seconds, self.series.serve),
            Chore("occasions", 0 * seconds, lambda: self._hand_over(engine)),
            Chore(THANKS, 15 * minutes, lambda: self._thank(engine)),
            Chore("leavers", 6 * hours, self.partings.sweep),
            Chore(DIGEST, 1 * minutes, lambda: self._hand_over_digests(engine)),
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
