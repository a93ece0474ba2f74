"""What every use case works with."""

from dataclasses import dataclass, replace

from roombot.booking.people import People
from roombot.booking.policy import Rules
from roombot.booking.ports import Calendar, Clock, Ledger
from roombot.booking.records import (
    Approvals,
    Audit,
    Gatherings,
    Handovers,
    Notes,
    SeriesPlans,
    Watches,
)
from roombot.booking.rulebook import RuleBook


@dataclass(frozen=True)
class Office:
    """One company's rooms, people, records and rules."""

    calendar: Calendar
    ledger: Ledger
    people: People
    watches: Watches
    handovers: Handovers
    approvals: Approvals
    notes: Notes
    gatherings: Gatherings
    series: SeriesPlans
    audit: Audit
    clock: Clock
    rules: Rules  # the environment's, or a workspace's
    rule_book: RuleBook

    async def of(self, team_id: str) -> "Office":
        """Return the office under the rules that hold for a workspace now."""
        return replace(self, rules=await self.rule_book.of(team_id))
