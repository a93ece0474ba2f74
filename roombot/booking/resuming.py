"""Go on with a series whose process died while it booked the dates, and tell what came of it."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from roombot.booking.office import Office
from roombot.booking.policy import refuse_to_book
from roombot.booking.series import LEASE, go_on, released
from roombot.domain.errors import RoombotError
from roombot.domain.outcomes import Outcome
from roombot.domain.series import DateState, Series, SeriesBooked
from roombot.domain.turns import Turn

_log = logging.getLogger(__name__)

Tell = Callable[[Turn, Outcome], Awaitable[object | None]]
Bring = Callable[[Turn, Outcome], Awaitable[None]]


@dataclass(frozen=True)
class SeriesDesk:
    """Finishes what a process left halfway.

    ``tell`` also tells the guests, and returns None where the organizer was not reached; ``bring``
    then raises if they may be reached later.
    """

    office: Office
    tell: Tell
    bring: Bring

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
        leased = replace(series, leased_until=now + LEASE)
        if not await self.office.series.change(series, leased):
            return
        office = await self.office.of(series.team_id)
        if person is None:
            _log.info("series %s ends: its organizer is gone", series.id)
            await released(office, SeriesBooked(leased))
            return
        turn = Turn(person, f"series/{series.id}/{series.leased_until}", now)
        outcome = await _finished(office, turn, leased)
        if isinstance(outcome, SeriesBooked):
            if await self.tell(turn, outcome) is None:
                await self.bring(turn, outcome)
            await released(office, outcome)

    async def _is_unclear(self, series: Series, now: datetime) -> bool:
        """Tell whether a date's write is still to be settled by what Joan shows."""
        reach = self.office.calendar.shown_until(now)
        ids = {series.booking_id(number) for number in range(len(series.dates))}
        begun = await self.office.ledger.unsettled(now)
        return any(one.booking_id in ids and one.slot.end <= reach for one in begun)


async def _finished(office: Office, turn: Turn, series: Series) -> Outcome:
    """Book what is left; whoever may not book any more hears what was booked before."""
    if not refuse_to_book(turn.person):
        return await go_on(office, turn, series, is_left_behind=True)
    final = {DateState.BOOKED, DateState.CANCELLED}
    dates = [
        one if one.state in final else replace(one, state=DateState.FAILED) for one in series.dates
    ]
    return SeriesBooked(replace(series, dates=tuple(dates)))
