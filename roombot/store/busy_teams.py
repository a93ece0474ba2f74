"""Which workspaces have something to be done in the background."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select, union

from roombot.domain.bookings import AttemptState, BookingState
from roombot.store.approvals import IS_OPEN as OPEN_APPROVALS
from roombot.store.database import Database
from roombot.store.handovers import OPEN as OPEN_HANDOVERS
from roombot.store.rule_tables import approvals
from roombot.store.schema import attempts, bookings, handovers, preferences, series, watches
from roombot.store.watches import OPEN as OPEN_WATCHES

SOON = timedelta(minutes=35)  # longer than the earliest reminder is ahead
LATELY = timedelta(days=14)  # as far back as a weekly digest may look
UNSETTLED = [AttemptState.RECORDED.value, AttemptState.UNCONFIRMED.value]


@dataclass(frozen=True)
class BusyTeams:
    """Asks a database with a query for all workspaces, so that the idle ones cost nothing."""

    database: Database

    async def now(self, now: datetime) -> frozenset[str]:
        """Return the workspaces where something comes, or waits, at this moment."""
        near = bookings.c.starts_at.between(now - timedelta(days=1), now + SOON)
        return await self._all(
            select(bookings.c.team_id).where(
                bookings.c.state == BookingState.BOOKED.value, near, bookings.c.ends_at > now
            ),
            select(attempts.c.team_id).where(attempts.c.state.in_(UNSETTLED)),
            select(watches.c.team_id).where(watches.c.state.in_(OPEN_WATCHES)),
            select(handovers.c.team_id).where(handovers.c.state.in_(OPEN_HANDOVERS)),
            select(approvals.c.team_id).where(OPEN_APPROVALS),
            select(series.c.team_id).where(series.c.leased_until.is_not(None)),
        )

    async def lately(self, now: datetime) -> frozenset[str]:
        """Return the workspaces that have booked lately, or have people who wish for thanks."""
        return await self._all(
            select(bookings.c.team_id).where(bookings.c.ends_at > now - LATELY),
            select(preferences.c.team_id).where(preferences.c.thanks),
        )

    async def _all(self, *queries: Select[tuple[str]]) -> frozenset[str]:
        query = select(union(*queries).subquery().c.team_id)
        async with self.database.transaction() as connection:
            return frozenset((await connection.execute(query)).scalars())
