"""How long rows are kept: one line a table, held against docs/privacy.md by a test."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table

from roombot.domain.approvals import ApprovalState
from roombot.domain.bookings import AttemptState
from roombot.domain.conversations import MEMORY
from roombot.domain.handovers import HandoverState
from roombot.domain.watches import WatchState
from roombot.store.installation_tables import audit
from roombot.store.rule_tables import approvals
from roombot.store.schema import (
    attempts,
    attendances,
    bookings,
    cards,
    conversations,
    deliveries,
    gaps,
    gatherings,
    handovers,
    homes,
    invitations,
    notes,
    offers,
    series,
    watches,
)

DEPARTED_KEPT = timedelta(days=30)  # in which a workspace may come back to its bookings


@dataclass(frozen=True)
class Limit:
    """How long rows are kept after an instant of theirs; never while in a state of ``needed``."""

    table: Table
    since: str
    time: timedelta
    needed: tuple[str, ...] = ()

    def passed(self, now: datetime) -> ColumnElement[bool]:
        """Return which rows are of no more use."""
        before = now - self.time
        column = self.table.c[self.since]
        is_day = column is gaps.c.day  # kept as text
        passed = column < (before.date().isoformat() if is_day else before)
        if not self.needed:
            return passed
        return passed & self.table.c.state.not_in(self.needed)


LIMITS = (
    Limit(conversations, "at", MEMORY),
    Limit(deliveries, "received_at", timedelta(days=1)),  # Slack repeats for about six minutes
    Limit(notes, "at", timedelta(days=14)),
    Limit(homes, "at", timedelta(days=30)),
    Limit(offers, "created_at", timedelta(days=30)),  # then a message's buttons have expired
    Limit(
        watches,
        "until",
        timedelta(days=30),
        (WatchState.WAITING, WatchState.HOLDING, WatchState.HELD, WatchState.RELEASING),
    ),
    Limit(handovers, "ends_at", timedelta(days=30), (HandoverState.ASKED, HandoverState.GIVING)),
    Limit(approvals, "ends_at", timedelta(days=30), (ApprovalState.ASKED,)),
    Limit(gaps, "day", timedelta(days=90)),
    Limit(
        attempts,
        "ends_at",
        timedelta(days=90),
        (AttemptState.RECORDED, AttemptState.UNCONFIRMED),
    ),
    Limit(audit, "at", timedelta(days=180)),
    Limit(bookings, "ends_at", timedelta(days=365)),
    Limit(series, "created_at", timedelta(days=1095)),  # its last meeting may be two years ahead
)

# What is deleted together with the row whose ``id`` is in that column.
ALONG: dict[Table, tuple[tuple[Table, str], ...]] = {
    bookings: (
        (invitations, "booking_id"),
        (gatherings, "booking_id"),
        (attendances, "booking_id"),
        (cards, "subject_id"),
    ),
    invitations: ((cards, "subject_id"),),
}

# What has no end by itself.
SETTINGS = (
    "aliases",
    "amenity_names",
    "habits",
    "installations",
    "joan_accounts",
    "memberships",
    "office_hours",
    "preferences",
    "room_rules",
    "workspace_policies",
)
