"""Ask the administrators what shall become of what people have booked who are gone."""

import logging
from dataclasses import dataclass

from roombot.booking.auditing import note
from roombot.booking.caring import Care
from roombot.booking.leaving import leavers, left_by
from roombot.booking.mine import HORIZON
from roombot.domain.audit import ROOMBOT, By
from roombot.domain.errors import RoombotError
from roombot.domain.leaving import Leaver, LeavingOffered
from roombot.domain.time_slots import TimeSlot

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Partings:
    """Looks for leavers; of each the administrators hear once, and in a fortnight again."""

    care: Care

    async def sweep(self) -> None:
        """Look through all who have meetings to come."""
        now = self.care.office.clock.now()
        standing = await self.care.office.ledger.standing(TimeSlot(now, now + HORIZON))
        for team_id in sorted({one.team_id for one in standing}):
            await self._look(team_id)

    async def heard(self, team_id: str, slack_id: str) -> None:
        """Look at once, as Slack tells that somebody is gone; what fails the sweep finds."""
        try:
            await self._look(team_id, slack_id)
        except RoombotError as error:
            _log.warning("%s is looked for later: %s", slack_id, error)

    async def _look(self, team_id: str, slack_id: str | None = None) -> None:
        for one in await leavers(self.care.office, team_id, slack_id):
            await self._offer(team_id, one)

    async def _offer(self, team_id: str, leaver: Leaver) -> None:
        office = await self.care.office.of(team_id)
        key = f"leaving/{team_id}/{leaver.slack_id}"
        if await office.notes.done([key]):
            return
        administrators = await office.people.administrators(team_id)
        left = await left_by(office, team_id, leaver)
        if not administrators or not left:
            return
        offered = LeavingOffered(leaver, left)
        for person in administrators:
            await self.care.tell_once(person, f"{key}/{person.slack_id}", offered)
        await office.notes.finish(key, office.clock.now())
        by = By(team_id, ROOMBOT, key)
        await note(office, by, "OfferLeft", leaver.slack_id, type(offered).__name__)
