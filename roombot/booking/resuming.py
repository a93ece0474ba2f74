"""Go on with a series whose process died while it booked the dates, and tell what came of it."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from roombot.booking.office import Office
from roombot.booking.policy import refuse_to_book
from roombot.booking.series import LEASE, go_on
from roombot.domain.errors import RoombotError
from roombot.domain.outcomes import Outcome
from roombot.domain.series import Series
from roombot.domain.turns import Turn

_log = logging.getLogger(__name__)

Tell = Callable[[Turn, Outcome], Awaitable[object]]


@dataclass(frozen=True)
class SeriesDesk:
    """Finishes what a process left halfway."""

    office: Office
    tell: Tell

    async def serve(self) -> None:
        """Go on with every series that was left behind."""
        for series in await self.office.series.left_behind(self.office.clock.now()):
            try:
                await self._follow(series, self.office.clock.now())
            except RoombotError as error:  # the others' turn must not wait for it
                _log.warning("series %s has to wait: %s", series.id, error)

    async def _follow(self, series: Series, now: datetime) -> None:
        if await self._is_unclear(series, now):
            return
        person = await self.office.people.person(series.team_id, series.slack_id)
        if person is None or refuse_to_book(person):
            await self.office.series.lease(series, None)
            return
        if await self.office.series.lease(series, now + LEASE):
            turn = Turn(person, f"series/{series.id}/{series.leased_until}", now)
            office = await self.office.of(series.team_id)
            await self.tell(turn, await go_on(office, turn, replace(series, leased_until=now)))

    async def _is_unclear(self, series: Series, now: datetime) -> bool:
        """Tell whether a date's write is still to be settled by what Joan shows."""
        reach = self.office.calendar.shown_until(now)
        ids = {series.booking_id(number) for number in range(len(series.dates))}
        begun = await self.office.ledger.unsettled(now)
        return any(one.booking_id in ids and one.slot.end <= reach for one in begun)
