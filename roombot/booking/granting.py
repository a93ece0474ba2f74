"""Carry decisions on special rooms out: ask the approvers, book what is approved, tell the askers.

Each step is taken under a lease and noted once it is done: after a crash or an outage it is taken
again, so that a request is rather told twice than lost. A booking that was made before is found.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from roombot.booking.approving import Do
from roombot.booking.office import Office
from roombot.domain.approvals import Approval, ApprovalAsked, ApprovalEnded, ApprovalState
from roombot.domain.errors import RoombotError
from roombot.domain.outcomes import Outcome
from roombot.domain.people import Person, PersonKind
from roombot.domain.turns import Turn

LEASE = timedelta(minutes=1)  # after which a step is taken again

Tell = Callable[[Turn, Outcome], Awaitable[object | None]]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ApprovalDesk:
    """Takes the next step with every request; ``tell`` returns None where nobody was reached."""

    office: Office
    tell: Tell
    do: Do

    async def serve(self) -> None:
        """Take the next step with every request, first come first."""
        for approval in await self.office.approvals.due(self.office.clock.now()):
            try:
                await self._serve(approval, self.office.clock.now())
            except RoombotError as error:  # the others' turn must not wait for it
                _log.warning("approval %s has to wait: %s", approval.id, error)

    async def _serve(self, approval: Approval, now: datetime) -> None:
        if approval.state is ApprovalState.ASKED and approval.until <= now:
            expired = replace(approval, state=ApprovalState.EXPIRED, is_told=False, next_at=None)
            if await self.office.approvals.change(approval, expired):
                await self._serve(expired, now)
            return
        if approval.is_told:
            return
        leased = replace(approval, next_at=now + LEASE)
        if await self.office.approvals.change(approval, leased) and await self._step(leased, now):
            await self.office.approvals.change(leased, replace(leased, is_told=True))

    async def _step(self, approval: Approval, now: datetime) -> bool:
        """Tell whom the state concerns; False where it has to be tried again."""
        if approval.state is ApprovalState.ASKED:
            approver = await self._member(approval.team_id, approval.approver_id)
            if approver is None:
                return False
            turn = Turn(approver, _key(approval, "ask"), now)
            return await self.tell(turn, ApprovalAsked(approval)) is not None
        asker = await self._member(approval.team_id, approval.asker_id)
        if asker is None:
            _log.info("approval %s ends: its asker is no member any more", approval.id)
            return True
        turn = Turn(asker, _key(approval, "end"), now)
        if approval.state is ApprovalState.APPROVED:
            return await self._carry_out(approval, asker, now)
        return await self.tell(turn, ApprovalEnded(approval)) is not None

    async def _carry_out(self, approval: Approval, asker: Person, now: datetime) -> bool:
        """Do what was approved as the asker, by the rules that hold now."""
        turn = Turn(asker, _key(approval, str(approval.next_at)), now)
        outcome = await self.do(self.office, turn, approval.intent)
        await self.tell(replace(turn, key=_key(approval, "end")), ApprovalEnded(approval))
        return await self.tell(turn, outcome) is not None

    async def _member(self, team_id: str, slack_id: str) -> Person | None:
        person = await self.office.people.person(team_id, slack_id)
        return person if person is not None and person.kind is PersonKind.MEMBER else None


def _key(approval: Approval, step: str) -> str:
    return f"approval/{approval.id}/{step}"
